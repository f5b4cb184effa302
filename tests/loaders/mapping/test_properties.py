"""What holds for any table: no row is lost, and neither order nor encoding nor the number of files matters."""

from __future__ import annotations

import csv
import io
import random
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.mapping.folder import FolderTables, read_folder
from loaders.mapping.read import parse_mapping

_GROUP = st.sampled_from(["", "甲集团", "乙教育集团", "丙联盟", "合计", "小 计", "甲集团（新）", "-", " "])
_MEMBERS = st.sampled_from(
    [
        *(
            "",
            "一小",
            "一小、二小和三小",
            "1.四小；2.五小",
            "8所",
            "等",
            "、、",
            "六小（含东校区、西校区）",
            "七小/八小",
        ),
        *("无", "\n", "和", "（", "①", "(1)", "和平县、呼和浩特市和", "三县", "x" * 300),
    ]
)
_OTHER = st.sampled_from(["", "五华区", "昆明市五华区", "2020", "x", "合计", "，", '"', "'", "云南省/昆明市"])
_ROWS = st.lists(st.tuples(_GROUP, _MEMBERS, _OTHER, _OTHER), min_size=1, max_size=12)
_HEAD = ("集团", "成员", "区县", "年份")
_MAPPINGS = (
    """
skip: totals
groups:
  name: 集团
  region: 区县
members:
  group: 集团
  school:
    column: 成员
    split: names
""",
    """
fill_down: 集团
unless:
  年份: x
members:
  group: 集团
  since: 年份
  school:
    column: 成员
    split: 、/
    drop: （.*）
  when:
    区县:
      filled: true
""",
    """
within: 云南省/昆明市
members:
  group: 集团
  school:
    each:
      成员: member
      区县: branch
    as: role
aid_links:
  relation:
    value: aids
  helper: 集团
  helped:
    column: 区县
    split: places
""",
    "skip: 3-5\nschools:\n  name:\n    column: 成员\n    take: ^(.小)$\n  region: 区县\n",
)


def _text(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([_HEAD, *rows])
    return out.getvalue()


def _read(mapping: str, **files: bytes) -> FolderTables:
    with tempfile.TemporaryDirectory(prefix="list") as folder:
        for name, data in files.items():
            (Path(folder) / f"{name}.csv").write_bytes(data)
        return read_folder(Path(folder), parse_mapping(mapping))


@pytest.mark.long
def test_every_row_is_taken_rejected_or_left_out_as_the_mapping_says(sized: Callable[[int, int], int]) -> None:
    @settings(max_examples=sized(150, 2_000))
    @given(rows=_ROWS, mapping=st.sampled_from(_MAPPINGS))
    def check(rows: list[tuple[str, ...]], mapping: str) -> None:
        read = _read(f"file: list.csv\nheader: 1\n{mapping}", list=_text(rows).encode())
        assert not read.unreadable, read.rejects
        places = [place for table in read.tables.values() for place in table.frame.select("file", "row").rows()]
        taken = {row for file, row in places if file == "list.csv"}
        rejected = {reject.row for reject in read.rejects}
        there = {number for number, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)}
        counted = [re.search(r": (\d+) rows (?:left out|say again)", note) for note in read.notes]
        assert taken | rejected <= there
        assert not taken & rejected
        assert len(there - taken - rejected) == sum(int(found[1]) for found in counted if found)

    check()


def _facts(read: FolderTables) -> set[tuple[tuple[str, str | None], ...]]:
    """What the rows say, without where they stand."""
    return {
        (("table", name), *sorted((key, cell) for key, cell in row.items() if key not in ("file", "row", "locator")))
        for name, table in read.tables.items()
        for row in table.frame.to_dicts()
    }


@settings(max_examples=40)
@given(rows=_ROWS, seed=st.integers(0, 1000), mapping=st.sampled_from((_MAPPINGS[0], _MAPPINGS[2])))
def test_order_encoding_and_files_make_no_difference(rows: list[tuple[str, ...]], seed: int, mapping: str) -> None:
    for_all = f"header: 1\nsource: s\n{mapping}files:\n  list*.csv:\n    observed: 2020\n"
    plain = _read(for_all, list=_text(rows).encode())
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    assert _facts(_read(for_all, list=_text(shuffled).encode())) == _facts(plain)
    assert _facts(_read(for_all, list=_text(rows).encode("utf-8-sig"))) == _facts(plain)
    assert _facts(_read(for_all, list=_text(rows).encode("gb18030"))) == _facts(plain)
    half = len(rows) // 2
    parts = _read(for_all, list1=_text(rows[:half]).encode(), list2=_text(rows[half:]).encode())
    assert _facts(parts) == _facts(plain)
