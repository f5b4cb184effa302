from __future__ import annotations

import csv
import io
import re

from graph.csv_text import INERT, csv_text


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


def test_a_spreadsheet_gets_its_mark_and_no_formula() -> None:
    """Names come from tables of others: a cell that starts as a formula would be run where it is opened."""
    live = ["=HYPERLINK(1)", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "＝1", "－1"]
    assert all(re.match(INERT, f"'{cell}") for cell in live)
    rows: list[dict[str, object]] = [{"=a": cell} for cell in [*live, ["=1", "b"], "a=b", -2, -0.5]]
    text = csv_text(("=a",), rows, for_spreadsheet=True)
    assert text.startswith("\ufeff'=a\r\n")
    cells = [row[0] for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]
    assert cells[1:] == [*(f"'{cell}" for cell in live), "'=1;b", "a=b", "-2", "-0.5"]
    assert csv_text(("a",), [{"a": "=1"}]) == "a\r\n=1\r\n", "programs get what is there"
