"""Folders of dirty tables, made up at random: few names, places, dates and figures, right and wrong, in all tables."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.loaders.folders import SOURCES

Row = tuple[str, ...]
Folder = dict[str, list[Row]]
"""Rows by table, the header first."""

SCHOOLS = (
    *(
        "一小",
        "二小",
        "一 小",
        "第1小学",
        "第一小学",
        "昆明市五华区一小",
        "鸣凰幼儿园",
        "s1",
        "s2",
        "一小@五华区",
        "二小@朝阳区",
    ),
    *("", "无", "甲\x01小", "x" * 2_001, "530102", "三小@北平市", "云南大学", "甲集团", "=1+1", "'二小"),
)
PLACES = (
    "530102",
    "五华区",
    "朝阳区",
    "云南省/昆明市/富民县",
    "昆明",
    "北平市",
    "",
    "",
    "gb:1",
    "x-530102-园区",
    "530102.0",
)
_DATES = ("", "", "", "2020", "2020-09", "2020年9月", "20200901", "2020.9", "2020-13", "01/09/2012", "2021", "暂无")
_SOURCES = ("rep", "rep", "rep", "two", "rep;two", "nope", "")
_LOCATORS = ("L1", "L2", "L07", "L7", "L10", "L1;L2", "L2；L1", "")
_FIGURES = ("", "", "5", "5", "6", "1,200人", "约1200", "many", "-1", "1e3", "２０")
_EVIDENCE = {"source": _SOURCES, "locator": _LOCATORS}
_OF_LINK = {"since": _DATES, "until": ("", "", "2022", "2019"), "observed": ("", "", "2021", "2021;2020-01", "x")}
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "regions": {
        "id": ("x-530102-园区", "x-530102-新区", "530102", "gb:1", "gb:2", "x", ""),
        "name": ("园区", "新区", "五华区", "Leeds", ""),
        "parent": ("530102", "园区", "新区", "gb:1", "gb:2", "Leeds", "", "北平市"),
        **_EVIDENCE,
    },
    "censuses": {
        "region": PLACES,
        "stages": ("", "小学", "初中、小学", "大学"),
        "as_of": _DATES,
        **_EVIDENCE,
    },
    "schools": {
        "name": SCHOOLS,
        "region": PLACES,
        "id": ("", "", "s1", "s2", "g1"),
        "aliases": ("", "", "一小;老一小", "老一小;无"),
        "students": _FIGURES,
        "stages": ("", "小学", "初中、小学", "大学"),
        "campus_of": ("", "", *SCHOOLS),
        **_OF_LINK,
        **_EVIDENCE,
    },
    "organisations": {
        "name": ("云南大学", "教育局", "云大", ""),
        "kind": ("", "university", "x"),
        "region": PLACES,
        **_EVIDENCE,
    },
    "groups": {
        "name": ("甲集团", "乙集团", "甲 集团", ""),
        "id": ("", "", "g1", "s1"),
        "region": PLACES,
        "lead": ("", "教育局", *SCHOOLS),
        **_OF_LINK,
        **_EVIDENCE,
    },
    "members": {
        "group": ("甲集团", "乙集团", "g1", "丙集团", ""),
        "school": SCHOOLS,
        "role": ("", "", "lead", "member", "牵头", "x"),
        **_OF_LINK,
        **_EVIDENCE,
    },
    "aid_links": {
        "helper": ("教育局", "云南大学", *SCHOOLS),
        "helped": ("五华区", "甲集团", *SCHOOLS),
        "relation": ("aids", "paired_with", "manages", "x"),
        "programme": ("", "", "计划", "计 划"),
        "teachers_sent": _FIGURES,
        **_OF_LINK,
        **_EVIDENCE,
    },
    "indicators": {
        "subject": ("530102", "计划", "甲集团", *SCHOOLS),
        "metric": ("schools", "学校"),
        "value": _FIGURES,
        "unit": ("", "人"),
        **_EVIDENCE,
    },
    "decisions": {
        "decision": ("same", "same", "different", "相同", "maybe"),
        "written": SCHOOLS,
        "meant": ("一小", "二小@五华区", "s1", "s2", "甲集团", "教育局", ""),
        "said_by": ("我", "我", ""),
        "written_in": ("", "", "", "county", "x"),
    },
}


def _rows(table: str) -> st.SearchStrategy[list[Row]]:
    columns = COLUMNS[table]
    row = st.tuples(*map(st.sampled_from, columns.values()))
    return st.lists(row, max_size=8).map(lambda rows: [tuple(columns), *rows])


FOLDERS: st.SearchStrategy[Folder] = st.fixed_dictionaries(
    {"schools": _rows("schools"), "members": _rows("members")},
    optional={name: _rows(name) for name in COLUMNS if name not in ("schools", "members")},
)
_WITHOUT_SCHOOLS: st.SearchStrategy[Folder] = st.fixed_dictionaries(
    {"members": _rows("members")}, optional={name: _rows(name) for name in ("groups", "aid_links")}
)
ANY = st.one_of(FOLDERS, FOLDERS, _WITHOUT_SCHOOLS)
OPTIONS = settings(deadline=None, suppress_health_check=list(HealthCheck))


def csv_text(rows: list[Row]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@contextmanager
def made_folder(**files: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="any") as parent:
        folder = Path(parent) / "county"
        folder.mkdir()
        (folder / "sources.csv").write_text(f"{SOURCES}two,Two\n", "utf-8")
        for name, data in files.items():
            (folder / f"{name}.csv").write_bytes(data)
        yield folder
