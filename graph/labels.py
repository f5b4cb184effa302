"""Which of a node's labels it goes by: a region by its level, every other node by its own label."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import NODE_TYPE, REGION

_LEVELS = tuple(extra.label for extra in REGION.extra_labels)


def own_label(labels: Iterable[str]) -> str:
    """The label that a node goes by in answers and exports, such as County or School."""
    known = set(labels)
    for label in (*_LEVELS, *NODE_TYPE):
        if label in known:
            return label
    return min(known)
