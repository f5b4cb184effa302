"""decisions.csv."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputUnreadable
from loaders.matches.decisions import read_decisions


def test_a_persons_word_is_read(tmp_path: Path) -> None:
    text = "written,meant,said_by\n平泉县,130881,民政局\n海南,海南省,王\n"
    (tmp_path / "decisions.csv").write_text(text, encoding="utf-8")
    assert read_decisions(tmp_path).places == {"平泉县": "130881", "海南": "海南省"}


def test_headers_may_be_chinese(tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_text("写法,所指,依据\n平泉县,130881,民政局\n", encoding="gb18030")
    assert read_decisions(tmp_path).places == {"平泉县": "130881"}


def test_without_the_file_nothing_is_decided(tmp_path: Path) -> None:
    assert read_decisions(tmp_path).places == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("written,meant\n甲,1\n", "has no column said_by"),
        ("written,meant,said_by\n甲,1,\n", "row 2: say what was written"),
        ("written,meant,said_by\n甲,1,王\n甲,2,王\n", "row 3: '甲' means '1' above"),
        ("written,meant,said_by\n·,1,王\n", "row 2: '·' holds nothing that counts in a name"),
    ],
)
def test_a_row_that_decides_nothing_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "decisions.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputUnreadable, match=said):
        read_decisions(tmp_path)
