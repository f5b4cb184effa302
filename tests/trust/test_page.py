"""The page of what was tried at full size."""

from __future__ import annotations

from pathlib import Path

from tests.trust.page import HEAD, PAGE, write_lines


def test_a_line_takes_the_place_of_that_of_the_same_test(tmp_path: Path) -> None:
    page = tmp_path / "trust.md"
    write_lines({"b": ("100", "b | found", "3 s", "then"), "a": ("1", "old", "1 s", "then")}, page)
    write_lines({"a": ("100", "new", "2 s", "now")}, page)
    lines = page.read_text("utf-8").removeprefix(HEAD).splitlines()
    assert lines == ["| `a` | 100 | new | 2 s | now |", "| `b` | 100 | b \\| found | 3 s | then |"]


def test_every_line_of_the_page_names_a_test_that_there_is() -> None:
    root = PAGE.parents[1]
    text = PAGE.read_text("utf-8")
    assert text.startswith(HEAD)
    for line in text.removeprefix(HEAD).splitlines():
        file, _, test = line.split("`")[1].partition("::")
        assert f"def {test.partition('[')[0]}(" in (root / file).read_text("utf-8"), line
