from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadParameter
from loaders.mapping.folder import FolderTables, read_folder
from loaders.mapping.propose import propose
from loaders.mapping.read import parse_mapping
from tests.loaders.workbook import write_xlsx

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


def test_titles_above_the_header_are_none_of_the_rows(tmp_path: Path) -> None:
    read = _read(tmp_path, schools="昆明市学校名单,,,\n单位：所,,,\n学校名称,区划代码,来源,出处\n东风小学,530113,s,1\n")
    assert _cells(read, "schools", "row", "name") == [(4, "东风小学")]


@pytest.mark.parametrize(
    "head",
    [
        "学校\u200b名称,区 划 代 码,来 源,出处",
        '"学校\n名称",区划代码,来源,出处',
        "\ufeff\ufeff学校名称,区划代码,来源,出处",
    ],
)
def test_headers_that_are_wrapped_spaced_or_hold_what_nobody_sees_are_known(tmp_path: Path, head: str) -> None:
    read = _read(tmp_path, schools=f"{head}\n一中,530102,rep,L1\n")
    assert _cells(read, "schools", "name", "region", "source", "locator") == [("一中", "530102", "rep", "L1")]


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


def test_a_file_that_the_mapping_names_and_that_is_not_there_is_told(tmp_path: Path) -> None:
    mapping = "files:\n  a.csv:\n    schools:\n      name: 校名\n  b-*.csv:\n    schools:\n      name: 校名\n"
    read = _read(tmp_path, mapping, a="校名\n一中\n")
    assert [(reject.file, reject.row) for reject in read.rejects] == [("b-*.csv", 0)]
    assert read.unreadable
    assert _cells(read, "schools", "name") == [("一中",)]


def test_of_several_names_that_fit_a_sheet_the_most_special_counts(tmp_path: Path) -> None:
    mapping = "schools:\n  name: 校名\nfiles:\n  '*.csv':\n    region: 530124\n  b.csv:\n    region: 530102\n"
    read = _read(tmp_path, mapping, a="校名\n一中\n", b="校名\n二中\n")
    assert sorted(_cells(read, "schools", "name", "region")) == [("一中", "530124"), ("二中", "530102")]


def test_sheets_are_chosen_by_name_or_by_their_columns(tmp_path: Path) -> None:
    book = tmp_path / "county" / "book.xlsx"
    book.parent.mkdir()
    rows = [["校名", "区"], ["一中", "530102"], ["二中", "530124"]]
    write_xlsx(book, {"名单": rows, "说明": [["本表", "由", "甲"], ["x", "y", "z"]], "2023": rows})
    read = _read(tmp_path, "file: book.xlsx/2023\nschools:\n  name: 校名\n")
    assert _cells(read, "schools", "name", "locator") == [
        ("一中", "book.xlsx 2023 row 2"),
        ("二中", "book.xlsx 2023 row 3"),
    ]
    assert read.unused == ("book.xlsx/名单", "book.xlsx/说明")
    read = _read(tmp_path, "file: book.xlsx\nschools:\n  name: 校名\n")
    assert len(_cells(read, "schools", "name")) == 4
    assert [note for note in read.notes if "说明" in note] == [
        "not read: book.xlsx/说明 has no column '校名'; it has 本表, 由, 甲"
    ]


def test_what_a_mapping_says_of_some_tables_does_not_touch_others(tmp_path: Path) -> None:
    mapping = "fill_down: 区\nschools:\n  name: 校名\n  region: 区\n"
    read = _read(
        tmp_path, mapping, sources="id\nrep\n", schools="校名,区\n一中,530102\n二中,\n", groups="name\n甲集团\n"
    )
    assert read.rejects == []
    assert _cells(read, "schools", "region") == [("530102",), ("530102",)]
    assert _cells(read, "groups", "name", "source") == [("甲集团", "rep")]


@pytest.mark.parametrize("cell", ["（", "和", "1", "等", "小学和", "一、", "学（", "县"])
def test_a_huge_cell_takes_no_time(tmp_path: Path, cell: str) -> None:
    mapping = (
        "file: list.csv\nwithin: 云南省\nmembers:\n  group: 集团\n  school:\n    column: 成员\n    split: names\n"
        "aid_links:\n  relation:\n    value: aids\n  helper: 集团\n  helped:\n    column: 成员\n    split: places\n"
    )
    started = time.monotonic()
    read = _read(tmp_path, mapping, list=f"集团,成员\n甲,{cell * 300_000}\n")
    propose(tmp_path / "county")
    assert time.monotonic() - started < 20
    assert read.tables


def _of_lists(tmp_path: Path, **mappings: str) -> FolderTables:
    """Two lists of one folder, read by the mappings beside them."""
    lists = {"south.csv": "甲,乙\n一中,二中\n三中,河口县\n", "north.csv": "丙,丁\n四中,五中\n六中,河口县\n"}
    return _read(tmp_path, **lists, **{f"{name}.mapping.yaml": text for name, text in mappings.items()})


_SOUTH = "file: south.csv\nrelation: aids\nsource: south-1\naid_links:\n  helper: 甲\n  helped: 乙\n"
_NORTH = "file: north.csv\nrelation: paired_with\nsource: north-1\naid_links:\n  helper: 丙\n  helped: 丁\n"


def test_each_list_of_a_folder_may_have_a_mapping_of_its_own(tmp_path: Path) -> None:
    read = _of_lists(tmp_path, south=f"{_SOUTH}places:\n  河口县: '532532'\n", north=f"{_NORTH}ignore: x*.csv\n")
    assert _cells(read, "aid_links", "file", "helper", "helped", "relation", "source") == [
        ("north.csv", "四中", "五中", "paired_with", "north-1"),
        ("north.csv", "六中", "河口县", "paired_with", "north-1"),
        ("south.csv", "一中", "二中", "aids", "south-1"),
        ("south.csv", "三中", "532532", "aids", "south-1"),
    ]
    assert (read.rejects, read.unused) == ([], ())


def test_a_list_with_a_mapping_of_its_own_may_lie_beside_the_folders(tmp_path: Path) -> None:
    read = _of_lists(tmp_path, south=_SOUTH, **{"mapping.yaml": _NORTH.replace("north-1", "north-2")})
    assert set(_cells(read, "aid_links", "source")) == {("north-2",), ("south-1",)}


def test_rows_that_a_mapping_adds_have_its_source(tmp_path: Path) -> None:
    source = "source:\n  title: 名单\n  url: https://example.org/list\n"
    added = (
        "add:\n  organisations:\n    - name: 甲大学\n      locator: '1'\n    - name: 乙大学\n      source: north-1\n"
    )
    south = _SOUTH.replace("source: south-1\n", f"{source}{added}")
    read = _of_lists(tmp_path, south=south, north=_NORTH)
    titles = dict(_cells(read, "sources", "id", "title"))
    assert [(name, titles[source]) for name, source in _cells(read, "organisations", "name", "source")] == [
        ("甲大学", "名单"),
        ("乙大学", "north-1"),
    ]


@pytest.mark.parametrize(
    ("south", "north", "words"),
    [
        (_SOUTH.replace("file: south.csv\n", ""), _NORTH, "south.mapping.yaml names no file"),
        (_SOUTH, _NORTH.replace("north.csv", "south.csv"), "south.mapping.yaml is about south.csv, and so is another"),
        (
            f"{_SOUTH}places:\n  河口县: '1'\n",
            f"{_NORTH}places:\n  河口县: '2'\n",
            "south.mapping.yaml: 河口县 means 2",
        ),
    ],
)
def test_mappings_of_one_folder_must_not_be_at_odds(tmp_path: Path, south: str, north: str, words: str) -> None:
    with pytest.raises(BadParameter) as error:
        _of_lists(tmp_path, south=south, north=north)
    assert words in error.value.message
