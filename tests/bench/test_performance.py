"""The page of performance: measured in parts that keep their figures, small. No time is asserted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import performance
from graph.questions import shipped_catalogue


@pytest.mark.engine
@pytest.mark.timeout(300)
def test_parts_are_measured_once_and_the_page_has_each_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(performance, "ROUNDS", 1)
    kept, page = tmp_path / "kept", tmp_path / "performance.md"
    options = ["--sizes", "100", "--engines", "arcadedb", "--kept", str(kept), "--page", str(page)]
    performance.main(options)
    asked = json.loads((kept / "questions-0000100-arcadedb.json").read_text("utf-8"))
    assert asked["schools"] == 100
    assert asked["figures"]["schools"]["rows"] == 100
    assert asked["figures"]["school"]["rows"] == 1, "asked with the id of a school that is there"
    statuses = {one["status"] for one in asked["figures"].values() if isinstance(one, dict) and "status" in one}
    assert statuses <= {404}
    text = page.read_text("utf-8")
    assert all(f"\n| {name} | " in text for name in shipped_catalogue())
    for head in ("## Loading", "## Other ways in", "## Questions"):
        assert head in text

    # What has its figures is not measured again.
    monkeypatch.setattr(performance, "_measure", None)
    performance.main(options)
    assert page.read_text("utf-8") == text


def test_sizes_are_counted_in_thousands() -> None:
    assert performance._sizes("5k,50k,100") == [5_000, 50_000, 100]
