"""Loaders that one would write without Huoshui: rows from CSV by polars, constraints first, nothing checked.

`python -m bench.bare WAY FOLDER` loads a country (bench/country.py) into the engine that runs in the home: by `UNWIND`
in batches of 10,000 on one connection, by py2neo.bulk, or by one MERGE a row, which takes the first rows of each
table only. Prints how many rows it wrote."""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
from neo4j import Driver

from bench.engine import connected, opened
from graph import Connection, Settings
from loaders import shipped_folder

FEW = 5_000
"""So many rows of each table go in by one MERGE a row: a country's would take hours."""
_BATCH = 10_000
_NODES = {"Region": "regions", "School": "schools", "EducationGroup": "groups"}
_PLACE = pl.format("{}@{}", "name", "region")
_LINKS: tuple[tuple[str, str, tuple[str, pl.Expr], tuple[str, pl.Expr]], ...] = (
    ("LOCATED_IN", "schools", ("School", _PLACE), ("Region", pl.col("region"))),
    ("LOCATED_IN", "groups", ("EducationGroup", _PLACE), ("Region", pl.col("region"))),
    ("CAMPUS_OF", "schools", ("School", _PLACE), ("School", pl.format("{}@{}", "campus_of", "region"))),
    ("LEADS", "groups", ("School", pl.format("{}@{}", "lead", "region")), ("EducationGroup", _PLACE)),
    ("MEMBER_OF", "members", ("School", pl.col("school")), ("EducationGroup", pl.col("group"))),
    ("AIDS", "aid_links", ("School", pl.col("helper")), ("School", pl.col("helped"))),
)
_CONSTRAINT = "CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
_NODE = "MERGE (n:{label} {{id: row.id}}) SET n += row"
_LINK = (
    "MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
    "MERGE (a)-[r:{type} {{key: row.key}}]->(b) SET r += row"
)
_Run = Callable[[str, dict[str, Any]], object]


def main() -> None:
    """Load the folder in the way that is asked for."""
    ways = {"batches": by_batches, "py2neo": by_py2neo, "rows": by_rows}
    parser = argparse.ArgumentParser("python -m bench.bare", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("way", choices=ways)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    print(ways[options.way](connected(Settings(), write=True), options.folder))


def by_batches(connection: Connection, folder: Path) -> int:
    """UNWIND, 10,000 rows at a time."""
    with opened(connection) as driver:
        run = _constrained(driver, connection)
        return sum(
            len(batch)
            for text, rows in _tables(folder)
            for batch in _batches(rows)
            if run(f"UNWIND $rows AS row {text}", {"rows": batch})
        )


def by_rows(connection: Connection, folder: Path) -> int:
    """One MERGE a row."""
    with opened(connection) as driver:
        run = _constrained(driver, connection)
        return sum(
            1
            for text, rows in _tables(folder)
            for row in rows.head(FEW).iter_rows(named=True)
            if run(f"WITH $row AS row {text}", {"row": row})
        )


def by_py2neo(connection: Connection, folder: Path) -> int:
    """py2neo.bulk, 10,000 rows at a time; links by their ends alone, since it can't merge them by a key."""
    warnings.simplefilter("ignore")  # of a library that is no longer kept
    from py2neo import Graph
    from py2neo.bulk import merge_nodes, merge_relationships

    with opened(connection) as driver:
        _constrained(driver, connection)
    graph, written = Graph(connection.uri, auth=(connection.user, connection.password), name=connection.database), 0
    for label, table in _NODES.items():
        for batch in _batches(_nodes(folder, table)):
            merge_nodes(graph.auto(), [_known(row) for row in batch], (label, "id"))
            written += len(batch)
    for type_, table, (start, first), (end, second) in _LINKS:
        for batch in _batches(_links(folder, table, first, second)):
            rows = [(row["start"], _known(row), row["end"]) for row in batch]
            merge_relationships(graph.auto(), rows, type_, start_node_key=(start, "id"), end_node_key=(end, "id"))
            written += len(batch)
    return written


def _constrained(driver: Driver, connection: Connection) -> _Run:
    """What runs a statement, once the constraints stand."""

    def run(text: str, parameters: dict[str, Any]) -> object:
        return driver.execute_query(text, parameters, database_=connection.database)

    for label in _NODES:
        run(_CONSTRAINT.format(label=label), {})
    return run


def _tables(folder: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    """What writes a row of each table, and its rows."""
    for label, table in _NODES.items():
        yield _NODE.format(label=label), _nodes(folder, table)
    for type_, table, (start, first), (end, second) in _LINKS:
        yield _LINK.format(type=type_, start=start, end=end), _links(folder, table, first, second)


def _nodes(folder: Path, table: str) -> pl.DataFrame:
    rows = _read(folder, table)
    return rows if table == "regions" else rows.with_columns(id=_PLACE)


def _links(folder: Path, table: str, start: pl.Expr, end: pl.Expr) -> pl.DataFrame:
    """What a link says stands in its own tables alone; one that only a column of its start tells has its ends."""
    rows = _read(folder, table)
    told = ("start", "end", "key", *(rows.columns if table not in _NODES.values() else ()))
    ends = rows.with_columns(start=start, end=end).drop_nulls(["start", "end"])
    return ends.with_columns(key=pl.format("{}|{}|{}", "start", "end", "locator")).select(told)


def _read(folder: Path, table: str) -> pl.DataFrame:
    path = shipped_folder("regions") if table == "regions" else folder
    return pl.read_csv(path / f"{table}.csv", infer_schema=False)


def _batches(rows: pl.DataFrame) -> Iterator[list[dict[str, Any]]]:
    for batch in rows.iter_slices(_BATCH):
        yield batch.to_dicts()


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


if __name__ == "__main__":
    main()
