"""Core forms of names, for whole columns: what is left of a key once usual short forms are made alike.

第一中学 and 一中, 附属小学 and 附小, 教育集团 and 集团 have one core. It is built on the key: names with one key are
one, those with one core may be."""

from __future__ import annotations

import re

import polars as pl

from graph.values.name_key import ordinals
from graph.values.short_forms import NUMERALS, SHORTER

_REMARK = r"\((?:原|曾用名|又名|简称|公办|民办|公立|私立|新建|在建|筹|暂名)[^()]*\)"
APART = f"东西南北中上下大小新老前后内外左右高初附职幼完分总实{NUMERALS}"
"""Letters by which names are two: numbers, directions, sizes, and those for kinds of school."""
CAMPUS = r"校区|分校|分园|园区|分部|校部|学部|本部|总校|总园|教学点|教学部|分院|[东西南北新老]区|[初高中小幼]部"
"""Words for a part of a school: a name with one of them is never that of the whole."""
_COMMON = (
    rf"[{NUMERALS}]+实?[中小高初幼职完]|[东西南北新老]|{CAMPUS}|实验|中心|学校|集团|联盟|学区|共同体|教育|城乡|外国?语|民族|特校|机关|直属"
    "|希望|逸夫|九年制|师范|进修|技工|技校|技术|职业|[实附高初完职中小幼园校省市区县州旗镇乡村]"
)


def core_name_expr(key: pl.Expr) -> pl.Expr:
    """The core forms of a column of keys (`name_key`)."""
    numbers = ordinals()
    core = key.str.replace_all(_REMARK, "")
    core = core.str.replace_all("第?([0-9]{1,3})([中小高初幼职完])", "第${1}${2}")
    core = core.str.replace_many(list(numbers), list(numbers.values()), leftmost=True)
    core = core.str.replace_all(f"第([{NUMERALS}])", "${1}").str.replace_all("[-()]", "")
    for long, short in SHORTER:
        core = core.str.replace_all(long, short, literal=True)
    return core


def proper_letters(core: pl.Expr) -> pl.Expr:
    """How many letters of a core are more than its number and words that many schools share (实验, 中心 …)."""
    return core.str.replace_all(_COMMON, "").str.len_chars()


def is_of_a_part(core: pl.Expr) -> pl.Expr:
    """Whether a core names a campus, a branch or another part of a school."""
    return core.str.contains(CAMPUS)


NUMBERED = re.compile(f"第?[{NUMERALS}]+(?:高级|初级|完全)?[中小高初幼职]")
"""How the rest of a name begins that is a number and a kind: 第一中学, 三中."""
