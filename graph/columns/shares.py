"""What a share is of, from columns: the marks of graph/universe.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from graph.columns.frames import Columns

_REPORTED = {"students": ("students_total",), "campuses": ("campuses_total",)}
_REPORTED_OF_SCHOOLS = ("schools_total", "public_schools")
_BEFORE_ALL = 0


def censuses_of(columns: Columns, regions: pl.Series, given: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    """The census that holds for each region that has one, by its number: `@register(r, stage, day)`.

    None of them where another `universe` is asked for."""
    if given["universe"] not in {None, "register"}:
        return {}
    stage, day = given["stage"], given["as_of"]
    of_stage = pl.col("stages").is_null()
    if stage is not None:
        of_stage = of_stage | pl.col("stages").list.contains(stage).fill_null(False)
    known = columns.censuses.filter(of_stage, pl.lit(True) if day is None else pl.col("as_of_day") <= day)
    near = columns.above.filter(pl.col("hops") <= 3, pl.col("region").is_in(regions.implode()))
    found = near.rename({"region": "of"}).join(known, left_on="above", right_on="region")
    newest = found.sort(["as_of_day", "id"], descending=[True, False]).unique("of", keep="first", maintain_order=True)
    return {row["of"]: row for row in newest.collect().iter_rows(named=True)}


def in_register(columns: Columns, censuses: Mapping[int, Mapping[str, Any]]) -> pl.DataFrame | None:
    """Whether schools of a list of `datasets` are `listed` in the census of a `region`: `@in_register(s, census)`.

    None where no region has a census."""
    if not censuses:
        return None
    numbers = columns.schools.select("datasets").unique()
    used = columns.lists.join(numbers, left_on="number", right_on="datasets", how="semi").collect()
    rows = [
        (region, number, bool(set(census["datasets"]) & set(datasets)))
        for region, census in censuses.items()
        for number, datasets in used.iter_rows()
    ]
    schema = {"region": pl.UInt32, "datasets": pl.UInt32, "listed": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def reported_totals(columns: Columns, regions: pl.Series, weight: str, day: int | None) -> dict[int, dict[str, Any]]:
    """The newest total reported of each region that has one: `@reported_total(r, weight, day)`."""
    as_of = pl.col("as_of_day").fill_null(_BEFORE_ALL)
    found = columns.figures.filter(
        pl.col("qualifier").fill_null("") != "planned",
        pl.col("metric").is_in(_REPORTED.get(weight, _REPORTED_OF_SCHOOLS)),
        pl.col("subject").is_in(regions.implode()),
        pl.lit(True) if day is None else as_of <= day,
    )
    newest = found.sort([as_of, pl.col("id")], descending=[True, False])
    newest = newest.unique("subject", keep="first", maintain_order=True)
    newest = newest.select("subject", "value", "as_of", "source_ids")
    return {row["subject"]: row for row in newest.collect().iter_rows(named=True)}


def sources_of(columns: Columns, several: Iterable[Sequence[int]]) -> dict[tuple[int, ...], list[str]]:
    """For several lists of `sources` at a time the sources in them, in the order of their ids."""
    keys = set(map(tuple, several))
    used = {number for key in keys for number in key}
    lists = dict(columns.lists.filter(pl.col("number").is_in(list(used))).collect().iter_rows())
    return {key: sorted({source for number in key for source in lists[number]}) for key in keys}


def of_what(universe: str, denominator: float | None, weight: str, as_of: str | None) -> dict[str, str | None]:
    """The denominator in words: `@of_what`."""
    if denominator is None or (universe == "register" and as_of is None):
        return {"of_what": None, "of_what_en": None}
    words = {"students": ("名学生", "student"), "campuses": ("个校区", "campus")}
    chinese, one = words.get(weight, ("所学校", "school"))
    if universe == "register":
        before, after = f"完整名录（截至 {as_of}）中的", f" in the register as of {as_of}"
    elif universe == "known":
        of_schools = " of schools named in the sources"
        before, after = "来源所列的", of_schools if weight == "students" else " named in the sources"
    else:
        before = "报道的总数" if as_of is None else f"报道的（截至 {as_of}）总数"
        after = " reported" if as_of is None else f" reported as of {as_of}"
    number = int(denominator)
    return {
        "of_what": f"{before} {number} {chinese}",
        "of_what_en": f"of the {number} {one if number == 1 else weight}{after}",
    }
