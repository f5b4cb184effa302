"""The page of performance: measured in parts that keep their figures, small. No time is asserted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import performance
from bench.engine import environment
from bench.performance_page import page
from graph import Settings


@pytest.mark.engine
@pytest.mark.long
@pytest.mark.only_long
@pytest.mark.timeout(600, func_only=True)
def test_parts_are_measured_once_and_the_page_has_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performance, "ROUNDS", 1)
    kept, written = tmp_path / "kept", tmp_path / "performance.md"
    few = ["schools", "school", "coverage"]
    options = [
        "--questions",
        *few,
        "--sizes",
        "100",
        "--engines",
        "arcadedb",
        "--kept",
        str(kept),
        "--page",
        str(written),
    ]
    performance.main(options)
    asked = json.loads((kept / "questions-0000100-arcadedb.json").read_text("utf-8"))
    assert asked["schools"] == 100
    assert asked["figures"]["schools"]["rows"] == 100
    assert asked["figures"]["school"]["rows"] == 1, "asked with the id of a school that is there"
    text = written.read_text("utf-8")
    assert all(f"\n| {name} | " in text for name in few)
    for head in ("## Loading", "## Other ways in", "## Questions"):
        assert head in text

    # What has its figures is not measured again.
    monkeypatch.setattr(performance, "_measure", None)
    performance.main(options)
    assert written.read_text("utf-8") == text


def test_sizes_are_counted_in_thousands() -> None:
    assert performance._sizes("5k,50k,100") == [5_000, 50_000, 100]


def test_the_page_tells_ratios_of_one_run_and_growth_between_sizes() -> None:
    around = {"engine": "E 1", "machine": "2 cores", "load_average": 0.5, "engine_mb": 300, "software": "S", "rows": 9}
    loads = [
        {
            "part": "loading", "schools": schools, **around,
            "figures": {"load": load, "load_mb": 200.0, "again": load / 10, "changed": load / 5, "changed_mb": 200.0},
        }
        for schools, load in ((1_000, 4.0), (10_000, 30.0))
    ]  # fmt: skip
    bare = {"bare": 3.0, "bare_mb": 100.0, "check": 1.0, "rows": 2.0, "rows_of_a_table": 5_000}
    asked = {"columns_s": 2.0, "web_mb": 150.0, "quick": {"api_ms": 6.0, "driver_ms": 2.0}, "none": {"status": 404}}
    of_1000 = {"schools": 1_000, **around}
    text = page(
        [*loads, {"part": "beside", **of_1000, "figures": bare}, {"part": "questions", **of_1000, "figures": asked}]
    )
    assert "| E 1 | 1,000 | 4.0 s |  | 200 MB | 1.33 | 0.10 | 0.20 |" in text
    assert "| E 1 | 10,000 | 30.0 s | 7.5 × for 10 × the schools | 200 MB |  | 0.10 | 0.20 |" in text
    assert "| E 1 | 1,000 | 3.0 s | 100 MB | 1.0 s |  |  |  |  | 2.0 s for 5,000 of each table |" in text
    assert "| quick | 6 ms (3.0) |" in text
    assert "| none | 404 |" in text


def test_what_is_measured_never_goes_to_the_caller_s_own_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in (("NEO4J_URI", "bolt://elsewhere"), ("HUOSHUI_HOME", "/home"), ("NEO4J_PASSWORD", "secret")):
        monkeypatch.setenv(name, value)
    command = environment(Settings(home=tmp_path, engine="neo4j", neo4j_uri=None), HUOSHUI_COLUMNS="false")
    ours = {name: value for name, value in command.items() if name.startswith(("HUOSHUI_", "NEO4J_"))}
    assert ours == {"HUOSHUI_HOME": str(tmp_path), "HUOSHUI_ENGINE": "neo4j", "HUOSHUI_COLUMNS": "false"}
