"""Other people's data in the same database: never changed, never deleted, and no load mixes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import Statement, Store
from graph.errors import ForeignData
from graph.export import exported_links, exported_nodes
from graph.model import KEPT_LABELS
from graph.write import constraint_statements, foreign_data
from loaders import LoadOptions, load_folder
from loaders.writing import prepare
from tests.conftest import SMALL
from tests.held_graph import Graph, wipe
from tests.loaders.folders import write_tables

Contents = tuple[list[Any], list[Any], list[Any]]
# Each under a label of the model; none was written by a load of ours.
THEIRS = {
    "a school without links and datasets": "CREATE (:School {id: 'theirs', name: '他校'})",
    "a source": "CREATE (:Source {id: 'theirs', title: 'A book'})",
    "an indicator": "CREATE (:Indicator {id: 'theirs', metric: 'pupils', value: 3.0})",
    "a region of the same id as ours": "CREATE (:Region {id: '530124', name: 'theirs', area: 993})",
    "a load run": "CREATE (:LoadRun {id: 'nightly', current: true, status: 'running', slot: 'theirs'})",
    "a county that is no region": "CREATE (:County {id: 'theirs', datasets: ['theirs'], run: 'run-1'})",
    "properties called as ours": "CREATE (:School {id: 'theirs', datasets: ['a'], run: 17})",
    "an empty node": "CREATE (:Programme)",
    "what an earlier load had under its label": "CREATE (:EducationGroup {id: 'theirs', run: 'run-1'})",
    "a tie of theirs": "CREATE (:School {id: 'x', name: 'x'})-[:AIDS {key: 'k'}]->(:School {id: 'y', name: 'y'})",
}


def run(store: Store, *texts: str) -> None:
    for text in texts:
        store.write(Statement("test", text))


@pytest.fixture
def bare(empty_graph: Graph) -> Store:
    """An empty database."""
    return empty_graph.writer


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return write_tables(
        tmp_path / "county", schools="name,region,source,locator\n甲校,530124,rep,L1\n乙校,530124,rep,L2\n"
    )


def contents(store: Store) -> Contents:
    """Everything in the database but what Huoshui's loads wrote: nodes, links, constraints and indexes."""
    nodes = store.read_all(
        Statement(
            "nodes",
            "MATCH (n) WHERE (n.datasets IS NULL OR n.run IS NULL) AND NOT labels(n)[0] IN $kept "
            "RETURN labels(n) AS l, properties(n) AS p",
        ),
        {"kept": list(KEPT_LABELS)},
    )
    links = store.read_all(
        Statement(
            "links", "MATCH (a)-[r]->(b) WHERE r.datasets IS NULL RETURN a.id AS a, b.id AS b, properties(r) AS p"
        )
    )
    schema = [
        (row["name"], row["type"], row["labelsOrTypes"], row["properties"])
        for what in ("CONSTRAINTS", "INDEXES")
        for row in store.read_all(Statement("schema", f"SHOW {what}"))
    ]
    runs = [node for node in nodes if "LoadRun" in node["l"] and str(node["p"]["id"]).startswith("run-")]
    kept = [node for node in nodes if node not in runs]
    return sorted(kept, key=repr), sorted(links, key=repr), sorted(schema, key=repr)


def refused(store: Store, folder: Path, options: LoadOptions | None = None) -> ForeignData:
    before = contents(store)
    with pytest.raises(ForeignData) as error:
        load_folder(store, folder, options)
    assert contents(store) == before
    assert "NEO4J_DATABASE" in error.value.next_step
    return error.value


@pytest.mark.parametrize("text", THEIRS.values(), ids=THEIRS)
def test_a_load_refuses_what_stands_under_its_labels(bare: Store, county: Path, text: str) -> None:
    run(bare, text)
    before = bare.read_all(Statement("count", "MATCH (n) RETURN count(n) AS n"))
    refused(bare, county)
    refused(bare, county, LoadOptions(dry_run=True))
    assert bare.read_all(Statement("count", "MATCH (n) RETURN count(n) AS n")) == before


def test_the_message_gives_labels_and_counts(bare: Store, county: Path) -> None:
    run(bare, *(f"CREATE (:School {{id: '{number}'}})" for number in range(3)), "CREATE (:County {id: 'c'})")
    error = refused(bare, county)
    assert "3 School" in error.message
    assert "1 County" in error.message
    assert (error.status, error.exit_code) == (409, 2)


def test_two_of_their_schools_with_one_id_are_no_defect(bare: Store, county: Path) -> None:
    run(bare, "DROP CONSTRAINT School_id IF EXISTS", *["CREATE (:School {id: 'twice'})"] * 2)
    assert "2 School" in refused(bare, county).message


@pytest.mark.parametrize(
    ("make", "drop", "named"),
    [
        ("INDEX their_code FOR (n:School) ON (n.code)", "INDEX their_code", "index their_code on School(code)"),
        (
            "CONSTRAINT their_pair FOR (n:School) REQUIRE (n.a, n.b) IS UNIQUE",
            "CONSTRAINT their_pair",
            "constraint their_pair on School(a, b)",
        ),
        ("INDEX their_form FOR ()-[r:AIDS]-() ON (r.form)", "INDEX their_form", "index their_form on AIDS(form)"),
    ],
    ids=["index", "constraint", "index of links"],
)
def test_a_constraint_or_index_under_our_labels_is_refused(
    bare: Store, county: Path, make: str, drop: str, named: str
) -> None:
    run(bare, f"CREATE {make}")
    try:
        assert named in refused(bare, county).message
    finally:
        run(bare, f"DROP {drop}")


def test_a_name_of_ours_on_their_label_is_refused(bare: Store, county: Path) -> None:
    """`IF NOT EXISTS` would take it for our own, and none would be made."""
    run(
        bare, "DROP CONSTRAINT School_id IF EXISTS", "CREATE CONSTRAINT School_id FOR (n:Person) REQUIRE n.id IS UNIQUE"
    )
    try:
        assert "constraint School_id on Person(id)" in refused(bare, county).message
    finally:
        run(bare, "DROP CONSTRAINT School_id")


def test_our_own_graph_is_never_foreign(graph: Graph, store: Store, county: Path) -> None:
    load_folder(store, SMALL)
    load_folder(store, county)
    assert not foreign_data(store)
    load_folder(store, county)


def test_a_load_that_was_killed_after_its_first_write_is_our_own(store: Store, county: Path) -> None:
    """As this release leaves it, and as earlier ones did: with the id alone."""
    prepare(store)
    run(
        store,
        "CREATE (:LoadRun {id: 'run-x', dataset: 'county', status: 'interrupted', started: '2026', current: true})",
        "CREATE (:School {id: 'school-x', datasets: [], run: 'run-x'}), (:School {id: 'school-y'})",
    )
    assert not foreign_data(store)
    load_folder(store, county)
    assert [
        row["id"] for row in store.read_all(Statement("x", "MATCH (n:School {id: 'school-x'}) RETURN n.id AS id"))
    ] == []


@pytest.fixture
def beside(store: Store) -> Iterator[Callable[[], Contents]]:
    """Data under labels that are none of ours, some of it named as ours."""
    run(
        store,
        "CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE",
        "CREATE (a:Person {id: '530124', datasets: [], run: 'run-1', since: 3})"
        "-[:LEADS {dataset: 'county', run: 'mine', since: 1}]->(b:Team {id: 'county'}), (:Team), "
        "(a)-[:AIDS {key: 'k'}]->(b)",
    )
    yield lambda: contents(store)
    wipe(store, but_regions=True)
    run(store, "DROP CONSTRAINT person_id")


def test_data_under_other_labels_stays_untouched(store: Store, beside: Callable[[], Contents], county: Path) -> None:
    prepare(store)
    before = beside()
    load_folder(store, county)
    write_tables(county, schools="name,region,source,locator\n甲校,530124,rep,L1\n")
    report = load_folder(store, county)
    assert report.pruned is not None
    assert report.pruned.nodes == 1
    assert beside() == before
    people = store.read_all(Statement("people", "MATCH (p:Person) RETURN properties(p) AS p"))
    assert people == [{"p": {"id": "530124", "datasets": [], "run": "run-1", "since": 3}}]
    assert {link.type for link in exported_links(store)} == {"LOCATED_IN", "PART_OF"}


def test_what_comes_later_is_told_and_refused_at_the_next_load(store: Store, county: Path) -> None:
    load_folder(store, county)
    run(store, "CREATE (:School {id: 'later'}), (:LoadRun {id: 'later', current: true, dataset: 'theirs'})")
    assert foreign_data(store).nodes == {"School": 1, "LoadRun": 1}
    assert "1 School" in refused(store, county).message
    assert "later" not in {node.id for node in exported_nodes(store)}


def test_every_statement_of_ours_is_known_as_ours(bare: Store) -> None:
    for statement in constraint_statements():
        bare.write(statement)
    assert not foreign_data(bare)
