"""Nodes and links as they are written: created once, filled anew each time, tagged with dataset and run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph import Statement, Store
from graph.write import (
    constraint_statements,
    link_statements,
    node_statements,
    prune_links_statement,
    write_links,
    write_new_links,
    write_nodes,
)
from tests.engine_choice import on_neo4j
from tests.held_graph import Graph

SCHOOL = {"name": "甲一中", "aliases": ["甲中"], "students": 1000}


@pytest.fixture
def store(empty_graph: Graph) -> Store:
    for statement in constraint_statements():
        empty_graph.writer.write(statement)
    return empty_graph.writer


def write_schools(store: Store, *rows: dict[str, Any], extra: str | None = None, run: str = "run-1") -> None:
    write_nodes(store, "School", extra, [{"datasets": ["d1"], **row} for row in rows], run)


def schools(store: Store) -> list[dict[str, Any]]:
    text = "MATCH (n:School) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id"
    return store.read_all(Statement("schools", text))


def links(store: Store) -> list[dict[str, Any]]:
    text = (
        "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties "
        "ORDER BY r.key"
    )
    return store.read_all(Statement("links", text))


def known_of(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found["properties"].items() if value is not None}


def test_a_node_is_written_once_with_all_it_has(store: Store) -> None:
    write_schools(store, {"id": "s1", **SCHOOL})
    write_schools(store, {"id": "s1", **SCHOOL}, run="run-2")
    (school,) = schools(store)
    assert school["labels"] == ["School"]
    assert known_of(school) == {"id": "s1", **SCHOOL, "datasets": ["d1"], "run": "run-2"}


def test_a_value_that_the_table_no_longer_gives_is_taken_away(store: Store) -> None:
    write_schools(store, {"id": "s1", **SCHOOL})
    write_schools(store, {"id": "s1", "name": "甲一中"})
    assert schools(store)[0]["properties"].get("students") is None


def test_a_node_of_two_datasets_names_both(store: Store) -> None:
    write_schools(store, {"id": "s1", **SCHOOL})
    write_schools(store, {"id": "s1", **SCHOOL, "datasets": ["d1", "d2"]})
    assert schools(store)[0]["properties"]["datasets"] == ["d1", "d2"]


def test_an_extra_label_comes_at_creation_or_later(store: Store) -> None:
    write_schools(store, {"id": "s2", **SCHOOL})
    write_schools(store, {"id": "s1", **SCHOOL}, {"id": "s2", **SCHOOL}, extra="LeadSchool")
    assert [(school["id"], sorted(school["labels"])) for school in schools(store)] == [
        ("s1", ["LeadSchool", "School"]),
        ("s2", ["LeadSchool", "School"]),
    ]


def test_an_id_twice_in_one_batch_is_one_node(store: Store) -> None:
    write_schools(store, {"id": "s1", **SCHOOL})
    write_schools(store, {"id": "s1", **SCHOOL}, {"id": "s1", **SCHOOL, "students": 900})
    assert [school["properties"]["students"] for school in schools(store)] == [900]


def test_a_link_is_written_once_by_its_key(store: Store) -> None:
    write_schools(store, {"id": "s1", **SCHOOL}, {"id": "s2", **SCHOOL})
    row = {
        "key": "aids-1",
        "start": "s1",
        "end": "s2",
        "properties": {"form": "pairing", "books_donated": 5, "datasets": ["d1"]},
    }
    for run in ("run-1", "run-2"):
        write_links(store, "AIDS", "School", "School", [row], run)
    (link,) = links(store)
    assert (link["start"], link["type"], link["end"]) == ("s1", "AIDS", "s2")
    assert link["properties"] == {
        "key": "aids-1",
        "form": "pairing",
        "books_donated": 5,
        "datasets": ["d1"],
        "run": "run-2",
    }


def test_two_keys_between_the_same_ends_are_two_links(store: Store) -> None:
    write_schools(store, {"id": "s1", **SCHOOL}, {"id": "s2", **SCHOOL})
    rows: list[dict[str, Any]] = [
        {"key": key, "start": "s1", "end": "s2", "properties": {}} for key in ("aids-1", "aids-2")
    ]
    write_links(store, "AIDS", "School", "School", rows, "run-1")
    assert [link["properties"]["key"] for link in links(store)] == ["aids-1", "aids-2"]


def test_new_links_are_as_those_that_were_looked_for(store: Store) -> None:
    write_schools(store, {"id": "s1", **SCHOOL}, {"id": "s2", **SCHOOL})
    names = ["form", "since", "图书 `册` 数", "datasets"]
    given = [("s1", "s2", "a", "pairing", None, 5, ["d1"]), ("s1", "s2", "b", None, "2021", None, ["d1", "d2"])]
    write_new_links(store, "AIDS", "School", "School", names, given, "r")
    created = links(store)
    assert [known_of(link) for link in created] == [
        {"key": "a", "run": "r", "form": "pairing", "图书 `册` 数": 5, "datasets": ["d1"]},
        {"key": "b", "run": "r", "since": "2021", "datasets": ["d1", "d2"]},
    ]
    rows = [
        {"start": start, "end": end, "key": key, "properties": dict(zip(names, values, strict=True))}
        for start, end, key, *values in given
    ]
    write_links(store, "AIDS", "School", "School", rows, "r")
    assert [known_of(link) for link in links(store)] == [known_of(link) for link in created]


@on_neo4j
def test_no_link_is_looked_for_in_all_of_an_index(store: Store) -> None:
    # Once it holds links, Neo4j plans a batch of another size anew, and takes the index still to be empty.
    schools = [{"id": f"s{n}", **SCHOOL} for n in range(50)]
    write_schools(store, *schools)
    rows: list[dict[str, Any]] = [
        {"key": f"aids-{n}", "start": f"s{n % 50}", "end": f"s{n * 7 % 50}", "properties": {}} for n in range(500)
    ]
    write_links(store, "AIDS", "School", "School", rows, "run-1")
    written = [*link_statements("AIDS", "School", "School"), prune_links_statement("AIDS", "School")]
    for statement in written:
        with store.bounded() as reads:
            explained = replace(statement, text=f"EXPLAIN {statement.text}")
            plan = str(reads.explain(explained, {"rows": rows[:9]}, timeout_s=30).plan)
        assert "NodeUniqueIndexSeek" in plan, "it goes from a node that it finds by its id"
        assert "IndexScan" not in plan, statement.name
        assert "RelationshipIndex" not in plan, statement.name


def test_a_value_of_a_row_is_never_read_as_cypher(store: Store) -> None:
    hostile = "s1'}) DETACH DELETE n //"
    write_schools(store, {"id": hostile, "name": "`x` {y} $z \\ \" '"})
    (school,) = schools(store)
    assert (school["id"], school["properties"]["name"]) == (hostile, "`x` {y} $z \\ \" '")


def test_only_declared_labels_and_ends_can_be_written() -> None:
    with pytest.raises(KeyError):
        node_statements("Building")
    with pytest.raises(ValueError, match="no extra label"):
        node_statements("School", "County")
    with pytest.raises(ValueError, match="may not go from School to Region"):
        link_statements("LEADS", "School", "Region")
