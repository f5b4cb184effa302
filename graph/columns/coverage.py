"""Coverage from columns: what `coverage.cypher` says, over all regions at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
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
    pairs = columns.within.filter(pl.col("region").is_in(regions["number"].implode())).collect()
    schools = with_ties(columns, given, counted_schools(columns, given, "students", "sources", "datasets"))
    pairs = pairs.filter(pl.col("number") < schools.height)
    located = pairs.select("region").hstack(schools[pairs["number"]]).lazy().filter("is_counted")
    listed = in_register(columns, censuses)
    if listed is None:
        located = located.with_columns(counts=pl.lit(True))
    else:
        located = located.join(listed.lazy(), on=["region", "datasets"], how="left")
        located = located.with_columns(counts=pl.col("listed").fill_null(True))
    counts = pl.col("counts")
    weighs = pl.col("students").fill_null(0) if given["weight"] == "students" else pl.lit(1, pl.Int64())
    # Summed up as they are: to leave rows out of each sum takes twice the time.
    sums = located.group_by("region").agg(
        numerator=(weighs * (counts & (pl.col("ties") > 0))).sum(),
        known=(weighs * counts).sum(),
        without_figure=(counts & pl.col("students").is_null()).sum(),
        beside=counts.not_().sum(),
        sources=pl.col("sources").unique().sort(),
        **{name: (pl.col(name) * counts).sum() for name in UNDATED_SUMS},
    )
    told = sums.collect()
    cited = sources_of(columns, told["sources"].to_list())
    return {row["region"]: (row, cited[tuple(row["sources"])]) for row in told.iter_rows(named=True)}


@dataclass(frozen=True, slots=True)
class Denominator:
    """The `schools` that count in one `region`, what they are (`universe`), and of which day a register is."""

    region: dict[str, Any]
    schools: pl.DataFrame
    universe: str
    as_of: str | None


def denominator(columns: Columns, given: Mapping[str, Any], schools: pl.DataFrame) -> Denominator | None:
    """What of all schools counts in the region asked; None where it is not known, or lacks the register asked for."""
    regions = columns.regions.filter(id=given["region"]).collect()
    if regions.is_empty():
        return None
    censuses = censuses_of(columns, regions["number"], given)
    if not censuses and given["universe"] == "register":
        return None
    region = regions.row(0, named=True)
    inside = columns.within.filter(region=region["number"]).select("number").collect()
    counted = of_numbers(schools, inside["number"]).filter("is_counted")
    if (listed := in_register(columns, censuses)) is not None:
        counted = counted.join(listed.filter("listed"), on="datasets", how="semi")
    census = censuses.get(region["number"])
    return Denominator(region, counted, "register" if census else "known", census["as_of"] if census else None)


def counted_schools(columns: Columns, given: Mapping[str, Any], *names: str) -> pl.DataFrame:
    """All schools in the order of their numbers, with these columns, and whether each `is_counted` in denominators."""
    is_counted = holds(given["as_of"]) & (pl.lit(True) if given["stage"] is None else pl.col(given["stage"]))
    schools = columns.schools.select("number", *names, is_counted=is_counted).collect()
    if given["weight"] == "campuses":
        return schools
    counts = schools["is_counted"].to_numpy().copy()
    counts[columns.campuses.filter(holds(given["as_of"])).select("start").collect()["start"].to_numpy()] = False
    return schools.with_columns(is_counted=pl.Series(counts))


def with_ties(columns: Columns, given: Mapping[str, Any], schools: pl.DataFrame, *, own: bool = False) -> pl.DataFrame:
    """All schools with how many `ties` cover each, and how many of those are undated.

    Their `own` alone, or those of the school that one is a campus of, too."""
    covering = columns.covering.filter(holds(given["as_of"]))
    if own:
        covering = covering.filter("own")
    if given["covered_by"] != "any":
        covering = covering.filter(pl.col("aid") if given["covered_by"] == "aid" else ~pl.col("aid"))
    ties = covering.select("school", undated_links="undated", **seen(given["as_of"])).collect()
    school = ties["school"].to_numpy()
    # A number is a row: counting by it takes a tenth of the time of grouping and joining.
    sums = {name: np.bincount(school[ties[name].to_numpy()], minlength=schools.height) for name in UNDATED_SUMS}
    return schools.with_columns(
        ties=pl.Series(np.bincount(school, minlength=schools.height)),
        **{name: pl.Series(found) for name, found in sums.items()},
    )


def of_numbers(schools: pl.DataFrame, numbers: pl.Series) -> pl.DataFrame:
    """The rows of these numbers; what is no school is passed over."""
    return schools[numbers.filter(numbers < schools.height)]


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
        "schools_without_figure": sums["without_figure"] if given["weight"] == "students" else 0,
        "undated_links": sums["undated_links"],
        "undated_seen": {name: sums[name] for name in SEEN},
    }
