"""Network: what reach finds around a focus, with all ties among it, as a subgraph that a map draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from graph.computed.computation import Computation
from graph.computed.reach import Reached, by_label, explore, find_entity, spread
from graph.computed.undated import Undated
from graph.labels import own_label
from graph.model import LOCATED_IN, PART_OF, REGION
from graph.model.common import BOOKKEEPING
from graph.questions import Question, shipped_catalogue
from graph.statement import shipped_statement
from graph.store import Store
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

MAX_DRAWN = 1_500


def network(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer `network`: rows are the links; `extra["view"]` is the Subgraph. The nearest nodes are kept."""
    cut_at = MAX_DRAWN if max_rows is None else max_rows
    found, ties = _around(store, parameters)
    kept = found[:cut_at]
    ids = by_label(kept)
    nodes = store.read_all(shipped_statement("lookup", "nodes"), ids)
    links = store.read_all(question.statement, {**ids, "ties": ties, "as_of": parameters["as_of"]})
    inside = {node.id for node in kept}
    links = [{**link, "properties": shown_properties(link["properties"])} for link in links if link["end"] in inside]
    seen = [(link["type"], link.pop("undated")) for link in links]
    undated = Undated.of(code for type_, code in seen if type_ != PART_OF.type)
    subgraph = Subgraph(
        nodes=[subgraph_node(node) for node in nodes],
        links=[SubgraphLink(**link) for link in links],
        focus=parameters["focus"],
        left_out=len(found) - len(kept),
        cut_at=cut_at if len(found) > len(kept) else 0,
        nodes_left_out=dict(Counter(node.label for node in found[cut_at:])),
        links_left_out=_links_left_out(store, found, inside, {"ties": ties, "as_of": parameters["as_of"]}),
    )
    return Computation(links, undated, len(found) > len(kept), cut_at, {"view": subgraph})


def _links_left_out(
    store: Store, found: list[Reached], inside: Collection[str], given: Mapping[str, Any]
) -> dict[str, int]:
    """How many links of each type there are among what was found, but for those among what is inside."""
    if len(found) == len(inside):
        return {}
    everyone, counts = {node.id for node in found}, Counter[str]()
    for row in store.read_all(shipped_statement("lookup", "link_ends"), {**by_label(found), **given}):
        if row["end"] in everyone and not (row["start"] in inside and row["end"] in inside):
            counts[row["type"]] += row["links"]
    return dict(counts)


def _around(store: Store, parameters: dict[str, Any]) -> tuple[list[Reached], list[str]]:
    """What stands around the focus, nearest first, and the types of links to draw among it."""
    reach = shipped_catalogue()["reach"]
    values = {**parameters, "direction": "any"}
    ties: list[str] = parameters["ties"]
    if not by_label([find_entity(store, parameters["focus"], "focus")])[REGION.label]:
        return list(explore(store, reach, parameters["focus"], values).values()), ties
    # A region's own links are few; what people look for around it is what lies in it.
    drawn = [*dict.fromkeys([*ties, LOCATED_IN.type])]
    found = explore(store, reach, parameters["focus"], {**values, "ties": drawn})
    asked = {"id": parameters["focus"], "ties": ties, "as_of": parameters["as_of"]}
    rows = store.read_all(shipped_statement("lookup", "below"), asked)
    if below := [Reached(row["id"], own_label(row["labels"]), row["name"], 1, None) for row in rows]:
        found = {**spread(store, reach, below, values), **found}
        drawn = [*dict.fromkeys([*drawn, PART_OF.type])]
    return sorted(found.values(), key=lambda node: (node.hops, node.id)), drawn


def subgraph_node(node: dict[str, Any]) -> SubgraphNode:
    """A node of a subgraph, of a row of the statement that looks nodes up."""
    properties = shown_properties(node["properties"])
    if "LeadSchool" in node["labels"]:
        properties["lead"] = True
    return SubgraphNode(node["id"], own_label(node["labels"]), node["name"], properties)


def shown_properties(properties: dict[str, Any]) -> dict[str, Any]:
    """What a subgraph tells of a node or link: all but nulls and the load's own notes."""
    return {name: value for name, value in sorted(properties.items()) if value is not None and name not in BOOKKEEPING}
