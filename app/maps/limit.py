"""What one page can draw: at most MAX_NODES nodes, in an order that doesn't depend on the caller's."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass

from app.maps.texts import MapTexts
from graph.subgraph import Subgraph, SubgraphLink

# Beyond this neither a browser's canvas nor a reader's eye copes (DESIGN §8).
MAX_NODES = 1500


@dataclass(frozen=True, slots=True)
class Drawable:
    """A subgraph that a page can hold. `rule` names the text that says which nodes were kept, "" if none was cut."""

    subgraph: Subgraph
    rule: str = ""


def drawable(subgraph: Subgraph, limit: int = MAX_NODES) -> Drawable:
    """The subgraph in sorted order, cut to `limit` nodes: those nearest to the focus, else those with the most links.

    Raises ValueError when ids or keys repeat or a link's end is missing: vis-network would show a blank page."""
    _check(subgraph)
    ids = sorted(node.id for node in subgraph.nodes)
    rule = ""
    if len(ids) > limit:
        has_focus = subgraph.focus in set(ids)
        rule = "rule_focus" if has_focus else "rule_degree"
        ids = _ranked(ids, subgraph)[:limit]
    kept = set(ids)
    nodes = sorted((node for node in subgraph.nodes if node.id in kept), key=lambda node: node.id)
    links = sorted((link for link in subgraph.links if link.start in kept and link.end in kept), key=link_id)
    cut_here = len(subgraph.nodes) - len(nodes)
    nodes_cut = Counter(node.label for node in subgraph.nodes if node.id not in kept)
    links_cut = Counter(link.type for link in subgraph.links) - Counter(link.type for link in links)
    return Drawable(
        Subgraph(
            nodes=nodes,
            links=links,
            focus=subgraph.focus if subgraph.focus in kept else None,
            left_out=subgraph.left_out + cut_here,
            cut_at=limit if cut_here else subgraph.cut_at,
            nodes_left_out=dict(nodes_cut + Counter(subgraph.nodes_left_out)),
            links_left_out=dict(links_cut + Counter(subgraph.links_left_out)),
        ),
        rule,
    )


def left_out(drawn: Drawable, texts: MapTexts) -> str:
    """How many nodes were cut, of which kinds, with which links and by which rule, in words; "" where none was."""
    subgraph = drawn.subgraph
    if not subgraph.left_out:
        return ""
    rule = texts.word(drawn.rule) if drawn.rule else ""
    kinds, links = texts.counted(subgraph.nodes_left_out), texts.counted(subgraph.links_left_out)
    return texts.word(
        "left_out",
        cut_at=f"{subgraph.cut_at:,}",
        left_out=f"{subgraph.left_out:,}",
        kinds=texts.word("left_out_kinds", kinds=kinds) if kinds else "",
        links=texts.word("left_out_links", links=links) if links else "",
        rule=rule,
    )


def link_id(link: SubgraphLink) -> str:
    """A link's name on the page. Two types may share a key (LEADS and the MEMBER_OF that it implies)."""
    return f"{link.type}:{link.key}"


def degrees(links: Iterable[SubgraphLink]) -> Counter[str]:
    """How many links touch each node; a link from a node to itself counts once."""
    return Counter(end for link in links for end in {link.start, link.end})


def _check(subgraph: Subgraph) -> None:
    ids = Counter(node.id for node in subgraph.nodes)
    repeated = [node_id for node_id, count in ids.items() if count > 1]
    repeated += [key for key, count in Counter(map(link_id, subgraph.links)).items() if count > 1]
    dangling = [link_id(link) for link in subgraph.links if link.start not in ids or link.end not in ids]
    if repeated:
        raise ValueError(f"a subgraph names each node and link once; repeated: {sorted(repeated)[:5]}")
    if dangling:
        raise ValueError(f"a subgraph holds both ends of its links; an end is missing of: {sorted(dangling)[:5]}")


def _ranked(ids: list[str], subgraph: Subgraph) -> list[str]:
    count = degrees(subgraph.links)
    hops = hops_from_focus(subgraph)
    return sorted(ids, key=lambda node_id: (hops.get(node_id, len(ids)), -count[node_id], node_id))


def hops_from_focus(subgraph: Subgraph) -> dict[str, int]:
    """Steps from the focus, direction ignored; what it can't reach isn't in it, and nothing is without a focus."""
    neighbours: dict[str, set[str]] = {node.id: set() for node in subgraph.nodes}
    for link in subgraph.links:
        neighbours[link.start].add(link.end)
        neighbours[link.end].add(link.start)
    if subgraph.focus is None or subgraph.focus not in neighbours:
        return {}
    found = {subgraph.focus: 0}
    queue = deque(found)
    while queue:
        here = queue.popleft()
        for there in neighbours[here] - found.keys():
            found[there] = found[here] + 1
            queue.append(there)
    return found
