from __future__ import annotations

import csv
import io

from graph.csv_text import csv_text


def test_cells_are_what_another_program_reads() -> None:
    row = {
        "a": ["一", "二"],
        "b": None,
        "c": True,
        "d": 0.1,
        "e": 'say "hi", twice\n',
        "f": [{"k": 1}],
        "g": [],
        "x": 9,
    }
    text = csv_text(("a", "b", "c", "d", "e", "f", "g", "missing"), [row])
    [read] = csv.DictReader(io.StringIO(text, newline=""))
    assert read == {
        "a": "一;二",
        "b": "",
        "c": "true",
        "d": "0.1",
        "e": 'say "hi", twice\n',
        "f": '[{"k": 1}]',
        "g": "",
        "missing": "",
    }


def test_without_rows_there_are_still_columns() -> None:
    assert csv_text(("a", "b"), []) == "a,b\r\n"
