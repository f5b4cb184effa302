"""up, down, status."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph import Settings, Statement, Store, engines
from graph.answers import Library
from graph.liveness import held_open
from loaders.run import held_slot
from tests.commands import Run


def test_status_shows_the_engine_and_the_datasets(seeds: Library, settings: Settings, huoshui: Run) -> None:
    done = huoshui("status")
    assert done.returncode == 0
    assert settings.engine in done.stdout
    assert "running" in done.stdout
    assert "seeds" in done.stdout
    assert "complete" in done.stdout


def test_status_tells_what_others_put_under_our_labels(seeds: Library, writer: Store, huoshui: Run) -> None:
    assert "Not written by Huoshui" not in huoshui("status").stderr
    writer.write(Statement("theirs", "UNWIND range(1, 3) AS i CREATE (:School {id: 'theirs-' + i, owner: 'them'})"))
    try:
        told = huoshui("status")
        loaded = huoshui("load", "seeds")
    finally:
        writer.write(Statement("away", "MATCH (n:School {owner: 'them'}) DELETE n"))
    assert told.returncode == 0
    assert "3 School" in told.stderr
    assert loaded.returncode == 2
    assert "3 School" in loaded.stderr
    assert "NEO4J_DATABASE" in loaded.stderr


def test_status_names_a_backup_that_runs(seeds: Library, writer: Store, huoshui: Run) -> None:
    assert "has been running" not in huoshui("status").stderr
    with held_slot(writer, "backup"):
        told = " ".join(huoshui("status").stderr.split())
    assert re.search(r"The backup run-\w+ has been running since", told)


def test_status_without_a_store_is_exit_code_3(homeless: Run) -> None:
    done = homeless("status")
    assert done.returncode == 3
    assert "huoshui up" in done.stderr


def test_down_without_a_server_says_so(homeless: Run) -> None:
    done = homeless("down")
    assert done.returncode == 0
    assert "No local engine was running" in done.stdout


def test_down_waits_for_a_load(homeless: Run, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", neo4j_uri=None)
    with ThreadPoolExecutor(1) as other:
        with held_open(settings):
            waiting = other.submit(homeless, "down")
            with pytest.raises(TimeoutError):
                waiting.result(timeout=2)
        done = waiting.result(timeout=60)
    assert "A load runs here: waiting for its end" in done.stderr
    assert "No local engine was running" in done.stdout
    with held_open(settings):
        assert "waiting" not in homeless("down", "--now").stderr


@pytest.mark.engine
def test_a_command_starts_the_local_engine_and_says_so(homeless: Run, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", neo4j_uri=None)
    try:
        done = homeless("ask", "regions", "--format", "csv")
        assert done.returncode == 0
        assert "starting the local arcadedb engine" in done.stderr
        assert done.stdout.startswith("id,name,level")
        assert homeless("up").stdout.startswith("arcadedb is up")
        assert homeless("down").stdout.startswith("Stopped.")
    finally:
        engines.stop(settings)
