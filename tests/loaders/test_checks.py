from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from loaders.checks import check_rows
from loaders.rejects import Reject
from loaders.table_rows import TableRows
from loaders.tables.aid_links import AID_LINKS
from loaders.tables.declare import InputTable
from loaders.tables.indicators import INDICATORS
from loaders.tables.regions import REGIONS
from loaders.tables.schools import SCHOOLS

BASE = {
    "sources": {"id": "rep"},
    "regions": {"id": "530124", "name": "富民县"},
    "schools": {"name": "一中", "source": "rep", "locator": "L1"},
    "aid_links": {"helper": "a", "helped": "b", "relation": "aids", "source": "rep", "locator": "L1"},
    "indicators": {"subject": "a", "metric": "schools", "value": "1", "source": "rep", "locator": "L1"},
}


def _rows(table: InputTable, *rows: dict[str, str]) -> TableRows:
    """Rows of a table, from row 2 on; further columns are counts."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [("t.csv", number, *(row.get(name) or None for name in names)) for number, row in enumerate(rows, start=2)]
    schema = {"file": pl.String(), "row": pl.UInt32(), **dict.fromkeys(names, pl.String())}
    counts = tuple(name for name in names if name not in {column.name for column in table.columns})
    return TableRows(table, pl.DataFrame(cells, schema=schema, orient="row"), counts)


def _check(table: InputTable, **cells: str) -> dict[str, Any] | Reject:
    """What the one row with these cells says, or its reject."""
    rejects: list[Reject] = []
    checked = check_rows(_rows(table, {**BASE[table.name], **cells}), rejects).to_dicts()
    assert len(checked) + len(rejects) == 1
    return checked[0] if checked else rejects[0]


def _value(table: InputTable, name: str, text: str) -> Any:
    row = _check(table, **{name: text})
    assert isinstance(row, dict), row
    return row[name]


@pytest.mark.parametrize(
    ("table", "name", "text", "value"),
    [
        (SCHOOLS, "students", "1234", 1234),
        (SCHOOLS, "students", "1,234", 1234),
        (SCHOOLS, "students", "35.0", 35),
        (SCHOOLS, "students", "0", 0),
        (SCHOOLS, "students", "", None),
        (SCHOOLS, "name", " 昆明\n 一中 ", "昆明 一中"),
        (SCHOOLS, "stages", "初中;小学；小学", ["primary", "junior"]),
        (SCHOOLS, "stages", "小学、初中", ["primary", "junior"]),
        (SCHOOLS, "stages", "Primary", ["primary"]),
        (SCHOOLS, "aliases", "一中；昆一中; ;一中", ["一中", "昆一中"]),
        (SCHOOLS, "setting", "乡村", "rural"),
        (SCHOOLS, "entailed", "是", True),
        (SCHOOLS, "entailed", "FALSE", None),
        (SCHOOLS, "entailed", "", None),
        (SCHOOLS, "id", "5301020001", "5301020001"),
        (SCHOOLS, "id", "校-1.a:b_c", "校-1.a:b_c"),
        (REGIONS, "lon", "-180", -180.0),
        (INDICATORS, "value", "1,234.5", 1234.5),
        (INDICATORS, "value", "-3", -3.0),
        (INDICATORS, "value", "50%", 50.0),
        (INDICATORS, "value", "0.00005", 0.00005),
        (INDICATORS, "value", "5e-05", 0.00005),
        (INDICATORS, "value", "-1.5E+3", -1500.0),
        (AID_LINKS, "relation", "结对", "paired_with"),
        (AID_LINKS, "lessons", "12", 12),
    ],
)
def test_what_a_cell_gives(table: InputTable, name: str, text: str, value: object) -> None:
    assert _value(table, name, text) == value


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("2020", "2020", 20200101, 20201231),
        ("2020年", "2020", 20200101, 20201231),
        ("2020年9月", "2020-09", 20200901, 20200930),
        ("2020年9月1日", "2020-09-01", 20200901, 20200901),
        ("2020/9/1", "2020-09-01", 20200901, 20200901),
        ("2024-02", "2024-02", 20240201, 20240229),
    ],
)
def test_dates_keep_the_precision_that_they_came_in(text: str, written: str, first: int, last: int) -> None:
    assert (_value(SCHOOLS, "since", text), _value(SCHOOLS, "until", text)) == (written, written)
    row = _check(SCHOOLS, since=text, until=text)
    assert isinstance(row, dict)
    assert (row["since_day"], row["until_day"]) == (first, last)


@pytest.mark.parametrize(
    ("table", "name", "text", "words"),
    [
        (SCHOOLS, "students", "-5", "no whole number of 0 or more"),
        (AID_LINKS, "lessons", "约500", "is no exact number"),
        (SCHOOLS, "students", "3.5", "no whole number"),
        (SCHOOLS, "students", "12,34", "no whole number"),
        (SCHOOLS, "students", "9" * 16, "no whole number"),
        (AID_LINKS, "lessons", "some", "no whole number"),
        (SCHOOLS, "since", "2020-13", "no month 13"),
        (SCHOOLS, "since", "2023-02-29", "no day 29"),
        (SCHOOLS, "since", "autumn", "not a date like 2020"),
        (SCHOOLS, "since", "0020", "between 1800 and 2200"),
        (SCHOOLS, "stages", "小学;大学", "'大学' is not one of kindergarten, primary"),
        (SCHOOLS, "status", "shut", "is not one of open, planned"),
        (SCHOOLS, "entailed", "maybe", "neither true nor false"),
        (SCHOOLS, "name", "", "is missing"),
        (SCHOOLS, "name", "x" * 2001, "longer than 2,000"),
        (SCHOOLS, "name", "一\x07中", "control character U+0007"),
        (SCHOOLS, "id", "a b", "is no id"),
        (SCHOOLS, "id", "a/b", "is no id"),
        (SCHOOLS, "id", "a@b", "is no id"),
        (SCHOOLS, "id", "a?b", "is no id"),
        (SCHOOLS, "id", ".a", "is no id"),
        (SCHOOLS, "id", "a" * 101, "is no id"),
        (REGIONS, "lat", "90.5", "not between -90 and 90"),
        (INDICATORS, "value", "nan", "stands for nothing"),
        (INDICATORS, "value", "1e15", "is no number"),
        (INDICATORS, "value", "1e999", "is no number"),
        (INDICATORS, "value", "e5", "is no number"),
        (SCHOOLS, "students", "1e3", "no whole number"),
        (SCHOOLS, "source", "", "no evidence"),
        (SCHOOLS, "source", " ; ", "no evidence"),
        (SCHOOLS, "locator", "", "no evidence"),
    ],
)
def test_a_cell_that_does_not_fit_is_rejected_with_its_place(
    table: InputTable, name: str, text: str, words: str
) -> None:
    reject = _check(table, **{name: text})
    assert isinstance(reject, Reject)
    assert (reject.file, reject.row, reject.column) == ("t.csv", 2, name)
    assert reject.value == text[:200]
    assert words in reject.reason


@pytest.mark.parametrize(("since", "until", "fits"), [("2020", "2020", True), ("2020-09", "2020", True),
                                                      ("2021", "2020-12-31", False)])  # fmt: skip
def test_nothing_ends_before_it_begins(since: str, until: str, fits: bool) -> None:
    row = _check(SCHOOLS, since=since, until=until)
    assert isinstance(row, dict) is fits
    if isinstance(row, Reject):
        assert (row.column, row.value) == ("until", until)
        assert f"ends before it begins ({since})" in row.reason


@pytest.mark.parametrize(
    ("source", "locator", "evidence"),
    [
        ("a", "L1", (("a", "L1"),)),
        ("a", "L1;L2", (("a", "L1"), ("a", "L2"))),
        ("a;b", "L1;L2", (("a", "L1"), ("b", "L2"))),
        ("a；b", "L1；L1", (("a", "L1"), ("b", "L1"))),
        ("a;a", "L1;L1", (("a", "L1"),)),
        ("a;b", "L1", None),
        ("a;b", "L1;L2;L3", None),
    ],
)
def test_sources_and_locators_go_in_pairs(source: str, locator: str, evidence: object) -> None:
    row = _check(SCHOOLS, source=source, locator=locator)
    if evidence is None:
        assert isinstance(row, Reject)
        assert "give one source, or one each" in row.reason
    else:
        assert isinstance(row, dict)
        assert _evidence(row) == evidence


def test_a_region_s_locator_is_its_code() -> None:
    row = _check(REGIONS, source="rep")
    assert isinstance(row, dict)
    assert _evidence(row) == (("rep", "530124"),)
    without_code = _check(REGIONS, id="", source="rep;other")
    assert isinstance(without_code, Reject)
    assert without_code.column == "id"
    reject = _check(REGIONS, locator="L1")
    assert isinstance(reject, Reject)
    assert reject.column == "source"


def _evidence(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(row["source_ids"], row["locators"], strict=True))


@pytest.mark.parametrize(
    ("text", "exact", "value", "qualifier"),
    [
        ("1200", 1200, 1200.0, None),
        ("1,200人", 1200, 1200.0, None),
        ("约1200", None, 1200.0, "about"),
        ("1200余人", None, 1200.0, "at_least"),
        ("超过1.2万人", None, 12000.0, "at_least"),
        ("", None, None, None),
    ],
)
def test_a_figure_that_is_not_exact_is_no_count(
    text: str, exact: int | None, value: float | None, qualifier: str | None
) -> None:
    row = _check(SCHOOLS, students=text, teachers="5")
    assert isinstance(row, dict)
    assert (row["students"], row["students.value"], row["students.qualifier"]) == (exact, value, qualifier)
    assert row["teachers"] == 5


def test_a_row_is_rejected_once_for_the_first_of_its_faults_and_the_others_stay_in_order() -> None:
    rows = [{"name": f"{number}中", "source": "a;b", "locator": f"L{number};L0"} for number in range(1, 5)]
    rows[1] |= {"since": "2020-13", "students": "some"}
    rows[2] |= {"locator": "L1"}
    rejects: list[Reject] = []
    checked = check_rows(_rows(SCHOOLS, *rows), rejects, first_at=7)
    assert checked.select("at", "row", "name").rows() == [(7, 2, "1中"), (10, 5, "4中")]
    assert [(reject.row, reject.column) for reject in rejects] == [(3, "students"), (4, "locator")]
    assert [_evidence(row) for row in checked.to_dicts()] == [(("a", "L1"), ("b", "L0")), (("a", "L4"), ("b", "L0"))]


@pytest.mark.parametrize(("name", "text"), [("name", "nan"), ("name", "无"), ("source", "-"), ("name", "/")])
def test_a_word_for_nothing_names_nobody(name: str, text: str) -> None:
    reject = _check(SCHOOLS, **{name: text})
    assert isinstance(reject, Reject)
    assert (reject.column, reject.value) == (name, text)
    assert "stands for nothing" in reject.reason


@pytest.mark.parametrize("text", ["无", "nan", "－", "N/A", "暂无", "/", "—"])
def test_a_word_for_nothing_is_nothing_where_nothing_is_required(text: str) -> None:
    row = _check(SCHOOLS, aliases=text, students=text, since=text, campus_of=text, region=text)
    assert isinstance(row, dict)
    assert {row[name] for name in ("aliases", "students", "since", "campus_of", "region")} == {None}
    assert _value(SCHOOLS, "aliases", f"一中;{text}") == ["一中"]
