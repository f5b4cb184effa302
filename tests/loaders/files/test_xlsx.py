from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from graph.errors import InputUnreadable
from loaders.files import CellFault, Sheet, read_sheets
from tests.loaders.files.parts import write_xlsx_parts
from tests.loaders.workbook import Cell, write_xlsx


def row(number: int, **cells: str) -> str:
    """A row of text cells by column letter; what begins with < is a cell as it is."""
    return (
        f"<row r='{number}'>"
        + "".join(
            text if text.startswith("<") else f"<c r='{place}{number}' t='str'><v>{text}</v></c>"
            for place, text in cells.items()
        )
        + "</row>"
    )


def read(path: Path) -> Sheet:
    (sheet,) = read_sheets(path)
    return sheet


def test_numbers_and_days_come_as_people_write_them(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["name", "region", "students", "since", "lat"],
        ["一中", 530124, 35.0, date(2020, 9, 1), 25.5],
    ]
    write_xlsx(tmp_path / "schools.xlsx", {"Sheet1": rows})
    assert read(tmp_path / "schools.xlsx").cells.row(1) == (2, "一中", "530124", "35", "2020-09-01", "25.5")


def test_all_sheets_are_read_in_their_order(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "data.xlsx", {"说明": [["note"]], "学校": [["right"]]})
    sheets = read_sheets(tmp_path / "data.xlsx")
    assert [(sheet.file, sheet.name, sheet.cells.row(0)) for sheet in sheets] == [
        ("data.xlsx", "说明", (1, "note")),
        ("data.xlsx", "学校", (1, "right")),
    ]


def test_blank_rows_keep_their_numbers(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "schools.xlsx", {"Sheet1": [["name", "id"], [None, " "], ["一中", "s1"]]})
    assert read(tmp_path / "schools.xlsx").cells["row"].to_list() == [1, 3]


@pytest.mark.parametrize(
    ("form", "stored", "seen"),
    [
        ('yyyy"年"m"月"', "45474", "2024-07"),
        ('[$-804]yyyy"年"m"月";@', "45474", "2024-07"),
        ("yyyy\\-mm", "45474", "2024-07"),
        ("mmm\\-yy", "45474", "2024-07"),
        (17, "45474", "2024-07"),
        (57, "45474", "2024-07"),
        (27, "45474", "2024-07"),
        ("yyyy", "45474", "2024"),
        ('yyyy"年"', "45474", "2024"),
        ("yyyy-mm-dd", "44075", "2020-09-01"),
        (14, "44075", "2020-09-01"),
        (31, "44075", "2020-09-01"),
        ("yyyy/m/d h:mm", "44075", "2020-09-01"),
        ("yyyy/m/d h:mm", "44075.5", "2020-09-01 12:00:00"),
        ("[h]:mm:ss", "0.5", "12:00:00"),
        ("h:mm", "0.25", "06:00:00"),
        ('m"月"d"日"', "44075", "9月1日"),
        (58, "44075", "9月1日"),
        (16, "44075", "9月1日"),
        ("000000", "1234", "001234"),
        ('"S"0000', "12", "S0012"),
        ('0"人"', "1200", "1200人"),
        ("0%", "0.85", "85%"),
        (10, "0.8512", "85.12%"),
        ("#,##0", "1200", "1200"),
        ("#,##0.00_ ;[Red]\\-#,##0.00\\ ", "1200.5", "1200.5"),
        ("0.00", "25.123456", "25.123456"),
        ("0", "12", "12"),
        ("@", "12", "12"),
        ("General", "1.2E+3", "1200"),
        ("General", "25.039999999999999", "25.04"),
        ("General", "5.0000000000000002E-5", "0.00005"),
        ("General", "-3.0", "-3"),
        ("General", "530112199001", "530112199001"),
        ("General", "530112199001011017", "530112199001011017"),
    ],
)
def test_a_cell_is_what_it_shows(tmp_path: Path, form: str | int, stored: str, seen: str) -> None:
    cell = f"<c r='A1' s='1'><v>{stored}</v></c>"
    assert read(write_xlsx_parts(tmp_path / "a.xlsx", row(1, A=cell), formats=[form])).cells.row(0) == (1, seen)


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    cell = "<c r='A1' s='1'><v>42613</v></c><c r='B1' s='1' t='d'><v>2020-09-01T00:00:00Z</v></c>"
    path = write_xlsx_parts(
        tmp_path / "a.xlsx", f"<row r='1'>{cell}</row>", formats=[14], book="<workbookPr date1904='1'/>"
    )
    assert read(path).cells.row(0) == (1, "2020-09-01", "2020-09-01")


@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [
        ("<c r='B2' t='e'><v>#REF!</v></c>", "#REF!", "shows the error #REF!"),
        ("<c r='B2' t='e'><f>VLOOKUP(A2,C:D,2,0)</f><v>#N/A</v></c>", "#N/A", "shows the error #N/A"),
        ("<c r='B2'><f>A2*2</f></c>", "=A2*2", "a formula whose result isn't in the file"),
        ("<c r='B2'><f>A2*2</f><v></v></c>", "=A2*2", "a formula whose result isn't in the file"),
        ("<c r='B2'><v>530112199001011000</v></c>", "530112199001011000", "more than 15 digits"),
        ("<c r='B2'><v>5.3011219900101E+17</v></c>", "5.3011219900101E+17", "more than 15 digits"),
        ("<c r='B2' s='1'><v>-5</v></c>", "-5", "a date that no spreadsheet can show"),
        ("<c r='B2' t='str'><v>5.30112E+11</v></c>", "5.30112E+11", "cut to its first digits"),
    ],
)
def test_what_a_cell_cannot_be_is_a_fault_with_its_place(tmp_path: Path, cell: str, value: str, reason: str) -> None:
    sheet = read(
        write_xlsx_parts(tmp_path / "a.xlsx", row(1, A="name", B="id") + row(2, A="一中", B=cell), formats=[14])
    )
    assert sheet.cells.row(1) == (2, "一中", value)
    (fault,) = sheet.faults
    assert (fault.row, fault.column, fault.value) == (2, 1, value)
    assert reason in fault.reason


def test_a_formula_with_a_result_is_its_result(tmp_path: Path) -> None:
    cells = "<c r='A1'><f>1+1</f><v>2</v></c><c r='B1' t='str'><f>\"\"</f><v></v></c><c r='C1' t='b'><v>1</v></c>"
    sheet = read(write_xlsx_parts(tmp_path / "a.xlsx", f"<row r='1'>{cells}</row>"))
    assert sheet.cells.row(0) == (1, "2", None, "TRUE")
    assert not sheet.faults


def test_texts_are_read_without_marks_of_pronunciation_and_with_one_kind_of_line_end(tmp_path: Path) -> None:
    strings = "<si><t>临江_x000D_\n小学</t></si><si><r><t>第一</t></r><r><t>小学</t></r><rPh><t>ダイ</t></rPh></si>"
    cells = "<c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='inlineStr'><is><t>a_x005F_x000D_</t></is></c>"
    sheet = read(write_xlsx_parts(tmp_path / "a.xlsx", f"<row>{cells}</row>", strings=strings))
    assert sheet.cells.row(0) == (1, "临江\n小学", "第一小学", "a_x000D_")


def test_elements_may_have_a_prefix(tmp_path: Path) -> None:
    sheet = read(write_xlsx_parts(tmp_path / "a.xlsx", row(1, A="name", B="id") + row(3, B="x"), prefix="x"))
    assert sheet.cells.rows() == [(1, "name", "id"), (3, None, "x")]


@pytest.mark.parametrize("cell", ["<c t='str'><v>{}</v></c>", "<c t='inlineStr'><is><t>{}</t></is></c>"])
def test_a_text_without_end_is_cut(tmp_path: Path, cell: str) -> None:
    text = "x" * 1000 + "</t><t>" * ("<t>" in cell)
    sheet = read(write_xlsx_parts(tmp_path / "a.xlsx", f"<row>{cell.format(text * 9000)}</row>"))
    assert 100_000 <= len(sheet.cells.row(0)[1]) < 1_000_000


MERGED = "".join(f"<mergeCell ref='{cells}'/>" for cells in ("A1:C1", "A3:A5", "B6:C7", "A9:C9"))


def test_merged_cells_hold_for_their_range_but_a_title_stands_alone(tmp_path: Path) -> None:
    rows = [
        row(1, A="昆明市学校名单"),
        row(2, A="region", B="name", C="note"),
        row(3, A="530126", B="一小"),
        row(4, B="二小", C="x"),
        row(5, B="三小"),
        row(6, A="530127", B="四小"),
        row(7, A="530128"),
        row(9, A="注：截至2025年"),
    ]
    sheet = read(write_xlsx_parts(tmp_path / "a.xlsx", "".join(rows), behind=MERGED))
    assert sheet.cells.rows() == [
        (1, "昆明市学校名单", None, None),
        (2, "region", "name", "note"),
        (3, "530126", "一小", None),
        (4, "530126", "二小", "x"),
        (5, "530126", "三小", None),
        (6, "530127", "四小", "四小"),
        (7, "530128", "四小", "四小"),
        (9, "注：截至2025年", None, None),
    ]


def test_the_fault_of_a_merged_cell_holds_for_its_range(tmp_path: Path) -> None:
    rows = row(3, A="<c r='A3' t='e'><v>#REF!</v></c>", B="一小") + row(4, B="二小")
    sheet = read(write_xlsx_parts(tmp_path / "a.xlsx", rows, behind=MERGED))
    assert sheet.faults == tuple(CellFault(number, 0, "#REF!", "shows the error #REF!") for number in (3, 4))


def test_a_cell_far_away_costs_nothing_and_is_named(tmp_path: Path) -> None:
    far = "<c r='XFD1048576' t='str'><v>{}</v></c>"
    near = row(1, A="name") + row(2, A="一中")
    blank = read(write_xlsx_parts(tmp_path / "a.xlsx", near + row(1048576, A=far.format(" "))))
    assert (blank.cells.shape, blank.notes) == ((2, 2), ())
    stray = read(write_xlsx_parts(tmp_path / "a.xlsx", near + row(1048576, A=far.format("x"))))
    assert stray.cells.shape == (2, 2)
    assert stray.notes == ("what stands far to the right of the table is left out: XFD1048576 holds x",)


def test_a_note_far_to_the_left_of_a_table_leaves_it_in(tmp_path: Path) -> None:
    sheet = read(write_xlsx_parts(tmp_path / "a.xlsx", row(1, A="note") + row(2, DA="name", DB="id")))
    assert (sheet.cells.width, sheet.cells["105"].to_list(), sheet.notes) == (107, [None, "id"], ())


def test_a_sheet_of_mostly_blank_cells_is_refused(tmp_path: Path) -> None:
    rows = "".join(row(number, A="x", AN="x", BZ="x", DM="x") for number in range(1, 300_001))
    with pytest.raises(InputUnreadable, match="at least 35,100,000 cells; no more than 25,000,000 are read"):
        read(write_xlsx_parts(tmp_path / "a.xlsx", rows))


def test_a_hidden_sheet_is_named(tmp_path: Path) -> None:
    path = write_xlsx_parts(
        tmp_path / "a.xlsx", row(1, A="name"), book="<sheet name='x' state='hidden' r:id='worksheet'/>"
    )
    assert [sheet.notes for sheet in read_sheets(path)] == [("the sheet is hidden",), ()]


@pytest.mark.parametrize(
    ("rows", "behind", "words"),
    [
        ("<row r='1'><c r='A1' t='s'><v>7</v></c></row>", "", r"can't be read as XLSX"),
        ("<row r='1'><c r='A1'><v>x</v></c></row>", "", r"can't be read as XLSX"),
        ("<row r='1'><c r='A1'>", "", r"can't be read as XLSX"),
        ("<a>" * 200_000 + "</a>" * 200_000, "", r"nested without end"),
        ("<row r='1'><c r='ZZZ1' t='str'><v>x</v></c></row>", "", r"18,278 columns; no more than 16,384 are read"),
        (row(1, A="a", B="b") + row(2, A="a", B="b"), "<mergeCell ref='A1:B2'/>" * 3, r"merged cells that overlap"),
    ],
)
def test_a_broken_workbook_is_a_message(tmp_path: Path, rows: str, behind: str, words: str) -> None:
    with pytest.raises(InputUnreadable, match=words) as error:
        read_sheets(write_xlsx_parts(tmp_path / "schools.xlsx", rows, behind=behind))
    assert "schools.xlsx" in error.value.message


def test_a_small_workbook_that_unpacks_to_a_huge_one_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (60 << 20))
    with pytest.raises(InputUnreadable, match=re.escape("bomb.xlsx unpacks to 60.0 MB or more")):
        read_sheets(tmp_path / "bomb.xlsx")
