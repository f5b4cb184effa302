"""export: every format into place, or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.answers import Library
from tests.commands import Run


def test_jsonl_goes_to_standard_output_too(seeds: Library, huoshui: Run, tmp_path: Path) -> None:
    assert huoshui("export", "-o", "graph.jsonl").returncode == 0
    text = (tmp_path / "graph.jsonl").read_text("utf-8")
    assert huoshui("export", "-o", "-").stdout == text
    kinds = [json.loads(line)["kind"] for line in text.splitlines()]
    assert kinds == sorted(kinds, reverse=True)  # nodes before links
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("format_", ["csv", "graphml", "gexf", "neo4j-admin"])
def test_other_formats_are_written(seeds: Library, huoshui: Run, tmp_path: Path, format_: str) -> None:
    done = huoshui("export", "--format", format_, "-o", "out/graph")
    assert done.returncode == 0
    assert (tmp_path / "out/graph").exists()
    assert ("datasets and" if format_ == "csv" else "nodes and") in done.stderr


def test_a_place_that_cannot_be_written_is_named(seeds: Library, huoshui: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = huoshui("export", "-o", "file/graph.jsonl")
    assert done.returncode == 2
    assert "file/graph.jsonl can't be written" in done.stderr
