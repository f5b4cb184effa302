from __future__ import annotations

import json
from typing import Any

from app.web.pages.console.cells import MOST_TEXT, console_table, shown
from app.web.pages.table import Cell, Part

SCHOOL = {"id": "s1", "labels": ["LeadSchool", "School"], "properties": {"id": "s1", "name": "甲小"}}
GROUP = {"id": "g1", "labels": ["EducationGroup"], "properties": {"id": "g1", "name": "团"}}
LEADS = {"key": "l1", "type": "LEADS", "from": "s1", "to": "g1", "properties": {}}


def parts(value: Any) -> list[Part]:
    return list(shown(value, "en").cell.parts)


def test_a_node_is_its_name_with_its_page_and_all_of_it_folded() -> None:
    node = shown(SCHOOL, "en")
    assert node.cell == Cell([Part("甲小", "/schools/s1?lang=en", "s1")])
    assert json.loads(node.folded) == SCHOOL


def test_a_node_without_page_or_name_goes_by_its_label_and_id() -> None:
    source = {"id": "seed-001", "labels": ["Source"], "properties": {"title": "报道"}}
    assert parts(source) == [Part("报道", "/sources/seed-001?lang=en", "seed-001")]
    assert parts({"id": "4:x:1", "labels": [], "properties": {}}) == [Part("4:x:1", "", "4:x:1")]


def test_a_link_tells_its_type_and_ends() -> None:
    assert parts(LEADS) == [Part("LEADS", code="s1 → g1")]


def test_a_path_is_read_along_its_links() -> None:
    assert parts([SCHOOL, LEADS, GROUP]) == [Part("甲小 −LEADS→ 团")]
    assert parts([GROUP, LEADS, SCHOOL]) == [Part("团 ←LEADS− 甲小")]


def test_a_list_of_nodes_is_no_path() -> None:
    assert [part.text for part in parts([SCHOOL, GROUP])] == ["甲小", "团"]


def test_numbers_stay_exact_and_nothing_stays_empty() -> None:
    assert shown(0.1 + 0.2, "en").cell == Cell([Part("0.30000000000000004")], "0.30000000000000004")
    assert shown(2**60, "en").cell.number == str(2**60)
    assert parts(None) == []
    assert parts(True) == [Part("true")]
    assert parts("") == [Part("")]


def test_the_long_of_it_is_folded() -> None:
    long = "x" * (MOST_TEXT + 1)
    value = shown(long, "en")
    assert value.cell.parts[0].text == "x" * MOST_TEXT + "…"
    assert value.folded == long
    assert shown("x" * MOST_TEXT, "en").folded == ""
    nested = {"a": [{"b": long}]}
    assert json.loads(shown(nested, "en").folded) == nested


def test_columns_of_numbers_are_set_as_numbers() -> None:
    table = console_table(["a", "b", "c"], [{"a": 1, "b": "x", "c": None}, {"a": None, "b": 2, "c": None}], "en")
    assert [head.setting for head in table.heads] == ["number", "", ""]
