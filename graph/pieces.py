"""What is too much for one read of a country is read piece by piece: first the ids, then what belongs to some of them.

A reader's statement may take ten seconds, and an engine gives one that puts things in order only so much memory. All
ids of a label come at once as one list, which takes well under a second; they are put in order here, alike on every
engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_PIECE = 2_000
"""Ids of a statement: one more costs a few milliseconds, and its rows a few megabytes."""


def in_pieces(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids in order, each once, so many at a time."""
    ordered = sorted(set(ids))
    for first in range(0, len(ordered), _PIECE):
        yield ordered[first : first + _PIECE]
