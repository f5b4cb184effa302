from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadParameter, InputNotFound
from loaders.mapping.folder import FolderTables, read_folder
from loaders.mapping.read import parse_mapping

HEAD = "name,region,source,locator"


def _read(tmp_path: Path, mapping: str | None = None, **files: str | bytes) -> FolderTables:
    folder = tmp_path / "county"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        path = folder / (f"{name}.csv" if "." not in name else name)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_folder(folder, parse_mapping(mapping) if mapping else None)


def _cells(read: FolderTables, table: str, *columns: str) -> list[tuple[Any, ...]]:
    frame = read.tables[table].frame
    return frame.select(columns).rows() if columns else frame.rows()


@pytest.mark.parametrize(
    "head",
    [
        "name,region,source,locator",
        "NAME,Region,SOURCE,Locator",
        "学校名称,区划代码,来源,出处",
        "\ufeff名称 , 地区,资料来源,行号",
        "ｎａｍｅ,region,source,locator",
        '"name","region","source","locator"',
        "学校\u200b名称,区 划 代 码,来 源,出处",
    ],
)
def test_headers_in_english_and_chinese_mean_the_same_columns(tmp_path: Path, head: str) -> None:
    read = _read(tmp_path, schools=f"{head}\n一中,530102,rep,L1\n")
    assert read.tables["schools"].frame.to_dicts() == [
        {"file": "schools.csv", "row": 2, "name": "一中", "region": "530102", "source": "rep", "locator": "L1"}
    ]
    assert read.ignored == {}


def test_our_own_header_comes_before_the_chinese_one_wherever_it_stands(tmp_path: Path) -> None:
    for head, cells in (("名称,name", "别名,一中"), ("name,名称", "一中,别名")):
        read = _read(tmp_path, schools=f"{head},source,locator\n{cells},rep,L1\n")
        assert _cells(read, "schools", "name") == [("一中",)]
        assert read.ignored == {"schools.csv": ("名称",)}


def test_titles_above_the_header_are_none_of_the_rows(tmp_path: Path) -> None:
    read = _read(tmp_path, schools="昆明市学校名单,,,\n单位：所,,,\n学校名称,区划代码,来源,出处\n东风小学,530113,s,1\n")
    assert _cells(read, "schools", "row", "name") == [(4, "东风小学")]


def test_extra_columns_are_named_as_ignored(tmp_path: Path) -> None:
    read = _read(tmp_path, schools=f"校长,,{HEAD}\nsomeone,left,一中,530102,rep,L1\n")
    assert read.ignored == {"schools.csv": ("校长", "(column 2, without a header)")}


def test_a_header_twice_is_refused_when_it_is_used(tmp_path: Path) -> None:
    read = _read(tmp_path, schools=f"{HEAD},name\n一中,530102,rep,L1,二中\n")
    assert [(reject.file, reject.row) for reject in read.rejects] == [("schools.csv", 0)]
    assert "has 2 columns 'name'" in read.rejects[0].reason
    read = _read(tmp_path, schools=f"{HEAD},注,注\n一中,530102,rep,L1,a,b\n")
    assert read.ignored == {"schools.csv": ("注", "注")}


def test_missing_columns_are_named_with_those_that_are_there(tmp_path: Path) -> None:
    read = _read(tmp_path, members="group,region\n一中集团,530102\n")
    assert read.rejects[0].reason.startswith("members.csv lacks the column school; it has group, region")
    assert "--mapping" in read.rejects[0].reason
    assert read.unreadable


def test_only_the_rows_with_too_many_cells_are_rejected(tmp_path: Path) -> None:
    read = _read(tmp_path, schools=f"{HEAD}\n一中,530102,rep,L1\n二中,五华,区,rep,L2\n三中,530102,rep,L3,,\n")
    assert _cells(read, "schools", "row") == [(2,), (4,)]
    assert [(reject.file, reject.row) for reject in read.rejects] == [("schools.csv", 3)]
    assert "has 5 cells, the header 4" in read.rejects[0].reason
    assert not read.unreadable


def test_rows_that_are_too_short_lack_their_last_cells(tmp_path: Path) -> None:
    assert _cells(_read(tmp_path, schools=f"{HEAD}\n一中\n"), "schools", "name", "locator") == [("一中", None)]


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert _read(tmp_path, schools=HEAD).tables["schools"].frame.height == 0


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    read = _read(tmp_path, schools=f"\n{HEAD}\n,,,\n一中,530102,rep,L1\n\n二中,530102,rep,L2\n")
    assert _cells(read, "schools", "row") == [(4,), (6,)]


def test_a_mapped_header_comes_before_all_others_and_may_serve_two_columns(tmp_path: Path) -> None:
    mapping = "schools:\n  name: xxmc\n  id: bm\n  locator: bm\n"
    read = _read(tmp_path, mapping, schools="XXMC,name,bm,source\n一中,x,s1,rep\n")
    assert _cells(read, "schools", "name", "id", "source", "locator") == [("一中", "s1", "rep", "s1")]
    assert read.ignored == {"schools.csv": ("name",)}


def test_a_mapping_to_a_header_that_is_not_there_is_refused(tmp_path: Path) -> None:
    read = _read(tmp_path, "schools:\n  region: QHDM\n", schools=f"{HEAD}\n一中,530102,rep,L1\n")
    assert "schools.csv has no column 'QHDM'; it has name, region" in read.rejects[0].reason


def test_further_columns_of_aid_links_are_counts_only_where_they_hold_whole_numbers(tmp_path: Path) -> None:
    head = "helper,helped,relation,source,locator,lessons,remark,key,run,since_day,书,Books"
    read = _read(tmp_path, aid_links=f"{head}\na,b,aids,rep,L1,12,good,1,2,3,4,5\na,c,aids,rep,L1,,,,,,,\n")
    assert read.tables["aid_links"].counts == ("lessons",)
    assert read.ignored == {"aid_links.csv": ("remark", "key", "run", "since_day", "书", "Books")}
    assert _cells(read, "aid_links", "lessons") == [("12",), (None,)]


def test_a_folder_reads_what_it_can_and_rejects_the_files_that_it_cannot(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"sources": "id,title\nrep,Report\n", "schools": f"{HEAD}\n一中,530102,rep,L1\n"}
    files |= {"members": "group\nx\n", "groups": "", "aid_links.xlsb": b"old"}
    files |= {"school": "a misspelt name", "README.md": "a note"}
    read = _read(tmp_path, None, **files)
    (tmp_path / "county" / "indicators.csv").mkdir()
    assert set(read.tables) == {"sources", "schools"}
    assert {reject.file for reject in read.rejects} == {"members.csv", "groups.csv", "aid_links.xlsb"}
    assert all(reject.row == 0 for reject in read.rejects)
    assert read.unreadable
    assert read.unused == ("school.csv",)


def test_several_files_may_feed_one_table(tmp_path: Path) -> None:
    names = ("schools", "学校", "schools-2", "schools 昆明", "schools_3.tsv", "学校2")
    files = {
        name: f"{HEAD}\n{index}中,530102,rep,L{index}\n".replace(",", "\t" if name.endswith("tsv") else ",")
        for index, name in enumerate(names)
    }
    read = _read(tmp_path, **files)
    assert sorted(_cells(read, "schools", "name")) == [(f"{index}中",) for index in range(len(names))]
    assert read.rejects == []


def test_a_file_called_nearly_as_a_table_is_unused_where_it_is_none(tmp_path: Path) -> None:
    read = _read(tmp_path, schools=f"{HEAD}\n一中,530102,rep,L1\n", **{"schools-notes": "a,b\nc,d\n"})
    assert read.rejects == []
    assert read.unused == ("schools-notes.csv",)


def test_no_folder_and_no_table_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound, match="No folder at"):
        read_folder(tmp_path / "gone")
    with pytest.raises(InputNotFound, match="holds none of the tables"):
        read_folder(tmp_path)


def test_the_one_source_of_a_folder_is_meant_and_rows_cite_their_place(tmp_path: Path) -> None:
    read = _read(tmp_path, sources="id,title\nmoe,List\n", schools="name,region\n一中,530102\n")
    assert _cells(read, "schools", "source", "locator") == [("moe", "schools.csv row 2")]


def test_without_any_source_the_folder_is_one(tmp_path: Path) -> None:
    read = _read(tmp_path, schools="name,region\n一中,530102\n", regions="id,name\nx-530124-新区,新区\n")
    assert _cells(read, "schools", "source") == _cells(read, "regions", "source") == [("county",)]
    assert "locator" not in read.tables["regions"].frame.columns
    assert _cells(read, "sources", "id", "title") == [("county", "county")]


def test_of_several_sources_none_is_guessed(tmp_path: Path) -> None:
    read = _read(tmp_path, sources="id\na\nb\n", schools="name\n一中\n")
    assert "schools" not in read.tables
    assert "lacks the column source, and the folder has several sources" in read.rejects[0].reason


def test_a_mapping_in_the_folder_is_used(tmp_path: Path) -> None:
    read = _read(tmp_path, **{"mapping.yaml": "file: list.csv\nschools:\n  name: 校名\n", "list": "校名\n一中\n"})
    assert _cells(read, "schools", "name", "source") == [("一中", "county")]
    with pytest.raises(BadParameter, match="did you mean 'schools'"):
        _read(tmp_path, **{"mapping.yaml": "shools:\n  name: x\n"})


def test_case_31_a_register_is_read_untouched(tmp_path: Path) -> None:
    register = (
        "序号,学校名称,学校标识码,主管部门,所在地,办学层次,备注\n云南省（3所）,,,,,,\n"
        "1,滇池师范学校,4153019901,云南省,昆明市,中职,\n3,玉龙雪山学校,4153019903,云南省教育厅,丽江市,本科,\n"
    )
    mapping = "schools:\n  name: 学校名称\n  id: 学校标识码\n  region: 所在地\n  locator: 序号\n"
    read = _read(tmp_path, mapping, sources="id,title\nmoe-list,A list\n", schools=register)
    assert _cells(read, "schools", "row", "name", "id", "region", "stages", "source", "locator") == [
        (2, None, None, None, None, "moe-list", "云南省（3所）"),
        (3, "滇池师范学校", "4153019901", "昆明市", "中职", "moe-list", "1"),
        (4, "玉龙雪山学校", "4153019903", "丽江市", "本科", "moe-list", "3"),
    ]
    assert read.ignored == {"schools.csv": ("主管部门", "备注")}
