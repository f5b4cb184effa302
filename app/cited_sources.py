"""The sources that rows of answers rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.statement import shipped_statement

if TYPE_CHECKING:
    from graph import Store

_EVIDENCE = "source_ids"
"""How the columns end that hold ids of sources."""


class CitedSource(NamedTuple):
    """A source; what it doesn't tell is ""."""

    id: str
    title: str
    publisher: str
    published: str
    url: str
    licence: str


def cited_sources(store: Store, rows: Iterable[Mapping[str, Any]]) -> list[CitedSource]:
    """The sources that rows cite, in the order of their ids. Raises a StoreError."""
    ids = sorted({id_ for row in rows for name in row if name.endswith(_EVIDENCE) for id_ in row[name] or ()})
    return _sources(store.read_all(shipped_statement("lookup", "sources"), {"ids": ids})) if ids else []


def all_sources(store: Store) -> list[CitedSource]:
    """The sources that the whole graph rests on, in the order of their ids. Raises a StoreError."""
    return _sources(store.read_all(shipped_statement("lookup", "all_sources"), {}))


def _sources(rows: Iterable[Mapping[str, Any]]) -> list[CitedSource]:
    found = (CitedSource(*(row[name] or "" for name in CitedSource._fields)) for row in rows)
    return sorted(found, key=lambda source: source.id)
