"""The one normal form of a name, for one name and for a column of names."""

from __future__ import annotations

import sys
import unicodedata

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.values.name_key import INVISIBLE, name_key
from loaders.names import name_key_expr, simplified

SAME = [
    ("昆明市第一中学（东校区）", "昆明市第一中学(东校区)"),
    ("昆明市第一中学【东校区】", "昆明市第一中学〔东校区〕"),
    ("⻘⽩江⼩学", "青白江小学"),
    ("第１中学（东校区）", "第一中学(东校区)"),
    ("第12中学", "第十二中学"),
    ("第20中学", "第二十中学"),
    ("第101中学", "第一〇一中学"),
    ("第一○一中学", "第一百零一中学"),
    ("第110中学", "第一百一十中学"),
    ("第05小学", "第五小学"),
    ("新都  一中", "新都一中"),
    ("新\u3000都\u00a0一\u200b中\ufeff", "新都一中"),
    ("內蒙古自治區烏蘭察布市豐鎮第一中學", "内蒙古自治区乌兰察布市丰镇第一中学"),
    ("磨憨——磨丁", "磨憨-磨丁"),
    ("“1+3”教育联盟", "1＋3教育联盟"),
    ("ＡＢＣ学校", "abc 学校"),
    ("阿坝·师范附小", "阿坝師範附小"),
    ("葛\U000e0100洲坝中学", "葛洲坝中学"),
    ("Straße", "STRASSE"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("第一中学", "第二中学"), ("第1中学", "第10中学"), ("磨憨-磨丁", "磨憨磨丁"), ("一中(东)", "一中东")],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_key_is_in_letters_that_a_part_of_a_name_finds() -> None:
    assert "一中" in name_key("第1中学")
    assert "十二中" in name_key("昆明市第12中学")


def test_simplified_letters() -> None:
    assert simplified("內蒙古自治區烏蘭察布市豐鎮第一中學") == "内蒙古自治区乌兰察布市丰镇第一中学"


def test_what_no_reader_sees_is_in_the_class_of_invisible_characters() -> None:
    unseen = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Cc", "Cf")]
    assert [hex(ord(one)) for one in unseen if name_key(f"甲{one}乙") != "甲乙"] == []
    assert INVISIBLE


_SIGNS = "".join(one + other for one, other in SAME) + "第0123456789零〇一二三四五六七八九十百Σς\u200b \t~—·İŒ①㍿ﬁ"


@given(
    st.lists(
        st.text(st.sampled_from(_SIGNS)) | st.text(st.characters(exclude_categories=("Cs", "Cn"))),
        min_size=1,
        max_size=5,
    )
)
@example([one for pair in SAME for one in pair])
def test_a_column_of_names_has_the_keys_that_its_names_have(names: list[str]) -> None:
    keys = pl.DataFrame({"name": names}).select(name_key_expr(pl.col("name")))["name"].to_list()
    assert keys == [name_key(name) for name in names]


@given(st.text(st.sampled_from(_SIGNS)))
@example("第一一十一")
@example("~\ufeff—")
def test_a_key_without_numbers_is_its_own_key(name: str) -> None:
    key = name_key(name.replace("第", "弟"))
    assert name_key(key) == key
