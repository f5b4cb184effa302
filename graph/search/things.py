"""All that the search finds, read from the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.pieces import in_pieces
from graph.search.index import FIELDS
from graph.statement import shipped_statement
from graph.store import Store


def things(store: Store) -> Iterator[dict[str, Any]]:
    """What an index of names is made of, as `search/entities` tells it. Raises a StoreError."""
    for found in store.read_all(shipped_statement("search", "ids")):
        for ids in in_pieces(found["ids"]):
            for told in store.read_all(shipped_statement("search", "entities"), {"by_label": {found["label"]: ids}}):
                for row in told["rows"]:
                    yield dict(zip(FIELDS, (told["label"], *row), strict=True))
