"""A view of the graph, ready to be drawn: what is shown, where it stands, and what a reader must know of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.cited_sources import CitedSource
from app.maps.layout import Layout
from graph.subgraph import Subgraph


@dataclass(frozen=True, slots=True)
class View:
    """`notes` say what sizes and widths mean, what is left out, and that it is no map of borders.

    `fit` are the ids that the page is to show at first; empty for all. `sources` are those of what is summed up, where
    what is drawn doesn't cite them itself."""

    subgraph: Subgraph
    layout: Layout
    notes: tuple[str, ...]
    fit: tuple[str, ...] = ()
    sources: tuple[CitedSource, ...] = ()
