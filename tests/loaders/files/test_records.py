from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from graph.errors import InputUnreadable
from loaders.files import find_header, read_sheets


def test_json_lines_are_rows_below_their_names(tmp_path: Path) -> None:
    path = tmp_path / "schools.jsonl"
    path.write_text(
        '{"name": "一中", "students": 1200, "lat": 25.50}\n\n'
        '{"name": "二中", "aliases": ["a", "b"], "x": null, "y": true}\n'
    )
    (sheet,) = read_sheets(path)
    assert sheet.cells.rows() == [
        (0, "name", "students", "lat", "aliases", "x", "y"),
        (1, "一中", "1200", "25.50", None, None, None),
        (3, "二中", None, None, "a;b", None, "true"),
    ]
    assert find_header(sheet, {"name"}).last == 0


@pytest.mark.parametrize(
    ("line", "words"), [("{", "line 2: no JSON"), ("[1]", "line 2: no object"), ("[" * 100_000, "line 2: no JSON")]
)
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "schools.jsonl"
    path.write_text('{"name": "一中"}\n' + line)
    with pytest.raises(InputUnreadable, match=rf"schools\.jsonl, {words}"):
        read_sheets(path)


def test_parquet_is_text_as_people_write_it(tmp_path: Path) -> None:
    path = tmp_path / "schools.parquet"
    pl.DataFrame(
        {
            "name": ["一中", "二中 "],
            "students": [1200.0, None],
            "since": [datetime(2020, 9, 1), datetime(2020, 9, 1, 12)],
            "until": [date(2024, 7, 1), None],
            "aliases": [["a", "b"], []],
            "open": [True, None],
        }
    ).write_parquet(path)
    (sheet,) = read_sheets(path)
    assert sheet.cells.rows() == [
        (0, "name", "students", "since", "until", "aliases", "open"),
        (1, "一中", "1200", "2020-09-01", "2024-07-01", "a;b", "true"),
        (2, "二中", None, "2020-09-01 12:00:00", None, None, None),
    ]


def test_a_small_parquet_file_of_very_many_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "schools.parquet"
    pl.DataFrame({"name": pl.repeat("x", 40_000_000, eager=True, dtype=pl.String)}).write_parquet(path)
    with pytest.raises(InputUnreadable, match="40,000,000 rows; no more than 1,048,576 are read"):
        read_sheets(path)
