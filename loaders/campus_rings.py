"""Campuses that are in one another: nobody can tell which is the parent, so none of these links is kept."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from loaders.load_plan import LoadPlan
from loaders.rejects import Reject
from loaders.said import RowPlaces

_SHOWN = 10
"""How many schools of a ring a reject names."""


def drop_campus_rings(plan: LoadPlan, names: pl.DataFrame, places: RowPlaces, rejects: list[Reject]) -> None:
    """Leave out the campus links that lie in a ring, and reject the rows that state them, with the ring that they make.

    `names` has the name of each id, `places` tells the file and row of each `at`."""
    links = plan.links.get("CAMPUS_OF")
    if links is None:
        return
    starts, ends = (links[end].implode() for end in ("start", "end"))
    # Few campuses have campuses, and what is in a ring is one of them.
    within = links.filter(pl.col("start").is_in(ends) & pl.col("end").is_in(starts))
    ring_of: dict[str, int] = {}
    told: list[str] = []
    for ids, around in _rings(within.select("start", "end").sort("start", "end").rows()):
        ring_of |= dict.fromkeys(ids, len(told))
        called = dict(names.filter(pl.col("id").is_in(around[:_SHOWN])).select("id", "name").iter_rows())
        shown = [called.get(id_, id_) for id_ in around[:_SHOWN]]
        told.append(" → ".join([*shown, "…" if len(around) > _SHOWN else shown[0]]))
    if not told:
        return
    rings = [pl.col(end).replace_strict(ring_of, default=None, return_dtype=pl.Int64()) for end in ("start", "end")]
    wrong = links.filter(rings[0] == rings[1])
    for start, ats in wrong.select("start", "ats").iter_rows():
        reason = f"left out CAMPUS_OF: campuses of each other: {told[ring_of[start]]}"
        for at in ats:
            rejects.append(Reject(*places.of(at), "campus_of", "", reason, at=at))
    plan.links["CAMPUS_OF"] = links.join(wrong, on=("start", "end"), how="anti", maintain_order="left")


def _rings(links: list[tuple[str, str]]) -> Iterator[tuple[set[str], list[str]]]:
    """Schools each of which is a campus of each other over some steps, and one way around."""
    if not links:
        return
    import networkx as nx  # slow to import, and few loads come here

    graph = nx.DiGraph(links)
    for ids in nx.strongly_connected_components(graph):
        within = [(start, end) for start in sorted(ids) for end in graph[start] if end in ids]
        if within:
            yield ids, [start for start, _ in nx.find_cycle(nx.DiGraph(within), min(ids))]
