"""Coverage from columns: what `coverage.cypher` says, over all regions at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from graph.columns.days import SEEN, holds, undated_sums
from graph.columns.frames import Columns
from graph.columns.shares import censuses_of, in_register, of_what, reported_totals, sources_of

_FEW = 20_000
"""Schools of the regions asked below which only their rows of other frames are looked at."""
_SUMS = ("undated_links", *SEEN)


def coverage(columns: Columns, given: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The first rows of `coverage`."""
    regions = _asked(columns, given)
    censuses = {}
    if given["universe"] in {None, "register"}:
        censuses = censuses_of(columns, regions["number"], given["stage"], given["as_of"])
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
    dict.fromkeys(("numerator", "known", "without_figure", "beside", *_SUMS), 0), [],
)  # fmt: skip


def _asked(columns: Columns, given: Mapping[str, Any]) -> pl.DataFrame:
    """The regions that get a row, in the order of their ids."""
    regions = columns.regions()
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
    schools = schools_counted(columns, given, pairs["number"]).select("number", "students", "sources", "datasets")
    located = pairs.lazy().join(with_ties(columns, given, schools, pairs["number"]), on="number")
    listed = in_register(columns, censuses)
    if listed is None:
        located = located.with_columns(counts=pl.lit(True))
    else:
        located = located.join(listed.lazy(), on=["region", "datasets"], how="left")
        located = located.with_columns(counts=pl.col("listed").fill_null(True))
    counts = pl.col("counts")
    weighs = pl.col("students").fill_null(0) if given["weight"] == "students" else counts.cast(pl.Int64)
    sums = located.group_by("region").agg(
        numerator=weighs.filter(counts & (pl.col("ties") > 0)).sum(),
        known=weighs.filter(counts).sum(),
        without_figure=(counts & pl.col("students").is_null()).sum(),
        beside=counts.not_().sum(),
        sources=pl.col("sources").unique().sort(),
        **{name: pl.col(name).filter(counts).sum() for name in _SUMS},
    )
    told = sums.collect()
    cited = sources_of(columns, told["sources"].to_list())
    return {row["region"]: (row, cited[tuple(row["sources"])]) for row in told.iter_rows(named=True)}


@dataclass(frozen=True, slots=True)
class Denominator:
    """The `schools` that count in one `region`, what they are (`universe`), and of which day a register is."""

    region: dict[str, Any]
    numbers: pl.Series
    """Numbers of all that lies in the region."""
    schools: pl.LazyFrame
    universe: str
    as_of: str | None


def denominator(columns: Columns, given: Mapping[str, Any]) -> Denominator | None:
    """What counts in the region asked; None where it is not known, or a register is asked for that it lacks."""
    regions = columns.regions().filter(id=given["region"]).collect()
    if regions.is_empty():
        return None
    censuses = {}
    if given["universe"] in {None, "register"}:
        censuses = censuses_of(columns, regions["number"], given["stage"], given["as_of"])
    if not censuses and given["universe"] == "register":
        return None
    region = regions.row(0, named=True)
    numbers = columns.within.filter(region=region["number"]).select("number").collect()["number"]
    schools = schools_counted(columns, given, numbers).filter(pl.col("number").is_in(numbers.implode()))
    if (listed := in_register(columns, censuses)) is not None:
        schools = schools.join(listed.lazy().filter("listed"), on="datasets", how="semi")
    census = censuses.get(region["number"])
    return Denominator(region, numbers, schools, "register" if census else "known", census["as_of"] if census else None)


def schools_counted(columns: Columns, given: Mapping[str, Any], numbers: pl.Series) -> pl.LazyFrame:
    """The schools of the denominator: at least those of these numbers."""
    schools = columns.schools.filter(holds(given["as_of"]))
    if len(numbers) < _FEW:
        schools = schools.filter(pl.col("number").is_in(numbers.implode()))
    if given["stage"] is not None:
        schools = schools.filter(given["stage"])
    if given["weight"] != "campuses":
        campuses = columns.campuses.filter(holds(given["as_of"]))
        schools = schools.join(campuses, left_on="number", right_on="start", how="anti")
    return schools


def with_ties(
    columns: Columns, given: Mapping[str, Any], schools: pl.LazyFrame, numbers: pl.Series, *, own: bool = False
) -> pl.LazyFrame:
    """Schools, at most those of these numbers, with how many `ties` cover each, and how many of those are undated.

    Their `own` alone, or those of the school that one is a campus of, too."""
    covering = columns.covering.filter(holds(given["as_of"]))
    if len(numbers) < _FEW:
        covering = covering.filter(pl.col("school").is_in(numbers.implode()))
    if own:
        covering = covering.filter("own")
    if given["covered_by"] != "any":
        covering = covering.filter(pl.col("aid") if given["covered_by"] == "aid" else ~pl.col("aid"))
    ties = covering.group_by("school").agg(ties=pl.len(), **undated_sums(given["as_of"]))
    return schools.join(ties, left_on="number", right_on="school", how="left").with_columns(
        pl.col("ties", *_SUMS).fill_null(0)
    )


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
