"""The map of an overview: its rows as nodes, and the ties between them; summed up, but for those between two things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from graph.computed.network import shown_properties
from graph.computed.overview_sums import Sums
from graph.computed.places_shown import Located
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

_COUNTS = (
    "schools",
    "groups",
    "organisations",
    "counties",
    "counties_named",
    "links_within",
    "links_outside",
    "opens",
    "parent",
)


_LINES_A_ROW, _FEWEST_LINES, _MOST_LINES = 4, 100, 4_000
"""How many lines a map has at most, by its rows: of more no eye can follow one."""


def overview_view(
    rows: Sequence[Mapping[str, Any]],
    nodes: Mapping[str, SubgraphNode],
    sums: Sums,
    things: Mapping[str, Located],
) -> tuple[Subgraph, dict[str, Any]]:
    """The map, and what it leaves out: so many lines, and so many ties in them, in all and by type.

    Of too many lines those stay that end at a single thing, which somebody opened its region to see; then the widest.

    Nodes have what they are, and the counts of their rows; the row for what lies in no region has no name. Of `nodes`,
    what is known by id, `things` are no regions. A summed link is keyed by its ends and has `links`, `teachers_sent`,
    `links_with_teachers` and `undated_links` as properties; ties within one row are in its counts. `seat` of what lies
    in an opened region is which one it is of how many that ever lay there: a place that no day changes."""
    alone = {row["id"] for row in rows if row["id"] in things and sums.held[row["id"]].total() == 1}
    links = [*_summed(sums, alone), *_themselves(sums, alone)]
    links.sort(key=lambda link: (alone.isdisjoint((link.start, link.end)), -_ties(link), link.key, link.type))
    bound = min(max(_LINES_A_ROW * len(rows), _FEWEST_LINES), _MOST_LINES)
    kept, cut = links[:bound], links[bound:]
    subgraph = Subgraph(
        nodes=[
            _node(row, nodes.get(row["id"]), things.get(row["id"]))
            for row in sorted(rows, key=lambda row: str(row["id"]))
        ],
        links=sorted(kept, key=lambda link: (link.key, link.type)),
    )
    return subgraph, _left_out(cut)


def _left_out(cut: Sequence[SubgraphLink]) -> dict[str, Any]:
    lines, ties = Counter(link.type for link in cut), Counter[str]()
    for link in cut:
        ties[link.type] += _ties(link)
    by_type = [{"type": type_, "lines": lines[type_], "ties": ties[type_]} for type_ in sorted(lines)]
    return {"lines": lines.total(), "ties": ties.total(), "by_type": by_type}


def _ties(link: SubgraphLink) -> int:
    return int(link.properties.get("links", 1))


def _node(row: Mapping[str, Any], found: SubgraphNode | None, thing: Located | None) -> SubgraphNode:
    properties = {name: row[name] for name in _COUNTS if row[name] is not None}
    if thing and thing.seat:
        properties["seat"] = list(thing.seat)
    if found is None:
        return SubgraphNode(row["id"], row["label"], "", properties)
    return SubgraphNode(found.id, found.label, found.name, {**found.properties, **properties})


def _summed(sums: Sums, alone: Collection[str]) -> Iterator[SubgraphLink]:
    for (type_, start, end), figures in sums.between.items():
        if start != end and figures.links and not (start in alone and end in alone):
            yield SubgraphLink(f"{start} {end}", type_, start, end, asdict(figures))


def _themselves(sums: Sums, alone: Collection[str]) -> Iterator[SubgraphLink]:
    for tie in sums.own_ties:
        if tie["start"] in alone and tie["end"] in alone and sums.ends(tie) == (tie["start"], tie["end"]):
            yield SubgraphLink(tie["key"], tie["type"], tie["start"], tie["end"], shown_properties(tie["properties"]))
