from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputNotFound, InputUnreadable, MissingColumn
from loaders.input_folder import read_folder, read_table
from loaders.rejects import Reject
from loaders.row_checks import ReadTable
from loaders.tables import TABLES
from loaders.tables.aid_links import AID_LINKS
from loaders.tables.schools import SCHOOLS
from tests.loaders.folders import write_tables
from tests.loaders.workbook import write_xlsx

HEAD = "name,region,source,locator"


def _read(tmp_path: Path, text: str, rejects: list[Reject] | None = None, **mapped: str) -> ReadTable:
    path = tmp_path / "schools.csv"
    path.write_text(text, "utf-8")
    return read_table(path, SCHOOLS, mapped, [] if rejects is None else rejects)


@pytest.mark.parametrize(
    "head",
    [
        "name,region,source,locator",
        "NAME,Region,SOURCE,Locator",
        "学校名称,区划代码,来源,出处",
        "\ufeff名称 , 地区,资料来源,行号",
        "ｎａｍｅ,region,source,locator",
        '"name","region","source","locator"',
    ],
)
def test_headers_in_english_and_chinese_mean_the_same_columns(tmp_path: Path, head: str) -> None:
    table = _read(tmp_path, f"{head}\n一中,530102,rep,L1\n")
    assert table.rows == {2: {"name": "一中", "region": "530102", "source": "rep", "locator": "L1"}}
    assert table.ignored == ()


def test_our_own_header_comes_before_the_chinese_one_wherever_it_stands(tmp_path: Path) -> None:
    for head, cells in (("名称,name", "别名,一中"), ("name,名称", "一中,别名")):
        table = _read(tmp_path, f"{head},source,locator\n{cells},rep,L1\n")
        assert table.rows[2]["name"] == "一中"
        assert table.ignored == ("名称",)


def test_extra_columns_are_named_as_ignored(tmp_path: Path) -> None:
    table = _read(tmp_path, f"{HEAD},校长,,\n一中,530102,rep,L1,someone,left,\n")
    assert table.ignored == ("校长", "(column 6, without a header)")


def test_a_header_twice_is_refused_when_it_is_used(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match=r"schools\.csv has 2 columns 'name'"):
        _read(tmp_path, f"{HEAD},name\n一中,530102,rep,L1,二中\n")
    assert _read(tmp_path, f"{HEAD},注,注\n一中,530102,rep,L1,a,b\n").ignored == ("注", "注")


def test_missing_columns_are_named_with_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(MissingColumn) as error:
        _read(tmp_path, "name,region\n一中,530102\n")
    assert error.value.message == "schools.csv lacks the column source, locator; it has name, region"
    assert "--mapping" in error.value.next_step


@pytest.mark.parametrize(("sign", "word"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_another_separator_is_recognised(tmp_path: Path, sign: str, word: str) -> None:
    with pytest.raises(InputUnreadable) as error:
        _read(tmp_path, f"{HEAD}\n一中,530102,rep,L1\n".replace(",", sign))
    assert f"separated by {word}, not by commas" in error.value.message
    assert "commas" in error.value.next_step


def test_only_the_rows_with_too_many_cells_are_rejected(tmp_path: Path) -> None:
    rejects: list[Reject] = []
    table = _read(tmp_path, f"{HEAD}\n一中,530102,rep,L1\n二中,五华,区,rep,L2\n三中,530102,rep,L3,,\n", rejects)
    assert list(table.rows) == [2, 4]
    assert [(reject.file, reject.row) for reject in rejects] == [("schools.csv", 3)]
    assert "has 5 cells, the header 4" in rejects[0].reason


def test_rows_that_are_too_short_lack_their_last_cells(tmp_path: Path) -> None:
    assert _read(tmp_path, f"{HEAD}\n一中\n").rows == {2: {"name": "一中"}}


@pytest.mark.parametrize("text", ["\n\n,\n", "\n"])
def test_blank_rows_are_no_table(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputUnreadable, match=r"schools\.csv holds blank rows only"):
        _read(tmp_path, text)


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert _read(tmp_path, HEAD).rows == {}


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    table = _read(tmp_path, f"\n{HEAD}\n,,,\n一中,530102,rep,L1\n\n二中,530102,rep,L2\n")
    assert list(table.rows) == [4, 6]


def test_a_mapped_header_comes_before_all_others_and_may_serve_two_columns(tmp_path: Path) -> None:
    table = _read(tmp_path, "XXMC,name,bm,source\n一中,x,s1,rep\n", name="xxmc", id="bm", locator="bm")
    assert table.rows[2] == {"name": "一中", "id": "s1", "source": "rep", "locator": "s1"}
    assert table.ignored == ("name",)


def test_a_mapping_to_a_header_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingColumn, match=r"no column 'QHDM', which the mapping names for region"):
        _read(tmp_path, f"{HEAD}\n一中,530102,rep,L1\n", region="QHDM")


def test_further_columns_of_aid_links_are_counts_only_where_they_hold_whole_numbers(tmp_path: Path) -> None:
    path = tmp_path / "aid_links.csv"
    head = "helper,helped,relation,source,locator,lessons,remark,key,run,since_day,书,Books"
    path.write_text(f"{head}\na,b,aids,rep,L1,12,good,1,2,3,4,5\na,c,aids,rep,L1,,,,,,,\n", "utf-8")
    table = read_table(path, AID_LINKS, {}, [])
    assert table.counts == ("lessons",)
    assert table.ignored == ("remark", "key", "run", "since_day", "书", "Books")
    assert table.rows[2]["lessons"] == "12"


def test_a_folder_reads_what_it_can_and_rejects_the_files_that_it_cannot(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, schools=f"{HEAD}\n一中,530102,rep,L1\n", members="group\nx\n", groups="")
    (folder / "aid_links.xls").write_bytes(b"old")
    (folder / "学校.csv").write_text(f"{HEAD}\n二中,530102,rep,L1\n", "utf-8")
    (folder / "school.csv").write_text("a misspelt name", "utf-8")
    (folder / "README.md").write_text("a note", "utf-8")
    (folder / "indicators.csv").mkdir()
    read = read_folder(folder)
    assert set(read.tables) == {"sources", "schools"}
    assert {reject.file for reject in read.rejects} == {"members.csv", "groups.csv", "aid_links.xls", "学校.csv"}
    assert all(reject.row == 0 for reject in read.rejects)
    assert read.unreadable
    assert read.unused == ("school.csv",)


def test_a_row_that_is_rejected_does_not_make_its_file_unreadable(tmp_path: Path) -> None:
    read = read_folder(write_tables(tmp_path, schools=f"{HEAD}\n二中,五华,区,rep,L2\n"))
    assert len(read.rejects) == 1
    assert not read.unreadable


def test_workbooks_with_chinese_names_are_tables(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "学校.XLSX", {"Sheet1": [["学校名称", "来源", "出处"], ["一中", "rep", "L1"]]})
    assert read_folder(tmp_path).tables["schools"].rows == {2: {"name": "一中", "source": "rep", "locator": "L1"}}


def test_no_folder_and_no_table_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound, match=f"No folder at {tmp_path / 'gone'}"):
        read_folder(tmp_path / "gone")
    with pytest.raises(InputNotFound, match="holds none of the tables sources, regions, schools"):
        read_folder(tmp_path)


def test_no_two_tables_share_a_file_name_and_no_two_columns_a_header() -> None:
    names = [name for spec in TABLES for name in (spec.name, *spec.titles)]
    assert len(names) == len(set(names))
    for spec in TABLES:
        headers = [header for column in spec.columns for header in (column.name, *column.headers)]
        assert len(headers) == len(set(headers)), spec.name
