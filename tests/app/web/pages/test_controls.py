from __future__ import annotations

import re
from datetime import date

import pytest

from app.web.pages.controls import DAY_PATTERN, controls
from app.web.pages.texts import PageTexts
from graph.questions.parameter import parse_parameter

ZH, EN = PageTexts("zh"), PageTexts("en")


@pytest.mark.parametrize(
    ("declaration", "kind"),
    [
        ('x string "a" "乙 / b"', "text"),
        ('x string{a|b} "a" "乙 / b"', "select"),
        ('x strings{a|b} "a" "乙 / b"', "checkboxes"),
        ('x strings "a" "乙 / b"', "text"),
        ('x boolean "true" "乙 / b"', "select"),
        ('x integer{1..6}=2 "2" "乙 / b"', "number"),
        ('x float "0.5" "乙 / b"', "number"),
        ('x day=today "2025-09-01" "乙 / b"', "day"),
    ],
)
def test_the_declaration_tells_the_control(declaration: str, kind: str) -> None:
    assert controls([parse_parameter(declaration)], {}, {}, EN)[0].kind == kind


def test_a_control_holds_what_was_given_else_the_default() -> None:
    hops = parse_parameter('hops integer{1..6}=2 "3" "最多几步 / most links"')
    assert controls([hops], {}, {}, EN)[0].value == "2"
    assert controls([hops], {"hops": "9"}, {"hops": ("不在", "is not between")}, EN)[0].value == "9"


def test_boxes_are_checked_as_given_else_as_by_default() -> None:
    ties = parse_parameter('ties strings{AIDS|LEADS|PART_OF}=AIDS,LEADS "AIDS" "类型 / types"')
    assert [option.chosen for option in controls([ties], {}, {}, EN)[0].options] == [True, True, False]
    assert [option.chosen for option in controls([ties], {"ties": "PART_OF"}, {}, EN)[0].options] == [
        False,
        False,
        True,
    ]


def test_choices_are_words_with_the_spelling_that_the_api_takes() -> None:
    level = parse_parameter('level string{county|province} "county" "级别 / level"')
    assert [option.words for option in controls([level], {}, {}, ZH)[0].options] == [
        "县级（county）",
        "省级（province）",
    ]
    assert [option.words for option in controls([level], {}, {}, EN)[0].options] == ["county", "province"]


def test_a_day_may_be_today_any_or_a_date() -> None:
    day = parse_parameter('as_of day=today "2025-09-01" "截至 / on this day"')
    for text in controls([day], {}, {}, EN)[0].suggestions:
        assert re.fullmatch(DAY_PATTERN, text)
        day.value(text, date(2025, 9, 1))
    assert not re.fullmatch(DAY_PATTERN, "soon")


def test_a_hint_and_an_error_are_tied_to_their_control() -> None:
    region = parse_parameter('region string "530100" "代码 / code"')
    assert controls([region], {}, {}, EN)[0].described_by == "p-region-hint"
    assert (
        controls([region], {}, {"region": ("没有填写", "is missing")}, EN)[0].described_by
        == "p-region-hint p-region-error"
    )


def test_a_hint_is_a_sentence_in_the_language_of_the_page() -> None:
    region = parse_parameter('region string "530100" "与 `by` 同用时只列其中的地区 / with `by`, only inside it"')
    assert [control.hint for control in controls([region], {}, {}, ZH)] == [
        "与“逐个列出”同用时只列其中的地区。",
        "表格最多列多少行。",
    ]
    assert controls([region], {}, {}, EN)[0].hint == "With “Every region of level”, only inside it."


def test_every_form_ends_with_the_rows_of_a_page() -> None:
    assert [control.parameter.name for control in controls([], {}, {}, EN)] == ["limit"]
