from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.errors import BadParameter
from loaders.rejects import Reject, write_rejects

ROW = Reject("schools.csv", 7, "region", "朝阳区", "is ambiguous", ("110105 朝阳区", "220104 朝阳区"))
FILE = Reject("groups.csv", 0, "", "", "is empty")


def test_a_reject_reads_as_a_sentence_that_names_its_place() -> None:
    assert str(ROW) == "schools.csv, row 7, region: '朝阳区' is ambiguous (candidates: 110105 朝阳区; 220104 朝阳区)"
    assert str(FILE) == "groups.csv: is empty"
    month = Reject("schools.csv", 3, "since", "2020-13", "'2020-13' has no month 13")
    assert str(month) == "schools.csv, row 3, since: '2020-13' has no month 13"


def test_rejects_are_a_table_that_spreadsheets_show_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    write_rejects(path, [ROW, FILE])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["file", "row", "column", "value", "reason", "candidates", "state", "table", "part"]
    assert rows[0]["candidates"] == "110105 朝阳区; 220104 朝阳区"
    assert (rows[0]["row"], rows[1]["row"]) == ("7", "0")


def test_a_cell_never_becomes_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    write_rejects(path, [Reject("a.csv", 2, "name", "=1+1", "is bad", ("@x", "+y"))])
    cells = path.read_text("utf-8-sig").splitlines()[1].split(",")
    assert cells[3] == "'=1+1"
    assert cells[5] == "'@x; +y"


def test_a_place_that_can_t_be_written_is_a_message(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match=r"rejects: .*gone/rejects\.csv can't be written"):
        write_rejects(tmp_path / "gone" / "rejects.csv", [ROW])
