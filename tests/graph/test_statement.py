"""Statements that ship: read without their header."""

from __future__ import annotations

import pytest

from graph import shipped_statement
from graph.model import TIES
from graph.questions import shipped_catalogue
from graph.statement import with_marks_filled, with_one_parameter


def test_a_shipped_statement_has_its_stem_as_name_and_no_comments() -> None:
    statement = shipped_statement("state", "graph_state")
    assert statement.name == "graph_state"
    assert statement.text.startswith("MATCH (r:LoadRun)")
    assert "//" not in statement.text


def test_a_statement_that_does_not_ship_is_a_defect() -> None:
    with pytest.raises(FileNotFoundError):
        shipped_statement("state", "nothing")


def test_marks_stand_for_the_ties_of_the_model() -> None:
    assert with_marks_filled("[r:@ties|PART_OF]") == f"[r:{'|'.join(TIES)}|PART_OF]"
    assert with_marks_filled("strings{@ties}=@ties") == f"strings{{{'|'.join(TIES)}}}={','.join(TIES)}"


def test_the_parameters_that_are_given_go_into_one() -> None:
    text = "WHERE $as_of IS NULL OR r.day = $as_of AND r.id = $as"
    given = with_one_parameter(text, frozenset({"as_of"}))
    assert given == "WHERE $given.as_of IS NULL OR r.day = $given.as_of AND r.id = $as"


def test_a_line_of_one_label_is_a_branch_for_each() -> None:
    assert with_marks_filled("CALL () {\n  MATCH (a:@label) RETURN a, '@label' AS label\n}").splitlines() == [
        "CALL () {",
        "  MATCH (a:School) RETURN a, 'School' AS label",
        "  UNION ALL",
        "  MATCH (a:EducationGroup) RETURN a, 'EducationGroup' AS label",
        "  UNION ALL",
        "  MATCH (a:Organisation) RETURN a, 'Organisation' AS label",
        "  UNION ALL",
        "  MATCH (a:Region) RETURN a, 'Region' AS label",
        "}",
    ]


def test_a_node_s_own_label_is_the_first_that_it_has() -> None:
    text = with_marks_filled("RETURN @own_label(x) AS label")
    assert text.startswith("RETURN head([label IN ['Country', 'Province', 'Prefecture', 'County', 'School', ")
    assert text.endswith(" WHERE label IN labels(x)]) AS label")


def test_a_statement_of_one_tie_has_a_branch_for_each() -> None:
    text = shipped_statement("lookup", "link").text
    assert [f"[r:{tie}]" in text for tie in TIES] == [True] * len(TIES)
    assert text.count("UNION ALL") == len(TIES) - 1


def test_no_mark_is_left_in_what_runs() -> None:
    assert [id_ for id_, question in shipped_catalogue().items() if "@" in question.statement.text] == []
    reach = shipped_catalogue()["reach"]
    ties = next(parameter for parameter in reach.header.parameters if parameter.name == "ties")
    assert ties.default == ",".join(TIES)
    assert ties.choices == (*TIES, "LOCATED_IN", "PART_OF")
