"""What stands on a page of a list, from columns: engines would put all there is in order to find its first rows.

None where columns don't know what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from graph.columns.days import holds
from graph.columns.frames import Columns
from graph.columns.holdings import BEYOND
from graph.model import TAKES_PART

Page = list[Any]


def page_of(columns: Columns, question_id: str, given: Mapping[str, Any], most: int) -> Page | None:
    """What `$page` is for a list's statement, of at most so many first rows.

    Their ids, keys of links and where these start, or ids of sources and how many links and figures cite them."""
    find = _PAGES.get(question_id)
    if find is None or columns.others.filter(pl.col("what") == BEYOND).collect().item(0, "number"):
        return None
    found = find(columns, given, most)
    return None if found is None else found.collect().to_series().to_list()


def _schools(columns: Columns, given: Mapping[str, Any], most: int) -> pl.LazyFrame | None:
    stage = given["stage"]
    if given["q"] is not None:
        return None
    schools = _located(columns, "School", given)
    if stage is not None:
        schools = schools.join(columns.schools.filter(stage).select("number"), on="number", how="semi")
    return schools.sort("number").select("id").head(most)


def _groups(columns: Columns, given: Mapping[str, Any], most: int) -> pl.LazyFrame | None:
    if given["q"] is not None:
        return None
    groups = _located(columns, "EducationGroup", given)
    if given["kind"] is not None:
        groups = groups.filter(kind=given["kind"])
    return groups.sort("number").select("id").head(most)


def _aid_links(columns: Columns, given: Mapping[str, Any], most: int) -> pl.LazyFrame | None:
    if any(given[name] is not None for name in ("region", "helper", "helped", "programme")):
        return None
    aids = columns.aids.filter(holds(given["as_of"]), pl.col("key") > (given["after"] or ""))
    if given["form"] is not None:
        aids = aids.filter(form=given["form"])
    first = aids.select("key", "start").bottom_k(most, by="key").collect()
    starts = columns.nodes.filter(pl.col("number").is_in(first["start"].implode())).select(start="number", at="id")
    # The engine gets at a link by where it starts.
    return first.lazy().join(starts, on="start").sort("key").select(pl.struct("key", start="at"))


def _sources(columns: Columns, given: Mapping[str, Any], most: int) -> pl.LazyFrame:
    cited = columns.sources.filter(pl.col("id") > (given["after"] or ""))
    return cited.sort("id").select(pl.struct("id", "links", "figures")).head(most)


def _located(columns: Columns, label: str, given: Mapping[str, Any]) -> pl.LazyFrame:
    found = columns.nodes.filter(
        pl.col("label") == TAKES_PART.index(label), holds(given["as_of"]), pl.col("id") > (given["after"] or "")
    )
    if given["region"] is None:
        return found
    region = columns.regions.filter(id=given["region"]).select(region="number")
    inside = columns.within.join(region, on="region", how="semi").select("number")
    return found.join(inside, on="number", how="semi")


_PAGES: dict[str, Callable[[Columns, Mapping[str, Any], int], pl.LazyFrame | None]] = {
    "aid_links": _aid_links,
    "groups": _groups,
    "schools": _schools,
    "sources": _sources,
}
