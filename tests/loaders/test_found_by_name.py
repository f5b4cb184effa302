"""Names are found however they are written, on each engine: width, radicals, blanks, traditional letters, 第N."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Store
from graph.answers import Library
from loaders import load_folder
from tests.loaders.folders import write_tables

SCHOOLS = """\
name,region,aliases,source,locator
⻘⽩江⼩学,510113,青小,s,1
第１中学（东校区）,510113,,s,2
新都  一中,510114,,s,3
豐鎮第一中學,150981,Fengzhen No.1,s,4
"""
FOUND = {
    "青白江小学": "⻘⽩江⼩学",
    "⻘白江": "⻘⽩江⼩学",
    "青 小": "⻘⽩江⼩学",
    "第1中学": "第１中学（东校区）",
    "第一中学(东校区)": "第１中学（东校区）",
    "新都一中": "新都  一中",
    "丰镇第1中学": "豐鎮第一中學",
    "fengzhen no.1": "豐鎮第一中學",
    "丰镇一中": "豐鎮第一中學",
    "新都第１中學": "新都  一中",
}


@pytest.fixture
def library(store: Store, tmp_path: Path) -> Library:
    load_folder(store, write_tables(tmp_path, sources="id,title\ns,case\n", schools=SCHOOLS))
    return Library(store)


def test_a_name_is_found_however_it_is_written(library: Library) -> None:
    for asked, written in FOUND.items():
        name = " ".join(written.split())
        assert name in [row["name"] for row in library.ask("find", {"name": asked}).rows], asked
        assert name in [row["name"] for row in library.ask("schools", {"q": asked}).rows], asked


def test_regions_and_nothing_else_are_found_by_their_keys(library: Library) -> None:
    assert [row["id"] for row in library.ask("find", {"name": "豐鎮市"}).rows] == ["150981"]
    assert [row["id"] for row in library.ask("regions", {"q": "豐 鎮"}).rows] == ["150981"]
    assert library.ask("find", {"name": "第二中学东校区"}).rows == []
