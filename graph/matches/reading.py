"""What may match, out of the store, as `find_matches` takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from graph.statement import shipped_statement
from graph.store import Store

ENTITIES = {
    "label": pl.String(),
    "region": pl.String(),
    "id": pl.String(),
    "name": pl.String(),
    "aliases": pl.List(pl.String()),
    "datasets": pl.List(pl.String()),
    "whole": pl.String(),
}
APART = {"id": pl.String(), "other_id": pl.String()}
REGIONS = {"parent": pl.String(), "id": pl.String(), "name": pl.String(), "aliases": pl.List(pl.String())}


def entities_of(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Entities of records that tell each by itself."""
    return _frame(rows, ENTITIES)


def read_entities(store: Store) -> pl.DataFrame:
    """All schools and groups, each once: of several places, or wholes, the first by id."""
    read = _frame(store.stream(shipped_statement("matches", "entities")), ENTITIES)
    return read.sort("region", "whole", nulls_last=True).unique(["label", "id"], keep="first")


def read_regions(store: Store) -> pl.DataFrame:
    """All regions, each once."""
    read = _frame(store.stream(shipped_statement("matches", "regions")), REGIONS)
    return read.sort("parent", nulls_last=True).unique("id", keep="first")


def read_apart(store: Store) -> pl.DataFrame:
    """Pairs of ids of which somebody decided that they are two."""
    return _frame(store.stream(shipped_statement("matches", "decided")), APART)


def within(entities: pl.DataFrame, regions: pl.DataFrame, region: str) -> pl.DataFrame:
    """Those of some entities that lie in a region or in one that it holds."""
    inside, layer = [region], pl.Series("parent", [region])
    while layer.len():
        layer = regions.filter(pl.col("parent").is_in(layer.implode()) & ~pl.col("id").is_in(inside))["id"]
        inside += layer.to_list()
    return entities.filter(pl.col("region").is_in(inside))


def _frame(rows: Iterable[Mapping[str, Any]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    cells = [tuple(row[name] for name in schema) for row in rows]
    return pl.DataFrame(cells, schema=dict(schema), orient="row").with_columns(
        pl.col(pl.List(pl.String())).fill_null([])
    )
