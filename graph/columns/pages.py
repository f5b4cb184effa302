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
from graph.values import FIRST_DAY, LAST_DAY

Page = list[Any]


def page_of(columns: Columns, question_id: str, given: Mapping[str, Any], most: int) -> Page | None:
    """What `$page` is for a list's statement, of at most so many first rows.

    Their ids; keys of links and where these start; what the statement of `sources` and of `without_ties` needs."""
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
    return _links(columns, aids.select("key", "start").bottom_k(most, by="key").sort("key"))


def _links_of_source(columns: Columns, given: Mapping[str, Any], most: int) -> pl.LazyFrame:
    cite = columns.lists.filter(pl.col("list").list.contains(given["id"])).select(sources="number")
    links = pl.concat([frame.select("key", "start", "sources") for frame in (columns.ties, columns.placed)])
    cited = links.filter(pl.col("key") > (given["after"] or "")).join(cite, on="sources", how="semi")
    return _links(columns, cited.select("key", "start").bottom_k(most, by="key").sort("key"))


def _new_links(columns: Columns, given: Mapping[str, Any], most: int) -> pl.LazyFrame:
    began = columns.ties.filter("has_since", _between("since_day", given))
    return _links(columns, began.sort("since_day", "type", "key", descending=[True, False, False]).head(most))


def _links_ending(columns: Columns, given: Mapping[str, Any], most: int) -> pl.LazyFrame:
    ended = columns.ties.filter(pl.col("until_day") < LAST_DAY, _between("until_day", given))
    return _links(columns, ended.sort("until_day", "type", "key").head(most))


def _between(day: str, given: Mapping[str, Any]) -> pl.Expr:
    first, last = given["from_day"], given["to_day"]
    return pl.col(day).is_between(FIRST_DAY if first is None else first, LAST_DAY if last is None else last)


def _links(columns: Columns, links: pl.LazyFrame) -> pl.LazyFrame:
    """Some links by their keys and by where they start, from where an engine gets at them."""
    found = links.select("key", "start").collect()
    starts = columns.nodes.filter(pl.col("number").is_in(found["start"].implode())).select(start="number", at="id")
    return found.lazy().join(starts, on="start", maintain_order="left").select(pl.struct("key", start="at"))


def _without_ties(columns: Columns, given: Mapping[str, Any], most: int) -> pl.LazyFrame:
    things = columns.nodes.select("number", "label", "id")
    if given["region"] is not None:
        things = things.join(columns.inside(given["region"]), on="number", how="semi")
    if given["label"] is not None:
        things = things.filter(label=TAKES_PART.index(given["label"]))
    ends = pl.concat([columns.ties.select(number=end) for end in ("start", "end")])
    members, leads = (frame.select(number="end") for frame in (columns.members, columns.leads))
    of = {label: things.filter(label=TAKES_PART.index(label)) for label in ("EducationGroup", "Organisation", "School")}
    found = [
        (of["EducationGroup"].join(members, on="number", how="semi").join(leads, on="number", how="anti"), "no_lead"),
        (of["EducationGroup"].join(members, on="number", how="anti"), "no_member"),
        (of["Organisation"].join(ends, on="number", how="anti"), "no_tie"),
        (of["School"].join(ends, on="number", how="anti"), "no_tie"),
    ]
    rows = [frame.sort("number").head(most).with_columns(problem=pl.lit(problem)) for frame, problem in found]
    label = pl.col("label").replace_strict(dict(enumerate(TAKES_PART)), return_dtype=pl.String())
    return pl.concat(rows).head(most).select(pl.struct("problem", "id", label=label))


def _sources(columns: Columns, given: Mapping[str, Any], most: int) -> pl.LazyFrame:
    cited = columns.sources.filter(pl.col("id") > (given["after"] or ""))
    return cited.sort("id").select(pl.struct("id", "links", "figures")).head(most)


def _located(columns: Columns, label: str, given: Mapping[str, Any]) -> pl.LazyFrame:
    found = columns.nodes.filter(
        pl.col("label") == TAKES_PART.index(label), holds(given["as_of"]), pl.col("id") > (given["after"] or "")
    )
    if given["region"] is None:
        return found
    return found.join(columns.inside(given["region"]), on="number", how="semi")


_PAGES: dict[str, Callable[[Columns, Mapping[str, Any], int], pl.LazyFrame | None]] = {
    "aid_links": _aid_links,
    "groups": _groups,
    "links_ending": _links_ending,
    "links_of_source": _links_of_source,
    "new_links": _new_links,
    "schools": _schools,
    "sources": _sources,
    "without_ties": _without_ties,
}
