from __future__ import annotations

import pytest

from graph.errors import InputUnreadable
from loaders.files.separated import read_separated
from loaders.files.sheet import ROW, tidy


def rows(text: str, **options: bool) -> list[tuple[object, ...]]:
    return tidy(read_separated(text.encode(), "schools.csv", **options)).rows()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_gives_the_same_rows(ending: str) -> None:
    assert rows(f"name,id{ending}a,1{ending}b,2{ending}") == [(1, "name", "id"), (2, "a", "1"), (3, "b", "2")]


def test_line_ends_commas_and_quotes_stay_in_their_cell() -> None:
    assert rows('name,id\n"a\r\nb","1,""2"""\nc,3\n') == [(1, "name", "id"), (2, "a\nb", '1,"2"'), (3, "c", "3")]


def test_blank_rows_are_left_out_and_counted() -> None:
    assert [row[:2] for row in rows("name,id\n\na,1\n,\n　,\u200b\nb,2\n")] == [(1, "name"), (3, "a"), (6, "b")]


def test_cells_are_stripped_and_without_invisible_characters() -> None:
    assert rows("name,id\n\ufeff一中\u200b ,\u202a530112\n") == [(1, "name", "id"), (2, "一中", "530112")]


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_the_separator_is_told_from_the_first_lines(sign: str) -> None:
    table = [["昆明市学校名单"], ["name", "aliases", "note"], ["一中", "a、b", "x"], ["二中", "c", "y"]]
    text = "\n".join(sign.join(cells) for cells in table)
    assert rows(text)[1:] == [(2, "name", "aliases", "note"), (3, "一中", "a、b", "x"), (4, "二中", "c", "y")]


def test_lists_in_cells_are_no_columns() -> None:
    assert rows("name,aliases\n一中,a;b;c\n二中,d;e;f\n")[1] == (2, "一中", "a;b;c")


@pytest.mark.parametrize("sign", [",", ";", "\t", "^", "，", "、"])
def test_a_first_line_may_name_the_separator(sign: str) -> None:
    assert rows(f"sep={sign}\r\nname{sign}id\r\na{sign}1\r\n") == [(2, "name", "id"), (3, "a", "1")]


def test_text_in_columns_by_blanks() -> None:
    text = "学校名称    地区   学生数\n一中        五华区   1200\n二中　　　　盘龙区　　800\n"
    assert rows(text, by_blanks=True) == [
        (1, "学校名称", "地区", "学生数"),
        (2, "一中", "五华区", "1200"),
        (3, "二中", "盘龙区", "800"),
    ]


def test_single_blanks_part_columns_where_their_number_is_the_same_everywhere() -> None:
    assert rows("学校 地区\n一中 五华区\n", by_blanks=True)[1] == (2, "一中", "五华区")
    assert rows("name\nGreen School\n", by_blanks=True)[1] == (2, "Green School")


def test_cells_beyond_the_header_become_further_columns() -> None:
    assert rows("name,id\na,1\nb,2,3,4\n,,,,,,\nc\n") == [
        (1, "name", "id", None, None),
        (2, "a", "1", None, None),
        (3, "b", "2", "3", "4"),
        (5, "c", None, None, None),
    ]


def test_a_row_that_is_far_too_long_keeps_its_text_in_one_cell() -> None:
    frame = tidy(read_separated(("name,id\na,1\n" + "x," * 200_000 + "x\n").encode(), "schools.csv"))
    assert frame.width < 20
    assert frame.row(-1)[-1].startswith("x,x,x")
    assert rows("name,id\na,1\n" + "," * 200_000 + "\n") == [(1, "name", "id"), (2, "a", "1")]


def test_a_first_line_of_very_many_cells_is_no_table() -> None:
    with pytest.raises(InputUnreadable, match=r"schools\.csv has 20,000 columns"):
        rows("x," * 19_999 + "x\n1,2\n")


def test_one_wide_line_in_a_long_file_costs_nothing() -> None:
    frame = tidy(read_separated(("a,b\n" * 30_000 + "x," * 9000 + "x\n" + "a,b\n" * 30_000).encode(), "schools.csv"))
    assert frame.width < 20
    assert frame.height == 60_001


def test_rows_keep_their_numbers_behind_cells_of_several_lines() -> None:
    assert rows('name,id\n"a\nb\nc",1\nd,2\n')[-1] == (3, "d", "2")


@pytest.mark.parametrize("text", ['name,id\na,1\n"b,2\nc,3\n', 'name,id\na,1\n"b" x,2\n'])
def test_an_unclosed_quote_is_named_by_the_line_where_its_row_begins(text: str) -> None:
    with pytest.raises(InputUnreadable) as error:
        rows(text)
    assert "schools.csv: the row that begins at line 3" in error.value.message
    assert "quote" in error.value.next_step


def test_stray_quotes_inside_a_cell_stay() -> None:
    assert rows('name,id\n5" pipe,1\nc,2\n') == [(1, "name", "id"), (2, '5" pipe', "1"), (3, "c", "2")]


def test_a_long_table_is_read_in_parts_alike() -> None:
    short = "".join(f"a{number},{number}\n" for number in range(200_000))
    whole, parted = rows("name,id\n" + short), rows("name,id\n" + short + '"x\ny",1,2\n')
    assert [row[:3] for row in parted[:-1]] == whole
    assert parted[-1] == (200_002, "x\ny", "1", "2")
    assert read_separated(b"a,b\n", "x.csv").columns == [ROW, "0", "1"]
