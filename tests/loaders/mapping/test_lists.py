from __future__ import annotations

import pytest

from loaders.mapping.lists import split_list
from tests.loaders.mapping.published import FOLDER, table

_PLACES = {"平和县", "和平区", "呼和浩特市", "和县", "含山县", "三都县", "四子王旗", "和平县"}


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("第一小学、第二小学，第三小学；第四小学", ["第一小学", "第二小学", "第三小学", "第四小学"]),
        ("第一小学\n第二小学\r\n第三小学", ["第一小学", "第二小学", "第三小学"]),
        ("内蒙古自治区、河北省张家口市和保定市", ["内蒙古自治区", "河北省张家口市", "保定市"]),
        ("一小，二小和三小", ["一小", "二小", "三小"]),
        ("甲中学及乙中学与丙中学", ["甲中学", "乙中学", "丙中学"]),
        ("东城小学以及西城小学", ["东城小学", "西城小学"]),
        ("1.甲学校 2.乙学校\n3、丙学校", ["甲学校", "乙学校", "丙学校"]),
        ("①一小②二小③三小", ["一小", "二小", "三小"]),
        ("（1）一小（2）二小", ["一小", "二小"]),
        ("一、甲校 二、乙校", ["甲校", "乙校"]),
        ("第一小学、第二小学等8所", ["第一小学", "第二小学"]),
        ("第一中学和第二中学等5所学校", ["第一中学", "第二中学"]),
        ("甲小学、乙小学等", ["甲小学", "乙小学"]),
        ("皋兰、甘谷、临潭三县", ["皋兰县", "甘谷县", "临潭县"]),
        ("甲乙区、丙丁两区", ["甲乙区", "丙丁区"]),
        ("8所", []),
        ("8", []),
        ("成员校8所", []),
        ("共12所学校", []),
        ("第1小学、第2小学", ["第1小学", "第2小学"]),
        ("东小学（含北校区、南校区）、西小学", ["东小学（含北校区、南校区）", "西小学"]),
        ("一小/二小", ["一小/二小"]),
        ("、一小、、二小、", ["一小", "二小"]),
    ],
)
def test_lists_are_taken_apart(text: str, items: list[str]) -> None:
    assert split_list(text) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("平和县、南靖县", ["平和县", "南靖县"]),
        ("呼和浩特市", ["呼和浩特市"]),
        ("呼和浩特市和包头市", ["呼和浩特市", "包头市"]),
        ("和县和含山县", ["和县", "含山县"]),
        ("平和县和南靖县", ["平和县", "南靖县"]),
        ("南开大学和平区实验小学", ["南开大学和平区实验小学"]),
        ("朝阳小学和平分校", ["朝阳小学和平分校"]),
        ("和平小学、仁和小学", ["和平小学", "仁和小学"]),
        ("天津市和平区、河西区", ["天津市和平区", "河西区"]),
        ("及第小学", ["及第小学"]),
        ("与时小学", ["与时小学"]),
        ("共和县", ["共和县"]),
        ("四子王旗", ["四子王旗"]),
        ("甲县、三都县", ["甲县", "三都县"]),
    ],
)
@pytest.mark.parametrize("knows", [None, _PLACES.__contains__], ids=["without places", "with places"])
def test_names_are_never_torn_apart(text: str, items: list[str], knows: None) -> None:
    assert split_list(text, knows=knows) == items


@pytest.mark.parametrize(
    ("text", "separators", "items"),
    [
        ("一小/二小", "/", ["一小", "二小"]),
        ("芜湖市教育局 芜湖职业技术学院", " ", ["芜湖市教育局", "芜湖职业技术学院"]),
        ("一小、二小/三小", "、/", ["一小", "二小", "三小"]),
        ("一小，二小|三小", "|", ["一小，二小", "三小"]),
    ],
)
def test_separators_may_be_given(text: str, separators: str, items: list[str]) -> None:
    assert split_list(text, separators) == items


def test_whole_lists_of_counties_come_out_as_they_were_counted() -> None:
    folder = FOLDER / "pairs-key-counties-group-aid"
    counties = [row["name"] for row in table(folder / "targets.csv") if "/" not in row["province"]]
    cells = [row["国家乡村振兴重点帮扶县名单"] for row in table(folder / "published_key.csv")]
    assert [county for cell in cells for county in split_list(cell)] == counties
