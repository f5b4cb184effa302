"""Statements that ship: read without their header."""

from __future__ import annotations

import pytest

from graph import shipped_statement


def test_a_shipped_statement_has_its_stem_as_name_and_no_comments() -> None:
    statement = shipped_statement("state", "graph_state")
    assert statement.name == "graph_state"
    assert statement.text.startswith("MATCH (r:LoadRun)")
    assert "//" not in statement.text


def test_a_statement_that_does_not_ship_is_a_defect() -> None:
    with pytest.raises(FileNotFoundError):
        shipped_statement("state", "nothing")
