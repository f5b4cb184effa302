"""Folders without a mapping: tables by the names of their files, columns by their headers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputNotFound
from loaders.mapping import FolderTables, read_folder
from loaders.mapping.read import parse_mapping
from loaders.tables import TABLES
from tests.loaders.folders import write_tables
from tests.loaders.workbook import write_xlsx

HEAD = "name,region,source,locator"


def _read(tmp_path: Path, text: str, mapping: str = "", **tables: str) -> FolderTables:
    folder = write_tables(tmp_path, **{"schools": text, **tables})
    return read_folder(folder, parse_mapping(mapping) if mapping else None)


def _rows(read: FolderTables, table: str = "schools") -> dict[int, dict[str, Any]]:
    """What each row says, by number."""
    return {
        row["row"]: {name: cell for name, cell in row.items() if cell is not None and name not in ("row", "file")}
        for row in read.tables[table].frame.to_dicts()
    }


def _ignored(read: FolderTables) -> tuple[str, ...]:
    return read.ignored.get("schools.csv", ())


def _only_reject(read: FolderTables) -> str:
    (reject,) = read.rejects
    assert (reject.file, reject.row) == ("schools.csv", 0)
    assert read.unreadable
    return reject.reason


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
    read = _read(tmp_path, f"{head}\n一中,530102,rep,L1\n")
    assert _rows(read) == {2: {"name": "一中", "region": "530102", "source": "rep", "locator": "L1"}}
    assert _ignored(read) == ()


def test_our_own_header_comes_before_the_chinese_one_wherever_it_stands(tmp_path: Path) -> None:
    for head, cells in (("名称,name", "别名,一中"), ("name,名称", "一中,别名")):
        read = _read(tmp_path, f"{head},source,locator\n{cells},rep,L1\n")
        assert _rows(read)[2]["name"] == "一中"
        assert _ignored(read) == ("名称",)


def test_extra_columns_are_named_as_ignored(tmp_path: Path) -> None:
    assert _ignored(_read(tmp_path, f"{HEAD},校长,,\n一中,530102,rep,L1,someone,,\n")) == ("校长",)
    rows = [[*HEAD.split(","), "校长"], ["一中", "530102", "rep", "L1", "someone", "left"]]
    write_xlsx(tmp_path / "book.xlsx", {"groups": rows})
    assert read_folder(tmp_path).ignored["book.xlsx/groups"] == ("校长", "(column 6, without a header)")


def test_a_header_twice_is_refused_when_it_is_used(tmp_path: Path) -> None:
    assert "has 2 columns 'name'" in _only_reject(_read(tmp_path, f"{HEAD},name\n一中,530102,rep,L1,二中\n"))
    assert _ignored(_read(tmp_path, f"{HEAD},注,注\n一中,530102,rep,L1,a,b\n")) == ("注", "注")


def test_missing_columns_are_named_with_those_that_are_there(tmp_path: Path) -> None:
    reason = _only_reject(_read(tmp_path, "title,region\n一中,530102\n"))
    assert "lacks the column name; it has title, region" in reason
    assert "mapping" in reason


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_another_separator_is_read(tmp_path: Path, sign: str) -> None:
    read = _read(tmp_path, f"{HEAD}\n一中,530102,rep,L1\n".replace(",", sign))
    assert _rows(read)[2]["region"] == "530102"


def test_only_the_rows_with_too_many_cells_are_rejected(tmp_path: Path) -> None:
    read = _read(tmp_path, f"{HEAD}\n一中,530102,rep,L1\n二中,五华,区,rep,L2\n三中,530102,rep,L3,,\n")
    assert list(_rows(read)) == [2, 4]
    assert [(reject.file, reject.row) for reject in read.rejects] == [("schools.csv", 3)]
    assert "has 5 cells, the header 4" in read.rejects[0].reason
    assert not read.unreadable


def test_rows_that_are_too_short_lack_their_last_cells(tmp_path: Path) -> None:
    assert _rows(_read(tmp_path, f"{HEAD}\n一中\n")) == {2: {"name": "一中"}}


@pytest.mark.parametrize("text", ["\n\n,\n", "\n"])
def test_blank_rows_are_no_table(tmp_path: Path, text: str) -> None:
    assert "blank rows only" in _only_reject(_read(tmp_path, text))


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert _rows(_read(tmp_path, HEAD)) == {}


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    read = _read(tmp_path, f"\n{HEAD}\n,,,\n一中,530102,rep,L1\n\n二中,530102,rep,L2\n")
    assert list(_rows(read)) == [4, 6]


def test_a_mapped_header_comes_before_all_others_and_may_serve_two_columns(tmp_path: Path) -> None:
    mapping = "schools:\n  name: xxmc\n  id: bm\n  locator: bm\n"
    read = _read(tmp_path, "XXMC,name,bm,source\n一中,x,s1,rep\n", mapping)
    assert _rows(read)[2] == {"name": "一中", "id": "s1", "source": "rep", "locator": "s1"}
    assert _ignored(read) == ("name",)


def test_a_mapping_to_a_header_that_is_not_there_is_refused(tmp_path: Path) -> None:
    reason = _only_reject(_read(tmp_path, f"{HEAD}\n一中,530102,rep,L1\n", "schools:\n  region: QHDM\n"))
    assert "no column 'QHDM'" in reason


def test_further_columns_of_aid_links_are_counts_only_where_they_hold_whole_numbers(tmp_path: Path) -> None:
    head = "helper,helped,relation,source,locator,lessons,remark,key,run,since_day,书,Books"
    rows = f"{head}\na,b,aids,rep,L1,12,good,1,2,3,4,5\na,c,aids,rep,L1,,,,,,,\n"
    read = read_folder(write_tables(tmp_path, aid_links=rows))
    assert read.tables["aid_links"].counts == ("lessons",)
    assert read.ignored == {"aid_links.csv": ("remark", "key", "run", "since_day", "书", "Books")}
    assert _rows(read, "aid_links")[2]["lessons"] == "12"


def test_a_folder_reads_what_it_can_and_rejects_the_files_that_it_cannot(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, schools=f"{HEAD}\n一中,530102,rep,L1\n", members="group\nx\n", groups="")
    (folder / "aid_links.xls").write_bytes(b"old")
    (folder / "schuls.csv").write_text("a misspelt name", "utf-8")
    (folder / "README.md").write_text("a note", "utf-8")
    (folder / "indicators.csv").mkdir()
    read = read_folder(folder)
    assert set(read.tables) == {"sources", "schools"}
    assert {reject.file for reject in read.rejects} == {"members.csv", "groups.csv", "aid_links.xls"}
    assert all(reject.row == 0 for reject in read.rejects)
    assert read.unreadable
    assert read.unused == ("schuls.csv",)


def test_a_table_in_several_files_is_one(tmp_path: Path) -> None:
    tables = {"schools-2": f"{HEAD}\n二中,530102,rep,L2\n", "学校": "名称,来源,出处,学生数\n三中,rep,L3,5\n"}
    read = _read(tmp_path, f"{HEAD}\n一中,530102,rep,L1\n", **tables)
    assert read.rejects == []
    frame = read.tables["schools"].frame
    assert dict(frame.select("file", "name").iter_rows()) == {
        "schools.csv": "一中",
        "schools-2.csv": "二中",
        "学校.csv": "三中",
    }


def test_workbooks_with_chinese_names_are_tables(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "学校.XLSX", {"Sheet1": [["学校名称", "来源", "出处"], ["一中", "rep", "L1"]]})
    assert _rows(read_folder(tmp_path)) == {2: {"name": "一中", "source": "rep", "locator": "L1"}}


@pytest.mark.parametrize(("sheet", "row"), [("schools", 2), ("学校", 2), ("Sheet1", 2)])
def test_the_sheet_with_a_table_s_name_is_read(tmp_path: Path, sheet: str, row: int) -> None:
    table = [["name", "source", "locator"], ["一中", "rep", "L1"]]
    write_xlsx(tmp_path / "book.xlsx" if sheet != "Sheet1" else tmp_path / "schools.xlsx", {sheet: table})
    assert list(_rows(read_folder(tmp_path))) == [row]


def test_no_folder_and_no_table_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound, match=f"No folder at {tmp_path / 'gone'}"):
        read_folder(tmp_path / "gone")
    with pytest.raises(InputNotFound, match="holds none of the tables sources, regions, censuses, schools"):
        read_folder(tmp_path)


def test_no_two_tables_share_a_file_name_and_no_two_columns_a_header() -> None:
    names = [name for spec in TABLES for name in (spec.name, *spec.titles)]
    assert len(names) == len(set(names))
    for spec in TABLES:
        headers = [header for column in spec.columns for header in (column.name, *column.headers)]
        assert len(headers) == len(set(headers)), spec.name
