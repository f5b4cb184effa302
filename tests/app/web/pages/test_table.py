from __future__ import annotations

from typing import Any

import pytest

from app.web.pages.table import Cell, Part, answer_table, number_text, plain_table, value_cell
from app.web.pages.texts import PageTexts
from graph.questions import shipped_catalogue

ZH, EN = PageTexts("zh"), PageTexts("en")


def cells(question: str, row: dict[str, Any], texts: PageTexts = EN, **known: str) -> dict[str, Cell]:
    """The cells of one row by their heads; columns that the row lacks are None."""
    asked = shipped_catalogue()[question]
    whole = {column.name: row.get(column.name) for column in asked.header.columns}
    table = answer_table(asked, [whole], texts, known)
    return {head.title: cell for head, cell in zip(table.heads, table.lines[0].cells, strict=True)}


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("students", 12345, "12,345"),
        ("year", 2025, "2025"),
        ("share", 0.42857, "42.9%"),
        ("share", 1.0, "100.0%"),
        ("numerator", 3.0, "3"),
        ("mean", 0.06667, "0.0667"),
        ("betweenness", 0.000123456, "0.000123"),
        ("difference", -1.5, "-1.5"),
        ("difference", 0, "0"),
    ],
)
def test_numbers_are_written_as_people_read_them(name: str, value: float, text: str) -> None:
    assert number_text(name, value) == text


def test_a_cell_keeps_the_exact_number() -> None:
    cell = cells("coverage", {"id": "530124", "name": "富民县", "share": 3 / 7})["Share"]
    assert cell == Cell([Part("42.9%")], str(3 / 7))


def test_what_is_not_known_is_empty_and_zero_is_not() -> None:
    row = cells("leads_by_reach", {"school_id": "s1", "name": "甲", "schools": 0, "students": None})
    assert row["Students"] == Cell([])
    assert row["Schools"] == Cell([Part("0")], "0")


def test_an_id_stands_under_its_name_and_leads_to_its_page() -> None:
    assert cells("members_of_group", {"school_id": "s 1", "name": "甲小"}, ZH)["学校"].parts == [
        Part("甲小", "/schools/s%201?lang=zh", "s 1")
    ]
    found = cells("find", {"id": "530124", "label": "Region", "name": "富民县", "region": "530100"})
    assert found["Name"].parts[0].address == "/regions/530124?lang=en"
    assert found["Region"].parts == [Part("530100", "/regions/530100?lang=en")]


def test_an_end_of_a_link_leads_to_its_page_by_its_id() -> None:
    part = cells("network", {"start": "s1", "end": "g1"}, s1="甲小")["Start"].parts[0]
    assert part == Part("甲小", "/things/s1?lang=en", "s1")


def test_several_ids_keep_their_own_names() -> None:
    row = {"school_id": "s1", "name": "甲", "group_ids": ["g1", "g2"], "group_names": ["一", "二"]}
    parts = cells("schools_in_several_groups", row)["Which groups"].parts
    assert [(part.text, part.code) for part in parts] == [("一", "g1"), ("二", "g2")]


def test_places_stand_with_their_source() -> None:
    row = {"source_ids": ["seed-001", "seed-002", "seed-001"], "locators": ["L1", "L5", "L9"]}
    assert cells("school", row)["Evidence"].parts == [
        Part("seed-001", "/sources/seed-001?lang=en", place="L1, L9"),
        Part("seed-002", "/sources/seed-002?lang=en", place="L5"),
    ]
    uneven = {"source_ids": ["seed-001", "seed-002"], "locators": ["L1"]}
    assert [part.place for part in cells("school", uneven)["Evidence"].parts] == ["", ""]


def test_codes_are_words_in_chinese() -> None:
    row = {"school_id": "s1", "name": "甲", "role": "lead", "mode": "tight", "entailed": True}
    assert cells("members_of_group", row, ZH)["角色"].parts == [Part("牵头")]
    assert cells("members_of_group", row, ZH)["推断"].parts == [Part("是")]
    assert cells("members_of_group", row)["Role"].parts == [Part("lead")]


def test_a_path_is_told_in_the_readers_language() -> None:
    row = {"id": "g1", "name": "团", "label": "EducationGroup", "sentence": "甲牵头团", "sentence_en": "甲 leads 团"}
    question = shipped_catalogue()["reach"]
    told = [answer_table(question, [row], texts).lines[0].cells[-1].parts[0].text for texts in (ZH, EN)]
    assert told == ["甲牵头团", "甲 leads 团"]


@pytest.mark.parametrize(
    ("url", "address"), [("https://a.example/1", "https://a.example/1"), ("javascript:alert(1)", ""), ("data:x", "")]
)
def test_only_an_address_on_the_web_becomes_a_link(url: str, address: str) -> None:
    assert cells("sources", {"id": "s", "url": url})["Address"].parts == [Part(url, address)]


def test_a_row_can_be_pointed_at_unless_its_id_has_a_space() -> None:
    question = shipped_catalogue()["sources"]
    rows = [{column.name: None for column in question.header.columns} | {"id": id_} for id_ in ("seed-001", "a b")]
    assert [line.anchor for line in answer_table(question, rows, EN).lines] == ["row-seed-001", ""]


def test_properties_are_told_by_name() -> None:
    cell = value_cell("properties", {"form": "stationed", "locators": ["L1", "L2"], "since": None}, EN)
    assert [part.text for part in cell.parts] == ["Form of aid: stationed", "Locators: L1, L2"]


def test_rows_without_a_header_have_every_column_that_any_row_has() -> None:
    path = [{"key": "leads-1"}]
    rows: list[dict[str, Any]] = [
        {"id": "s1", "label": "School", "hops": 2, "path": path},
        {"id": "g1", "label": "EducationGroup", "name": "团"},
    ]
    table = plain_table(rows, EN)
    assert [(head.title, head.setting) for head in table.heads] == [("Name", ""), ("Kind", ""), ("Hops", "number")]
    assert [line.cells[0].parts[0] for line in table.lines] == [
        Part("s1", "/schools/s1?lang=en"),
        Part("团", "/groups/g1?lang=en", "g1"),
    ]


def test_a_share_before_and_after_keeps_its_parts_and_differs_in_points() -> None:
    figures = {"numerator": 3.0, "denominator": 4.0, "share": 0.75}
    after = {"numerator": 1.0, "denominator": 4.0, "share": 0.25}
    table = plain_table(
        [
            {
                "id": "1",
                "name": "县",
                "before": figures,
                "after": after,
                "difference": {"numerator": -2.0, "share": -0.5},
            }
        ],
        EN,
    )
    told = [
        (head.title, head.unit, cell.parts[0].text)
        for head, cell in zip(table.heads, table.lines[0].cells, strict=True)
    ]
    assert told == [
        ("Name", "", "县"),
        ("Before · Numerator", "", "3"), ("Before · Denominator", "", "4"), ("Before · Share", "", "75.0%"),
        ("After · Numerator", "", "1"), ("After · Denominator", "", "4"), ("After · Share", "", "25.0%"),
        ("Difference · Numerator", "", "-2"), ("Difference · Share", "percentage points", "-50.0"),
    ]  # fmt: skip
