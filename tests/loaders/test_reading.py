from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import InputUnreadable
from loaders.reading import decode, read_records
from tests.loaders.workbook import Cell, write_xlsx

TEXT = "name,region\n昆明一中,530102\n"


def _file(tmp_path: Path, data: str | bytes, name: str = "schools.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_utf8_and_gb18030_read_alike(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "schools.csv") == TEXT


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "line 1: a NUL byte"),
        (b"name\nx\ny\0\n", "line 3: a NUL byte"),
        ("name,id\ncafé,1\n".encode("latin-1"), "line 2: neither UTF-8 nor GB18030"),
        (b"name\n\xff\xff\n", "line 2: neither UTF-8 nor GB18030"),
    ],
    ids=["utf-16", "utf-16 without mark", "nul", "latin-1", "no text"],
)
def test_other_encodings_are_refused_with_the_place(data: bytes, words: str) -> None:
    with pytest.raises(InputUnreadable) as error:
        decode(data, "schools.csv")
    assert words in error.value.message
    assert "schools.csv" in error.value.message
    assert "UTF-8" in error.value.next_step


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_gives_the_same_records(tmp_path: Path, ending: str) -> None:
    records = read_records(_file(tmp_path, f"name,id{ending}a,1{ending}b,2{ending}"))
    assert [list(record) for record in records] == [["name", "id"], ["a", "1"], ["b", "2"]]


def test_quoted_newlines_commas_and_quotes_stay_in_their_cell(tmp_path: Path) -> None:
    records = read_records(_file(tmp_path, 'name,id\n"a\nb","1,""2"""\nc,3\n'))
    assert [tuple(record) for record in records] == [("name", "id"), ("a\nb", '1,"2"'), ("c", "3")]


def test_blank_rows_keep_their_numbers(tmp_path: Path) -> None:
    records = read_records(_file(tmp_path, "name,id\n\na,1\n,\nb,2\n"))
    assert [record[0] for record in records] == ["name", None, "a", None, "b"]


def test_an_unclosed_quote_is_named_by_the_line_where_its_row_begins(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable) as error:
        read_records(_file(tmp_path, 'name,id\na,1\n"b,2\nc,3\n'))
    assert "schools.csv: the row that begins at line 3" in error.value.message
    assert "quote" in error.value.next_step


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match=r"schools\.csv is empty"):
        read_records(_file(tmp_path, ""))


def test_numbers_and_days_of_a_workbook_come_as_people_write_them(tmp_path: Path) -> None:
    path = tmp_path / "schools.xlsx"
    rows: list[list[Cell]] = [
        ["name", "region", "students", "since", "lat"],
        ["一中", 530124, 35.0, date(2020, 9, 1), 25.5],
    ]
    write_xlsx(path, {"Sheet1": rows})
    assert list(read_records(path)[1]) == ["一中", "530124", "35", "2020-09-01", "25.5"]


def test_blank_rows_of_a_workbook_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "schools.xlsx"
    write_xlsx(path, {"Sheet1": [["name", "id"], [None, None], ["一中", "s1"]]})
    assert [record[0] for record in read_records(path)] == ["name", None, "一中"]


@pytest.mark.parametrize(("wanted", "first"), [(("schools", "学校"), "right"), (("groups",), "note")])
def test_the_sheet_with_a_wanted_name_is_read_else_the_first(
    tmp_path: Path, wanted: tuple[str, ...], first: str
) -> None:
    path = tmp_path / "data.xlsx"
    write_xlsx(path, {"说明": [["note"]], "学校": [["right"]]})
    assert read_records(path, wanted)[0][0] == first


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"<html>no workbook</html>"])
def test_a_file_that_is_no_workbook_is_named(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputUnreadable, match=r"schools\.xlsx can't be read as XLSX"):
        read_records(_file(tmp_path, data, "schools.xlsx"))


def test_a_broken_link_to_a_file_is_a_message(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.symlink_to(tmp_path / "gone.csv")
    with pytest.raises(InputUnreadable, match=r"schools\.csv can't be opened"):
        read_records(path)
