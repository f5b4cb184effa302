from __future__ import annotations

import polars as pl
import pytest

from loaders.files import Sheet, SheetHeader, find_header, header_key

KNOWN = {
    header_key(name) for name in ("name", "region", "学校名称", "名称", "地区", "学生数", "专任教师数", "来源", "学校")
}


def sheet(*rows: str, first: int = 1) -> Sheet:
    """A sheet from lines with cells apart by commas."""
    split = [[cell or None for cell in row.split(",")] for row in rows]
    columns = {
        str(index): [row[index] if index < len(row) else None for row in split] for index in range(max(map(len, split)))
    }
    cells = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_row_index("row", offset=first)
    return Sheet("f.csv", "", cells)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("学校\n名称", "学校名称"),
        ("来 源", "来源"),
        ("学生数（人）", "学生数"),
        ("专任教师数 (人)", "专任教师数"),
        ("学校数（所）", "学校数"),
        ("region\u200b", "region"),
        ("\ufeffName", "name"),
        ("ｎａｍｅ", "name"),
        ("campus of", "campus_of"),
        ("Campus-Of", "campus_of"),
        ("*学校名称", "学校名称"),
        ("学校名称：", "学校名称"),
        ("(人)", "(人)"),
    ],
)
def test_headers_that_mean_the_same(text: str, same: str) -> None:
    assert header_key(text) == header_key(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [("学校（所）", "学校"), ("结对县(个)", "结对县"), ("学生数（万人）", "学生数"), ("学生数（小学）", "学生数")],
)
def test_headers_that_mean_another_thing(one: str, other: str) -> None:
    assert header_key(one) != header_key(other)


def test_titles_and_units_above_the_header_are_skipped() -> None:
    found = find_header(
        sheet("昆明市2025年学校名单,,", "单位：人,,", "学校名称,地区,学生数", "一中,五华区,1200"), KNOWN
    )
    assert found == SheetHeader(3, 3, ("学校名称", "地区", "学生数"))


def test_a_title_merged_over_all_columns_is_no_header() -> None:
    found = find_header(sheet("学校,学校,学校", "学校名称,地区,备注", "一中,五华区,x", first=4), KNOWN)
    assert found == SheetHeader(5, 5, ("学校名称", "地区", "备注"))


def test_a_header_of_one_column() -> None:
    assert find_header(sheet("昆明市学校", "学校名称", "一中"), KNOWN).first == 2
    assert find_header(sheet("名字", "一中", "二中"), KNOWN).first == 1


def test_where_nothing_is_known_the_first_row_that_looks_like_a_header() -> None:
    found = find_header(
        sheet("附件,,", "公示名单,,", "序号,职教集团,牵头单位", "1,甲集团,甲学院", "2,乙集团,乙学院"), KNOWN
    )
    assert found == SheetHeader(3, 3, ("序号", "职教集团", "牵头单位"))


def test_years_head_columns() -> None:
    assert find_header(sheet("学生数统计,,", "县区,2019,2020年", "五华区,100,200"), KNOWN).first == 2
    found = find_header(sheet("县区,学生数,,备注", ",2019,2020,", "五华区,100,200,"), KNOWN)
    assert found.names == ("县区", "学生数 2019", "学生数 2020", "备注")


def test_a_header_that_is_told_is_taken() -> None:
    table = sheet("学校名称,地区", "a,b", "c,d")
    assert find_header(table, KNOWN, 2) == SheetHeader(2, 2, ("a", "b"))
    assert find_header(table, KNOWN, 9) == SheetHeader(9, 9, ("", ""))


@pytest.mark.parametrize("blank", ["", "merged"])
def test_heads_over_several_columns_are_joined_to_the_names_below(blank: str) -> None:
    top = "学校名称,学生数,,教师数," if not blank else "学校名称,学生数,学生数,教师数,教师数"
    below = ",小学,初中,小学,初中" if not blank else "学校名称,小学,初中,小学,初中"
    found = find_header(sheet("统计表,,,,", top, below, "一中,100,200,10,20"), KNOWN)
    assert found == SheetHeader(2, 3, ("学校名称", "学生数 小学", "学生数 初中", "教师数 小学", "教师数 初中"))


def test_heads_without_columns_of_their_own_are_joined_where_names_come_again() -> None:
    found = find_header(sheet("帮扶方,,受援方,", "省,学校,省,学校", "上海,一中,云南,二中"), KNOWN)
    assert found == SheetHeader(1, 2, ("帮扶方 省", "帮扶方 学校", "受援方 省", "受援方 学校"))


def test_a_known_name_below_a_head_stands_alone() -> None:
    found = find_header(sheet("序号,基本情况,,备注", ",学校名称,地区,", "1,一中,五华区,"), KNOWN)
    assert found == SheetHeader(1, 2, ("序号", "学校名称", "地区", "备注"))


def test_the_first_row_of_data_is_no_header() -> None:
    found = find_header(sheet("学校名称,地区,,", "一中,五华区,x,y"), KNOWN)
    assert found == SheetHeader(1, 1, ("学校名称", "地区", "", ""))
    assert find_header(sheet("地区,学校名称,", "五华区,一中,二中", ",三中,四中"), KNOWN).last == 1


def test_units_and_numbers_of_columns_below_a_header_belong_to_it() -> None:
    assert find_header(sheet("学校名称,学生数,面积", ",人,（亩）", "一中,100,20"), KNOWN).last == 2
    assert find_header(sheet("学校名称,学生数,面积,地区", "1,2,3,4", "一中,100,20,x"), KNOWN).last == 2
    assert find_header(sheet("学校名称,学生数,面积", "1,2,3", "一中,100,20"), KNOWN).last == 1


def test_a_sheet_without_rows_has_no_header() -> None:
    assert find_header(sheet("a,b"), KNOWN, 5).names == ("", "")
