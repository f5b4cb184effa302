"""The bench runs, on little data, and says what its numbers are of. No time is asserted."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from bench import engine
from bench.__main__ import main
from bench.made_up import Size, write_tables
from graph import Settings, engines
from graph.answers import Library
from loaders import check_folder
from tests.engine_choice import on_arcadedb

pytestmark = pytest.mark.engine


@pytest.fixture
def without_a_start(monkeypatch: pytest.MonkeyPatch, settings: Settings, seeds: Library) -> None:
    """What measures on the five reports takes the engine that runs and holds them, instead of one of its own."""

    class Running:
        start = stop = staticmethod(lambda *_given, **_named: None)
        status = staticmethod(engines.status)
        connection = staticmethod(engines.connection)

    monkeypatch.setattr(engine, "engines", Running)
    monkeypatch.setattr(engine, "Settings", lambda **_given: settings)


def test_the_made_up_dataset_loads_without_rejects_and_is_what_it_says(tmp_path: Path) -> None:
    size = Size(schools=40, group_size=10)
    rows = write_tables(tmp_path, size)
    report = check_folder(tmp_path)
    assert report.rejects == []
    assert rows == sum(report.rows.values()) == 1 + 40 + 8 + 80 + 120
    with (tmp_path / "members.csv").open(encoding="utf-8") as file:
        groups = [row["group"] for row in csv.DictReader(file)]
    assert {groups.count(group) for group in set(groups)} == {10}
    assert len(set(groups)) == size.groups == 8
    # 40 places, 8 of the groups too, and every link once: two memberships and three aid links a school.
    assert report.links == 40 + 8 + 80 + 120


def test_it_prints_data_machine_versions_and_engine(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--engine", "arcadedb", "--schools", "40", "--group-size", "10", "--repeat", "1"])
    printed = capsys.readouterr().out
    assert "40 schools, each in two of 8 groups of 10, with 3 aid links each; 3,214 regions" in printed
    assert re.search(r"machine  \d+ cores", printed)
    assert re.search(r"Python 3\.\d+", printed)
    assert re.search(r"^ArcadeDB \d+\.\d+", printed, re.MULTILINE)
    assert "reach, 6 hops: 47 others" in printed  # 39 schools and 8 groups: all there are
    assert "coverage of 40 counties" in printed
    assert printed.count("rows/s") == 2


@on_arcadedb
def test_overhead_prints_driver_api_and_kept_answer_side_by_side(
    without_a_start: None, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["overhead", "--engine", "arcadedb", "--repeat", "1"])
    printed = capsys.readouterr().out
    assert "the five reports; medians of 1 rounds, taken in turn" in printed
    assert re.search(r"FastAPI \d+\.\d+.*, uvicorn \d+\.\d+", printed)
    assert re.search(r"graph +3,\d{3} nodes, 3,\d{3} links", printed)
    for asked in ("one school, 1 row", "all groups, 33 rows", "coverage by county, 19 rows"):
        title = asked.partition(",")[0]
        assert re.search(rf"{asked}: plain driver +\d+\.\d ms$", printed, re.MULTILINE)
        for way in ("plain driver, again", "API", "API, kept answer"):
            compared = rf"^  {title}: {way} +\d+\.\d ms, [+-]\d+\.\d ms, \d+\.\d\d : 1$"
            assert re.search(compared, printed, re.MULTILINE)
        in_app = rf"^  {title}: kept answer, in the app itself +\d+\.\d ms; \d+\.\d ms in a row$"
        assert re.search(in_app, printed, re.MULTILINE)


@on_arcadedb
def test_a_crowd_gets_the_answers_that_one_client_gets(
    without_a_start: None, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["crowd", "--engine", "arcadedb", "--seconds", "1"])
    printed = capsys.readouterr().out
    assert printed.count("64 clients, 1 s") == 2, "with kept answers and without"
    assert re.findall(r"5xx and lost connections +(.+)", printed) == ["0", "0"]
    assert re.findall(r"answers that differ from a single client's +(.+)", printed) == ["0", "0"]
    assert len(re.findall(r"memory of the app, .+ \d+ MB, \d+ MB", printed)) == 2


@pytest.mark.parametrize(
    "options",
    [
        ["--schools", "45", "--group-size", "10"],
        ["--repeat", "0"],
        ["--engine", "sqlite"],
        ["--schools", "0"],
        ["speed"],
    ],
)
def test_options_that_make_no_sense_are_refused(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(options)
    assert raised.value.code == 2
    assert "error" in capsys.readouterr().err
