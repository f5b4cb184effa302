"""What a verification finds: every kind of thing that a load works out, changed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Statement, Store, graph_state
from loaders.backup.restore import mend
from loaders.backup.verify import verify
from tests.loaders.backup.conftest import everything

_ELSEWHERE = (
    "MATCH (:School {id: 'b1'})-[r:MEMBER_OF]->(g), (c:School {id: 'c1'}) "
    "CREATE (c)-[n:MEMBER_OF]->(g) SET n = properties(r) DELETE r"
)
DAMAGE = {
    "a search text": ("MATCH (s:School {id: 'a1'}) SET s.search_text = 'x'", "School", "School a1: search_text is"),
    "a key of a name": ("MATCH (s:School {id: 'a1'}) SET s.name_key = 'x'", "School", "School a1: name_key is"),
    "a former id": ("MATCH (s:School {id: 'a1'}) SET s.former_ids = ['x']", "School", "School a1: former_ids is"),
    "a day": ("MATCH (s:School {id: 'b1'}) SET s.until_day = 20230101", "School", "School b1: until_day is 20230101"),
    "a day that an end cuts off": (
        "MATCH (:School {id: 'b1'})-[r:MEMBER_OF]->() SET r.until_day = null",
        "MEMBER_OF",
        "until_day is nothing, and follows as 20241231",
    ),
    "another type": ("MATCH (s:School {id: 'a1'}) SET s.students = 1300.0", "School", "students is 1300.0, and"),
    "a label": ("MATCH (s:School {id: 'a1'}) REMOVE s:LeadSchool", "School", 'School a1: labels is ["School"]'),
    "a label too many": ("MATCH (s:School {id: 'c1'}) SET s:LeadSchool", "School", "School c1: labels is"),
    "a link that follows": ("MATCH ()-[r:MEMBER_OF {role: 'lead'}]->() DELETE r", "MEMBER_OF", "is not there"),
    "a node": ("MATCH (n:School {id: 'c1'}) DETACH DELETE n", "School", "School c1 is not there"),
    "a node of nothing": (
        "CREATE (:School {id: 'z', name: 'z', datasets: ['first'], run: 'run-z'})",
        "School",
        "School z follows from nothing",
    ),
    "a link to elsewhere": (_ELSEWHERE, "MEMBER_OF", "start is"),
    "a differing value": ("MATCH (d:DifferingValue) DETACH DELETE d", "DifferingValue", "is not there"),
    "counts": ("MATCH (r:LoadRun {dataset: 'second'}) SET r.counts = '{}'", "dataset second", "counts are {}"),
    "a digest": ("MATCH (r:LoadRun {dataset: 'second'}) SET r.input_digest = 'x'", "dataset second", "input_digest"),
    "a version": ("MATCH (r:LoadRun) SET r.graph_version = 'x'", "graph", "version x, and follows as"),
    "a piece of nothing": (
        "CREATE (:KeptPiece {dataset: 'first', run: 'run-z', table: 'schools', number: 0, text: ''})",
        "KeptPiece",
        "1 belong to no dataset",
    ),
    "a rule": ("DROP CONSTRAINT Census_id", "schema", "unique_Census_id is not there"),
}


@pytest.mark.sample
def test_a_graph_as_it_was_loaded_has_nothing_to_mend(writer: Store, loaded: tuple[Path, Path]) -> None:
    assert verify(writer).findings == []


@pytest.mark.parametrize("what", DAMAGE)
@pytest.mark.usefixtures("loaded")
def test_each_difference_is_named_with_its_place_and_mended(writer: Store, what: str) -> None:
    text, place, problem = DAMAGE[what]
    whole, version = everything(writer), graph_state(writer).version
    writer.write(Statement("damage", text))
    damaged = everything(writer)
    findings = verify(writer).findings
    assert everything(writer) == damaged, "it only looks"
    assert [one for one in findings if one.place == place and problem in one.problem], findings
    assert all(one.run for one in findings)
    mend(writer)
    assert verify(writer).findings == []
    assert graph_state(writer).version == version
    # What the version was after earlier runs is known to nobody any more.
    assert everything(writer) == whole or what == "a version"


@pytest.mark.usefixtures("loaded")
def test_what_others_put_on_our_nodes_is_theirs(writer: Store) -> None:
    writer.write(Statement("theirs", "MATCH (s:School {id: 'a1'}) SET s.rating = 5, s:Rated"))
    assert verify(writer).findings == []


@pytest.mark.usefixtures("loaded")
def test_what_cannot_be_read_is_named(writer: Store) -> None:
    writer.write(Statement("tear", "MATCH (p:KeptPiece {dataset: 'second', table: 'schools'}) SET p.text = 'UEFSMQ=='"))
    findings = verify(writer).findings
    assert [one.place for one in findings] == ["dataset second"]
    assert "what it says can't be read" in findings[0].problem
    assert "huoshui restore" in findings[0].run


def test_an_empty_database_is_as_it_should_be(store: Store) -> None:
    assert verify(store).findings == []
