from __future__ import annotations

from app.web.pages.console.words import editor_words
from app.web.pages.texts import PageTexts
from graph.console.allowed import CLAUSES, FUNCTIONS
from graph.model import LINK_TYPES, NODE_TYPES


def test_the_editor_knows_what_runs_and_what_there_is() -> None:
    words = editor_words(PageTexts("en"))
    assert set(CLAUSES) <= set(words["keywords"])
    assert set(words["functions"]) == set(FUNCTIONS)
    assert {node.label for node in NODE_TYPES} | {"LeadSchool", "County"} <= set(words["labels"])
    assert {link.type for link in LINK_TYPES} == set(words["types"])
    assert {"since", "since_day", "students"} <= set(words["properties"])
    assert not {"CREATE", "MERGE", "DELETE", "LOAD CSV"} & set(words["keywords"])
