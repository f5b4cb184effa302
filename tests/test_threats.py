"""docs/threats.md: each line names tests that hold it, and they are there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_PAGE = (ROOT / "docs" / "threats.md").read_text("utf-8")
LINES = [line for line in _PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| what ", "| --- "))]
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@cache
def names_of(file: str) -> frozenset[str]:
    body = ast.parse((ROOT / file).read_text("utf-8")).body
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split("|")[1].strip())
def test_each_line_is_held_by_tests_that_are_there(line: str) -> None:
    named = _TEST.findall(line.split("|")[3])
    assert named
    assert [f"{file}::{test}" for file, test in named if test not in names_of(file)] == []


def test_who_might_do_harm_is_all_there() -> None:
    headings = re.findall(r"^## (.*)", _PAGE, re.MULTILINE)
    assert [heading.partition(":")[0] for heading in headings] == [
        *("A guest", "A hostile file", "Another user of the machine", "A crash", "A slip of the operator's"),
    ]
    assert len(LINES) > 30
