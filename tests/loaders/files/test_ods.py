from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputUnreadable
from loaders.files import CellFault, read_sheets
from tests.loaders.files.parts import write_ods


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def test_cells_are_what_they_show(tmp_path: Path) -> None:
    rows = [
        row(cell("region"), cell("name"), cell("since"), cell("students"), cell("share")),
        row(
            cell("530126", "table:number-rows-spanned='2'"),
            cell("一<text:s/>小</text:p><text:p>本部"),
            cell("2024年7月", "office:value-type='date' office:date-value='2024-07-01'"),
            cell("1,200", "office:value-type='float' office:value='1200'"),
            cell("85%", "office:value-type='percentage' office:value='0.85'"),
        ),
        row(
            "<table:covered-table-cell/>",
            cell("二小", "office:value-type='string'").replace(
                "<text:p>", "<office:annotation><text:p>note</text:p></office:annotation><text:p>"
            ),
            cell("01/09/20", "office:value-type='date' office:date-value='2020-09-01T00:00:00'"),
            cell("001234", "office:value-type='float' office:value='1234'"),
        ),
        row(
            "<table:table-cell table:number-columns-repeated='1024'/>",
            attributes="table:number-rows-repeated='1048570'",
        ),
    ]
    (sheet,) = read_sheets(write_ods(tmp_path / "schools.ods", "".join(rows)))
    assert (sheet.file, sheet.name) == ("schools.ods", "学校")
    assert sheet.cells.rows() == [
        (1, "region", "name", "since", "students", "share"),
        (2, "530126", "一 小\n本部", "2024-07", "1200", "85%"),
        (3, "530126", "二小", "2020-09-01", "001234", None),
    ]


@pytest.mark.parametrize(
    ("shown", "seen"),
    [
        ("2024", "2024"),
        ("2024年", "2024"),
        ("2024-07", "2024-07"),
        ("Jul 24", "2024-07"),
        ("7月20日", "7月20日"),
        ("2024年7月20日", "2024-07-20"),
        ("20. Juli 2024", "2024-07-20"),
    ],
)
def test_days_have_the_precision_that_is_shown(tmp_path: Path, shown: str, seen: str) -> None:
    path = write_ods(tmp_path / "a.ods", row(cell(shown, "office:value-type='date' office:date-value='2024-07-20'")))
    assert read_sheets(path)[0].cells.row(0) == (1, seen)


def test_repeated_cells_and_rows_are_each_of_them(tmp_path: Path) -> None:
    rows = row(cell("a", "table:number-columns-repeated='2'"), cell("b"), attributes="table:number-rows-repeated='3'")
    (sheet,) = read_sheets(write_ods(tmp_path / "a.ods", rows))
    assert sheet.cells.rows() == [(number, "a", "a", "b") for number in (1, 2, 3)]


def test_errors_are_faults(tmp_path: Path) -> None:
    rows = row(cell("#DIV/0!", "table:formula='of:=1/0' office:value-type='string'"), cell("x"))
    (sheet,) = read_sheets(write_ods(tmp_path / "a.ods", rows))
    assert sheet.faults == (CellFault(1, 0, "#DIV/0!", "shows the error #DIV/0!"),)


@pytest.mark.parametrize(
    "attributes", ["table:number-columns-repeated='99999'", "table:number-columns-repeated='9' table:style-name='x'"]
)
def test_repetition_without_end_is_refused(tmp_path: Path, attributes: str) -> None:
    rows = row(cell("a", attributes), attributes="table:number-rows-repeated='99999999'")
    with pytest.raises(InputUnreadable, match=r"a\.ods/学校 has at least [\d,]+ (columns|cells); no more than"):
        read_sheets(write_ods(tmp_path / "a.ods", rows))
