"""Coverage from columns: what `coverage.cypher` says, over all regions at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from graph.columns.days import SEEN, UNDATED_SUMS, holds, seen
from graph.columns.frames import Columns
from graph.columns.shares import censuses_of, in_register, of_what, reported_totals, sources_of


def coverage(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `coverage`."""
    regions = _asked(columns, given)
    censuses = censuses_of(columns, regions["number"], given)
    totals = {}
    if given["stage"] is None:
        totals = reported_totals(columns, regions["number"], given["weight"], given["as_of"])
    counted = _counted(columns, given, regions, censuses)
    rows = []
    for region in regions.iter_rows(named=True):
        sums, cited = counted.get(region["number"], _NOTHING)
        row = _row(region, sums, cited, censuses.get(region["number"]), totals.get(region["number"]), given)
        if (given["by"] is None and given["region"] is not None) or (row["denominator"] or 0) > 0:
            rows.append(row)
    return rows[:most]


_Array = npt.NDArray[Any]
_FEW = 50_000
"""So many schools are looked up by their numbers; of more, all are read."""
_NOTHING: tuple[dict[str, Any], list[str]] = (
    dict.fromkeys(("numerator", "known", "without_figure", "beside", *UNDATED_SUMS), 0), [],
)  # fmt: skip


def _asked(columns: Columns, given: Mapping[str, Any]) -> pl.DataFrame:
    """The regions that get a row, in the order of their ids."""
    regions = columns.regions
    if given["by"] is None and given["region"] is not None:
        return regions.filter(id=given["region"]).collect()
    asked = regions.filter(level=given["by"] or "prefecture").collect()
    if given["region"] is not None:
        top = regions.filter(id=given["region"]).select(above="number")
        inside = columns.above.filter(pl.col("hops") <= 3).join(top, on="above").select(number="region")
        return asked.join(inside.collect(), on="number", how="semi", maintain_order="left")
    if given["by"] is not None:
        return asked
    # Where a country's register has no prefectures, its provinces stand in their place.
    country = pl.col("id").str.split(":").list.first()
    with_prefectures = asked["id"].str.split(":").list.first()
    provinces = regions.filter(pl.col("level") == "province", pl.col("id").str.contains(":", literal=True)).collect()
    return pl.concat([asked, provinces.filter(~country.is_in(with_prefectures.implode()))]).sort("id")


def _counted(
    columns: Columns, given: Mapping[str, Any], regions: pl.DataFrame, censuses: Mapping[int, Mapping[str, Any]]
) -> dict[int, tuple[dict[str, Any], list[str]]]:
    """By region: sums over its schools, and the sources that name them."""
    pairs = columns.within_of(regions).filter(_is_school(columns)).collect()
    only = None if pairs.height > _FEW else pairs["number"].unique().sort()
    schools = with_ties(columns, given, counted_schools(columns, given, "students", "sources", "datasets", only=only))
    row, place, counts = _placed(columns, pairs, regions["number"], schools, censuses)
    counted, at = (row, place) if counts is None else (row[counts], place[counts])

    # Counting by rows takes half the time of gathering, grouping and summing up frames.
    def summed(which: Any = ..., weights: Any = None) -> _Array:
        """By place the sum of weights, or how many rows."""
        return np.bincount(at[which], weights, minlength=regions.height)

    covered = np.flatnonzero(schools["ties"].to_numpy()[counted])
    undated = np.flatnonzero(schools["undated_links"].to_numpy()[counted])
    of_undated = counted[undated]
    known = rows = summed()
    numerator, without_figure = summed(covered), np.zeros_like(rows)
    if given["weight"] == "students":
        students = schools["students"].fill_null(0).to_numpy()[counted]
        known, numerator = summed(weights=students), summed(covered, students[covered])
        without_figure = summed(np.flatnonzero(schools["students"].is_null().to_numpy()[counted]))
    sums = {
        "numerator": numerator,
        "known": known,
        "without_figure": without_figure,
        "beside": np.bincount(place, minlength=regions.height) - rows,
        **{name: summed(undated, schools[name].to_numpy()[of_undated]) for name in UNDATED_SUMS},
    }
    told = pl.DataFrame({name: found.astype(np.int64) for name, found in sums.items()}).to_dicts()
    named = _named(place, schools["sources"].to_numpy()[row])
    cited = sources_of(columns, named.values())
    numbers = regions["number"].to_list()
    return {numbers[at]: (told[at], cited[tuple(several)]) for at, several in named.items()}


def _named(place: _Array, sources: _Array) -> dict[int, list[int]]:
    """By place the lists of sources there, each once."""
    several = int(sources.max(initial=0)) + 1
    pairs = pl.Series("pair", place.astype(np.int64) * several + sources).unique().to_frame()
    by_place = pairs.select(place=pl.col("pair") // several, sources=pl.col("pair") % several)
    return dict(by_place.group_by("place").agg(pl.col("sources").sort()).iter_rows())


def _placed(
    columns: Columns,
    pairs: pl.DataFrame,
    regions: pl.Series,
    schools: pl.DataFrame,
    censuses: Mapping[int, Mapping[str, Any]],
) -> tuple[_Array, _Array, _Array | None]:
    """Of pairs of a school and its region: the school's row, the region's place among them, whether it counts there.

    Where a region has a register, a school may be missing in it; None where all count."""
    row, region = _rows_of(schools, pairs["number"]), pairs["region"].to_numpy()
    is_counted = schools["is_counted"].to_numpy()[row]
    row, region = row[is_counted], region[is_counted]
    place_of = np.zeros(int(regions.to_numpy().max(initial=0)) + 1, dtype=np.intp)
    place_of[regions.to_numpy()] = np.arange(regions.len())
    counts = None
    if (listed := in_register(columns, censuses)) is not None:
        of_lists = pl.DataFrame({"region": region, "datasets": schools["datasets"].to_numpy()[row]})
        found = of_lists.join(listed, on=["region", "datasets"], how="left", maintain_order="left")
        counts = found["listed"].fill_null(value=True).to_numpy()
    return row, place_of[region], counts


@dataclass(frozen=True, slots=True)
class Denominator:
    """The `schools` that count in one `region`, what they are (`universe`), and of which day a register is."""

    region: dict[str, Any]
    schools: pl.DataFrame
    universe: str
    as_of: str | None


def denominator(columns: Columns, given: Mapping[str, Any], *names: str) -> Denominator | None:
    """What counts in the region asked, with these columns; None where it is not known, or lacks the register asked."""
    regions = columns.regions.filter(id=given["region"]).collect()
    if regions.is_empty():
        return None
    censuses = censuses_of(columns, regions["number"], given)
    if not censuses and given["universe"] == "register":
        return None
    region = regions.row(0, named=True)
    inside = schools_in(columns, regions)
    counted = counted_schools(columns, given, *names, "datasets", only=inside).filter("is_counted")
    if (listed := in_register(columns, censuses)) is not None:
        counted = counted.join(listed.filter("listed"), on="datasets", how="semi", maintain_order="left")
    census = censuses.get(region["number"])
    return Denominator(region, counted, "register" if census else "known", census["as_of"] if census else None)


def schools_in(columns: Columns, regions: pl.DataFrame) -> pl.Series:
    """The numbers of the schools that lie in some regions, each once and in order."""
    inside = columns.within_of(regions).filter(_is_school(columns))
    return inside.select(pl.col("number").unique().sort()).collect()["number"]


def _is_school(columns: Columns) -> pl.Expr:
    return pl.col("number") < _how_many_schools(columns)


def _how_many_schools(columns: Columns) -> int:
    return int(columns.schools.select(pl.len()).collect().item())


def counted_schools(
    columns: Columns, given: Mapping[str, Any], *names: str, only: pl.Series | None = None
) -> pl.DataFrame:
    """Schools in the order of their numbers, with these columns, and whether each `is_counted` in denominators.

    All of them, or `only` those of some numbers, which are in order."""
    schools = columns.schools if only is None else columns.schools_of(only)
    is_counted = holds(given["as_of"]) & (pl.lit(True) if given["stage"] is None else pl.col(given["stage"]))
    found = schools.select("number", *names, is_counted=is_counted).collect()
    if given["weight"] == "campuses":
        return found
    campuses = columns.campuses.filter(holds(given["as_of"])).select("start").collect()["start"]
    counts = found["is_counted"].to_numpy().copy()
    counts[_rows_of(found, campuses if only is None else campuses.filter(campuses.is_in(only.implode())))] = False
    return found.with_columns(is_counted=pl.Series(counts))


def _rows_of(schools: pl.DataFrame, numbers: pl.Series) -> _Array:
    """The rows of the schools of these numbers."""
    asked = numbers.to_numpy()
    if schools.height and schools["number"][-1] == schools.height - 1:
        return asked  # none is missing: a number is a row
    return np.searchsorted(schools["number"].to_numpy(), asked)


def with_ties(columns: Columns, given: Mapping[str, Any], schools: pl.DataFrame, *, own: bool = False) -> pl.DataFrame:
    """Schools, in the order of their numbers, with how many `ties` cover each, and how many of those are undated.

    Their `own` alone, or those of the school that one is a campus of, too."""
    covering = columns.covering.filter(holds(given["as_of"]))
    if schools.height < _how_many_schools(columns):
        covering = covering.filter(pl.col("school").is_in(schools["number"].implode()))
    if own:
        covering = covering.filter("own")
    if given["covered_by"] != "any":
        covering = covering.filter(pl.col("aid") if given["covered_by"] == "aid" else ~pl.col("aid"))
    ties = covering.select("school", undated_links="undated", **seen(given["as_of"])).collect()
    # Counting by rows takes a tenth of the time of grouping and joining.
    undated = ties.filter("undated_links")
    found = {"ties": ties["school"], **{name: undated.filter(name)["school"] for name in UNDATED_SUMS}}
    sums = {name: np.bincount(_rows_of(schools, of), minlength=schools.height) for name, of in found.items()}
    return schools.with_columns(**{name: pl.Series(total) for name, total in sums.items()})


def _row(
    region: Mapping[str, Any],
    sums: Mapping[str, Any],
    cited: list[str],
    census: Mapping[str, Any] | None,
    total: Mapping[str, Any] | None,
    given: Mapping[str, Any],
) -> dict[str, Any]:
    universe = "register" if census else given["universe"] or "known"
    numerator = float(sums["numerator"])
    denominator = float(sums["known"]) if universe == "known" or census else None
    as_of, sources = None, cited
    if universe == "reported":
        denominator, as_of, sources = (
            (total["value"], total["as_of"], total["source_ids"]) if total else (None, None, [])
        )
    elif universe == "register":
        as_of, sources = (census["as_of"], census["source_ids"] or []) if census else (None, [])
    return {
        "id": region["id"],
        "name": region["name"],
        "level": region["level"],
        "numerator": numerator,
        "denominator": denominator,
        "share": numerator / denominator if denominator is not None and denominator > 0 else None,
        "unit": given["weight"],
        **of_what(universe, denominator, given["weight"], as_of),
        "universe": universe,
        "universe_as_of": as_of,
        "universe_datasets": census["datasets"] or [] if census else [],
        "source_ids": sources or [],
        "schools_beside": sums["beside"],
        "reported_total": total["value"] if total else None,
        "reported_as_of": total["as_of"] if total else None,
        "reported_source_ids": total["source_ids"] or [] if total else [],
        "schools_without_figure": sums["without_figure"],
        "undated_links": sums["undated_links"],
        "undated_seen": {name: sums[name] for name in SEEN},
    }
