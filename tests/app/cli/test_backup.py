"""backup, restore and verify as a person runs them: words, files and exit codes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from graph import Statement
from tests.commands import Run
from tests.held_graph import Graph
from tests.loaders.folders import write_tables

REGIONS = "id,name,level,source,locator\n530000,云南省,province,rep,1\n530124,富民县,county,rep,3\n"
SCHOOLS = "id,name,region,source,locator\na1,甲校,530124,rep,L1\n"


@pytest.fixture
def loaded(empty_graph: Graph, huoshui: Run, tmp_path: Path) -> Graph:
    write_tables(tmp_path / "county", regions=REGIONS, schools=SCHOOLS)
    assert huoshui("load", "county").returncode == 0
    return empty_graph


def test_there_and_back(loaded: Graph, huoshui: Run, tmp_path: Path) -> None:
    made = huoshui("backup", "kept/graph.zip")
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("4 nodes and 2 links of county: kept/graph.zip, 0.0 MB\nGraph version ")
    assert zipfile.is_zipfile(tmp_path / "kept/graph.zip")
    verified = huoshui("verify")
    assert (verified.returncode, verified.stdout.splitlines()[0]) == (
        0,
        "4 nodes and 2 links follow from what the datasets say.",
    )
    refused = huoshui("restore", "kept/graph.zip")
    assert refused.returncode == 2
    assert "holds a graph" in refused.stderr
    assert "--replace" in refused.stderr
    assert huoshui("unload", "county").returncode == 0
    restored = huoshui("restore", "kept/graph.zip")
    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.splitlines() == [
        "4 nodes and 2 links of county restored.",
        made.stdout.splitlines()[1],
    ]


def test_a_file_that_is_there_stays(loaded: Graph, huoshui: Run, tmp_path: Path) -> None:
    (tmp_path / "graph.zip").write_text("mine", "utf-8")
    done = huoshui("backup", "graph.zip")
    assert done.returncode == 2
    assert "graph.zip: is there already" in done.stderr
    assert (tmp_path / "graph.zip").read_text("utf-8") == "mine"
    assert huoshui("backup", "graph.zip", "--replace").returncode == 0


def test_a_place_that_cannot_be_written_is_named(loaded: Graph, huoshui: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = huoshui("backup", "file/graph.zip")
    assert done.returncode == 2
    assert "file/graph.zip: can't be written" in done.stderr
    assert huoshui("verify").returncode == 0


def test_what_differs_is_exit_code_1_until_it_is_mended(loaded: Graph, huoshui: Run) -> None:
    loaded.writer.write(Statement("change", "MATCH (s:School {id: 'a1'}) SET s.search_text = 'x', s.students = 7"))
    done = huoshui("verify")
    assert done.returncode == 1
    for told in ("1 that differ", "School a1: students is 7, and follows as nothing", "huoshui verify --mend"):
        assert told in done.stdout
    mended = huoshui("verify", "--mend")
    assert (mended.returncode, mended.stdout.splitlines()[-1]) == (0, "6 nodes and links written anew.")
    assert huoshui("verify").returncode == 0


def test_a_graph_that_was_changed_by_hand_comes_back_as_its_datasets_say(loaded: Graph, huoshui: Run) -> None:
    loaded.writer.write(Statement("change", "MATCH (s:School {id: 'a1'}) SET s.students = 7"))
    assert huoshui("backup", "graph.zip").returncode == 0
    done = huoshui("restore", "graph.zip", "--replace")
    assert done.returncode == 1
    assert "Not in every item what was backed up: School." in done.stderr
    assert huoshui("verify").returncode == 0


@pytest.mark.parametrize(("name", "code", "told"), [("nothing.zip", 2, "No file at"), ("text", 2, "neither a backup")])
def test_what_is_no_backup_is_named(
    loaded: Graph, huoshui: Run, tmp_path: Path, name: str, code: int, told: str
) -> None:
    (tmp_path / "text").write_text("text\n", "utf-8")
    done = huoshui("restore", name, "--replace")
    assert done.returncode == code
    assert told in done.stderr
    assert huoshui("verify").returncode == 0
