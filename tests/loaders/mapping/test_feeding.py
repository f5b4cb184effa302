"""What becomes of the rows of a file: wide tables, cross tables, what is left out and what is rejected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from loaders.mapping.folder import FolderTables, read_folder
from loaders.mapping.read import parse_mapping
from tests.loaders.mapping.published import known_places


def _read(tmp_path: Path, mapping: str, text: str, places: bool = False) -> FolderTables:
    (tmp_path / "list.csv").write_text(text, "utf-8")
    return read_folder(tmp_path, parse_mapping(f"file: list.csv\n{mapping}"), known_places() if places else None)


def _cells(read: FolderTables, table: str, *columns: str) -> list[tuple[Any, ...]]:
    return read.tables[table].frame.select(columns).rows()


def test_the_role_comes_from_the_column(tmp_path: Path) -> None:
    mapping = """
members:
  group: 集团
  school:
    each:
      成员校: member
      分校: branch
    as: role
    split: names
"""
    text = "集团,成员校,分校\n甲集团,一小、二小,三小\n乙集团,,四小\n丙集团,,\n"
    read = _read(tmp_path, mapping, text)
    assert _cells(read, "members", "row", "group", "school", "role") == [
        (2, "甲集团", "一小", "member"),
        (2, "甲集团", "二小", "member"),
        (2, "甲集团", "三小", "branch"),
        (3, "乙集团", "四小", "branch"),
    ]
    assert [(reject.row, reject.reason) for reject in read.rejects] == [(4, "gives no members")]


def test_one_file_feeds_several_tables_and_no_row_is_lost(tmp_path: Path) -> None:
    mapping = """
region: 530124
groups:
  name: 集团
members:
  group: 集团
  school:
    column: 成员
    split: names
"""
    read = _read(tmp_path, mapping, "集团,成员\n甲集团,一小、二小\n乙集团,8所\n,三小\n丙集团,\n")
    assert _cells(read, "groups", "row", "name", "region") == [
        (2, "甲集团", "530124"), (3, "乙集团", "530124"), (5, "丙集团", "530124"),
    ]  # fmt: skip
    assert _cells(read, "members", "row", "school") == [(2, "一小"), (2, "二小")]
    assert [(reject.row, reject.column, reject.value) for reject in read.rejects] == [(4, "集团", "")]
    assert read.notes == (
        "list.csv: 1 rows give no members, as 成员 or 集团 is blank",
        "list.csv: 1 rows give no members, as nothing is taken of their cells: 8所",
    )


def test_what_a_merged_cell_says_of_a_group_is_said_once(tmp_path: Path) -> None:
    mapping = (
        "groups:\n  name: 集团\n  lead: 牵头\nmembers:\n  group: 集团\n  school: 成员\nfill_down:\n  - 集团\n  - 牵头\n"
    )
    read = _read(tmp_path, mapping, "集团,牵头,成员\n甲集团,一小,一小\n,,二小\n乙集团,三小,三小\n")
    assert _cells(read, "groups", "row", "name", "lead") == [(2, "甲集团", "一小"), (4, "乙集团", "三小")]
    assert len(_cells(read, "members", "school")) == 3


def test_a_cross_table_of_figures(tmp_path: Path) -> None:
    mapping = "relation: aids\naid_links:\n  helper: 学校\n  teachers_sent:\n    each: rest\n    as: helped\n"
    read = _read(tmp_path, mapping, "学校,甲校,乙校\n一中,3,\n二中,1,2\n")
    assert _cells(read, "aid_links", "helper", "helped", "teachers_sent") == [
        ("一中", "甲校", "3"), ("二中", "甲校", "1"), ("二中", "乙校", "2"),
    ]  # fmt: skip


def test_the_headers_of_a_cross_table_may_be_places(tmp_path: Path) -> None:
    mapping = (
        "relation: aids\nwithin: 云南省\naid_links:\n  helper: 县\n  teachers_sent:\n    each: rest\n    as: helped\n"
    )
    read = _read(tmp_path, mapping, "县,富民县,寻甸县\n五华区,3,1\n")
    assert _cells(read, "aid_links", "helper", "helped") == [
        ("云南省/五华区", "云南省/富民县"), ("云南省/五华区", "云南省/寻甸县"),
    ]  # fmt: skip


def test_a_cross_table_of_marks(tmp_path: Path) -> None:
    mapping = "relation: aids\naid_links:\n  helper: 学校\n  helped:\n    marked: rest\n"
    read = _read(tmp_path, mapping, "学校,甲校,乙校,丙校\n一中,√,×,0\n二中,是,√,\n三中,,,\n")
    assert _cells(read, "aid_links", "row", "helper", "helped") == [
        (2, "一中", "甲校"), (3, "二中", "甲校"), (3, "二中", "乙校"),
    ]  # fmt: skip
    assert [reject.row for reject in read.rejects] == [4]


def test_a_statistics_table_in_wide_form(tmp_path: Path) -> None:
    mapping = """
skip: totals
within: 云南省/昆明市
as_of: 2024
indicators:
  subject: 县区
  value:
    each:
      在校生数: students
      专任教师数: teachers
    as: metric
"""
    read = _read(tmp_path, mapping, "县区,在校生数,专任教师数\n五华区,100,9\n富民县,50,\n合计,150,9\n")
    assert _cells(read, "indicators", "subject", "metric", "value", "as_of") == [
        ("云南省/昆明市/五华区", "students", "100", "2024"),
        ("云南省/昆明市/五华区", "teachers", "9", "2024"),
        ("云南省/昆明市/富民县", "students", "50", "2024"),
    ]
    assert read.notes == ("list.csv: 1 rows left out by `skip: totals`",)


def test_rows_are_taken_and_left_out_as_the_mapping_says(tmp_path: Path) -> None:
    mapping = """
skip:
  - 2
  - 8-9
when:
  状态:
    filled: true
unless:
  类别:
    - 民办
    - 已停办
  名称:
    matches: 幼儿园$
schools:
  name: 名称
"""
    lines = [
        "说明,公办,在",
        "一小,公办,在",
        "二小,民 办,在",
        "三小,已停办,在",
        "四幼儿园,公办,在",
        "五小,公办,",
        "六,,x",
        "七,,x",
    ]
    read = _read(tmp_path, mapping, "\n".join(["名称,类别,状态", *lines]))
    assert _cells(read, "schools", "row", "name") == [(3, "一小")]
    assert read.notes == (
        "list.csv: 3 rows left out by `skip`",
        "list.csv: 4 rows left out by `when` and `unless`",
    )


def test_a_table_may_take_some_rows_and_another_the_others(tmp_path: Path) -> None:
    mapping = """
schools:
  name: 单位
  unless:
    类: 机构
organisations:
  name: 单位
  when:
    类: 机构
  kind:
    value: foundation
"""
    read = _read(tmp_path, mapping, "单位,类\n一小,学校\n某基金会,机构\n")
    assert _cells(read, "schools", "name") == [("一小",)]
    assert _cells(read, "organisations", "name", "kind") == [("某基金会", "foundation")]
    assert read.rejects == []


def test_cells_are_cleaned_taken_translated_and_filled_in(tmp_path: Path) -> None:
    mapping = """
groups:
  name:
    column: 名称
    drop:
      - （.*）
      - \\s+$
  kind:
    column: 性质
    values:
      学区化: district
    default: group
  id:
    template: g-{序号}
  since:
    column: 批文
    take: (?P<year>\\d{4})年
  locator:
    template: "{file} 第{row}行"
  region:
    path:
      - 市
      - 县
"""
    text = "序号,名称,性质,批文,市,县\n1,甲集团（新）,学区化,昆教〔2019年〕3号,昆明市,富民县\n2,乙集团,,无,昆明市,\n"
    read = _read(tmp_path, mapping, text)
    assert _cells(read, "groups", "name", "kind", "id", "since", "locator", "region") == [
        ("甲集团", "district", "g-1", "2019", "list.csv 第2行", "昆明市/富民县"),
        ("乙集团", "group", "g-2", None, "list.csv 第3行", "昆明市"),
    ]


def test_a_list_that_gives_nothing_is_rejected_where_it_is_all_that_a_row_is_for(tmp_path: Path) -> None:
    mapping = "members:\n  group: 集团\n  school:\n    column: 成员\n    split: names\n"
    read = _read(tmp_path, mapping, "集团,成员\n甲,一小\n乙,8所\n丙,\n")
    # A blank cell is found when rows are checked, as in every table.
    assert _cells(read, "members", "row", "school") == [(2, "一小"), (4, None)]
    assert [(reject.row, reject.column, reject.value) for reject in read.rejects] == [(3, "成员", "8所")]


def test_constants_reach_the_tables_that_have_them_and_a_term_the_links(tmp_path: Path) -> None:
    mapping = (
        "region: 530124\nsince: 2021\nobserved: 2024\nrole: member\n"
        "groups:\n  name: 集团\nmembers:\n  group: 集团\n  school: 成员\n"
    )
    read = _read(tmp_path, mapping, "集团,成员\n甲集团,一小\n")
    group, member = read.tables["groups"].frame.to_dicts()[0], read.tables["members"].frame.to_dicts()[0]
    assert (group.get("since"), group["region"], group["observed"]) == (None, "530124", "2024")
    assert (member["since"], member["role"], member.get("region")) == ("2021", "member", None)


def test_several_feeds_of_one_table(tmp_path: Path) -> None:
    mapping = """
members:
  - group: 集团
    school: 牵头
    role:
      value: lead
  - group: 集团
    school:
      column: 成员
      split: 、/
"""
    read = _read(tmp_path, mapping, "集团,牵头,成员\n甲,一小,二小/三小、四小\n")
    assert _cells(read, "members", "school", "role") == [
        ("一小", "lead"), ("二小", None), ("三小", None), ("四小", None),
    ]  # fmt: skip


def test_sources_are_ids_addresses_or_titles(tmp_path: Path) -> None:
    mapping = "schools:\n  name: 校\n  source: 来源\nadd:\n  sources:\n    - id: known\n      title: 年鉴\n"
    read = _read(tmp_path, mapping, "校,来源\n一小,https://x.cn/a?b=1\n二小,年鉴\n三小,known\n四小,某市 公报\n")
    by_name = dict(_cells(read, "schools", "name", "source"))
    sources = {row["id"]: row for row in read.tables["sources"].frame.to_dicts()}
    assert by_name["二小"] == by_name["三小"] == "known"
    assert sources[by_name["一小"]]["url"] == "https://x.cn/a?b=1"
    assert sources[by_name["四小"]]["title"] == "某市 公报"
    assert len(sources) == 3


def test_places_lie_within_others(tmp_path: Path) -> None:
    mapping = """
relation: aids
within: 甘肃省
aid_links:
  helper: a
  helped:
    column: b
    within:
      column: c
"""
    text = "a,b,c\n兰州市,皋兰县,甘肃\n甘肃省天水市,一中,皋兰县\n620100,620122,甘肃\n"
    for places in (False, True):
        read = _read(tmp_path, mapping, text, places)
        assert _cells(read, "aid_links", "helper", "helped") == [
            ("甘肃省/兰州市", "甘肃/皋兰县"), ("甘肃省天水市", "一中@皋兰县"), ("620100", "620122"),
        ]  # fmt: skip


@pytest.mark.parametrize("mapping", ["groups:\n  kind: x\n", "aid_links:\n  helper: a\n  helped: b\n"])
def test_a_table_that_lacks_a_required_column_is_refused(tmp_path: Path, mapping: str) -> None:
    read = _read(tmp_path, mapping, "a,b,x\n1,2,3\n")
    assert read.unreadable
    assert "list.csv lacks the column" in read.rejects[0].reason


def test_large_tables_are_read_in_columns(tmp_path: Path) -> None:
    rows = 50_000
    names = [f"第{index}小学" for index in range(rows)]
    frame = pl.DataFrame({"name": names, "region": ["530124"] * rows, "source": ["s"] * rows, "locator": names})
    frame.write_csv(tmp_path / "schools.csv")
    read = read_folder(tmp_path)
    assert read.tables["schools"].frame.height == rows


def test_a_cross_table_with_very_many_columns_costs_no_more_than_its_marks(tmp_path: Path) -> None:
    """Each mark once took the room of all columns: here a billion cells."""
    columns, rows = 1000, 1000
    marks = ["1," * at + "否" + ",否" * (columns - at - 1) if at < 5 else "," * (columns - 1) for at in range(rows)]
    head = "校," + ",".join(f"第{at}集团" for at in range(columns))
    text = "\n".join([head, *(f"第{at}小学,{line}" for at, line in enumerate(marks))])
    mapping = "source: s\nmembers:\n  school: 校\n  group:\n    marked: rest\n"
    read = _read(tmp_path, mapping, text)
    assert read.tables["members"].frame.height == 0 + 1 + 2 + 3 + 4


@pytest.mark.parametrize(
    ("mapping", "what"),
    [
        ("members:\n  group: 集团\n  school:\n    column: 成员\n    split: names\n", "the lists of school"),
        ("members:\n  group: 集团\n  school:\n    marked: rest\n", "the columns of list.csv"),
    ],
)
def test_a_file_that_gives_more_rows_than_a_country_has_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mapping: str, what: str
) -> None:
    monkeypatch.setattr("loaders.files.limits.MOST_LISTED", 5)
    text = "集团,成员,甲,乙\n甲集团,一小、二小、三小,1,1\n乙集团,四小、五小、六小,1,1\n"
    read = _read(tmp_path, mapping, text)
    assert [str(reject) for reject in read.rejects] == [
        f"list.csv: {what} would give 6 rows; no more than 5 are read. Split it into several files, then load again."
    ]


def test_headings_among_the_rows_hold_for_those_below(tmp_path: Path) -> None:
    mapping = """
unless:
  名称: 说明
groups:
  name:
    column: 名称
    take: .*集团$
members:
  group:
    column: 名称
    take: .*集团$
    fill_down: true
  school: 名称
  unless:
    名称:
      matches: 集团$|（\\d+所）$
schools:
  name: 名称
  region:
    column: 所在
    within:
      column: 名称
      take: ^(.*省)（
      fill_down: true
  unless:
    名称:
      matches: 集团$|（\\d+所）$
"""
    text = "名称,所在\n云南省（3所）,\n甲集团,\n一小,昆明市\n二小,大理市\n说明,\n贵州省（1所）,\n乙集团,\n三小,贵阳市\n"
    read = _read(tmp_path, mapping, text)
    assert _cells(read, "groups", "row", "name") == [(3, "甲集团"), (8, "乙集团")]
    assert _cells(read, "members", "group", "school") == [("甲集团", "一小"), ("甲集团", "二小"), ("乙集团", "三小")]
    assert _cells(read, "schools", "name", "region") == [
        ("一小", "云南省/昆明市"), ("二小", "云南省/大理市"), ("三小", "贵州省/贵阳市"),
    ]  # fmt: skip
    assert [(reject.row, reject.value) for reject in read.rejects] == [(2, "云南省（3所）"), (7, "贵州省（1所）")]
