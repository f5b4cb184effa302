"""load and check: reports, rejects and exit codes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.state import graph_state
from tests.commands import Run
from tests.held_graph import Graph


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two schools, the second of them without evidence."""
    made = tmp_path / "county"
    made.mkdir()
    (made / "sources.csv").write_text("id,title\nr1,A report\n", "utf-8")
    (made / "schools.csv").write_text("name,region,source,locator\n甲校,530124,r1,L1\n乙校,530124,r1,\n", "utf-8")
    return made


def test_rejected_rows_are_exit_code_1_and_the_rest_loads(empty_graph: Graph, huoshui: Run, folder: Path) -> None:
    done = huoshui("load", str(folder))
    assert done.returncode == 1
    assert "schools.csv, row 3, locator" in done.stderr
    with (folder.parent / "rejects.csv").open(encoding="utf-8-sig") as file:
        rejects = list(csv.DictReader(file))
    assert [(row["file"], row["row"], row["column"]) for row in rejects] == [("schools.csv", "3", "locator")]
    assert (rejects[0]["table"], rejects[0]["name"]) == ("schools", "乙校")
    page = (folder.parent / "rejects.html").read_text("utf-8")
    assert "1 schools, locator: no evidence" in page
    assert "<td>乙校</td>" in page
    assert {one.dataset: one.status for one in graph_state(empty_graph.writer).datasets}["county"] == "finished"


def test_strict_refuses_everything_and_still_tells_why(empty_graph: Graph, huoshui: Run, folder: Path) -> None:
    done = huoshui("load", str(folder), "--strict")
    assert done.returncode == 1
    assert "row 3" in done.stderr
    assert (folder.parent / "rejects.csv").is_file()
    assert "county" not in {one.dataset for one in graph_state(empty_graph.writer).datasets}


def test_dry_run_writes_nothing(empty_graph: Graph, huoshui: Run, folder: Path) -> None:
    done = huoshui("load", str(folder), "--dry-run")
    assert done.returncode == 1
    assert "nothing written" in done.stdout
    assert graph_state(empty_graph.writer).datasets == ()


def test_what_is_loaded_again_as_it_was_is_told_so(empty_graph: Graph, huoshui: Run, folder: Path) -> None:
    held = huoshui("load", str(folder)).stdout.splitlines()[-2:]
    assert " nodes and 1 links are in the graph." in held[0]
    before = graph_state(empty_graph.writer)
    again = huoshui("load", str(folder))
    assert (again.returncode, again.stdout.splitlines()[-2:]) == (1, held)
    assert "Nothing has changed since it was loaded, so nothing was written" in again.stderr
    assert "row 3, locator" in again.stderr, "what was rejected then is told again"
    assert graph_state(empty_graph.writer) == before


def test_check_needs_no_store(homeless: Run, folder: Path) -> None:
    done = homeless("check", str(folder), NEO4J_URI="bolt://127.0.0.1:1")
    assert done.returncode == 1
    assert "schools.csv, row 3, locator" in done.stderr


def test_names_may_declare_although_there_is_a_table_and_it_is_told(homeless: Run, folder: Path) -> None:
    (folder / "schools.csv").write_text("name,source,locator\n甲校,r1,L1\n", "utf-8")
    (folder / "groups.csv").write_text("name,lead,source,locator\n集团,丙校,r1,L2\n", "utf-8")
    assert "'丙校' is unknown" in homeless("check", str(folder)).stderr
    done = homeless("check", str(folder), "--declare-schools")
    assert done.returncode == 0, done.stderr
    assert "Declared by names in groups: 1 of School" in done.stderr


def test_a_hostile_name_in_a_rejected_row_is_text_on_the_page(homeless: Run, folder: Path) -> None:
    (folder / "schools.csv").write_text("name,source,locator\n<script>x</script>,r1,\n", "utf-8")
    assert homeless("check", str(folder)).returncode == 1
    page = (folder.parent / "rejects.html").read_text("utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_shipped_tables_are_clean(homeless: Run) -> None:
    assert homeless("check", "seeds").returncode == 0
    assert homeless("check", "regions").returncode == 0


def test_files_that_are_no_table_and_columns_not_used_are_named(homeless: Run, folder: Path) -> None:
    (folder / "notes.csv").write_text("a\n1\n", "utf-8")
    (folder / "schools.csv").write_text("name,region,source,locator,colour\n甲校,530124,r1,L1,red\n", "utf-8")
    done = homeless("check", str(folder))
    assert done.returncode == 0
    assert "notes.csv" in done.stderr
    assert "colour" in done.stderr


def test_a_sudden_loss_needs_consent(empty_graph: Graph, huoshui: Run, tmp_path: Path) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    (folder / "sources.csv").write_text("id,title\nr1,A report\n", "utf-8")
    rows = [f"学校{n},530124,r1,L{n}" for n in range(150)]
    (folder / "schools.csv").write_text("\n".join(["name,region,source,locator", *rows]), "utf-8")
    assert huoshui("load", str(folder)).returncode == 0
    (folder / "schools.csv").write_text("\n".join(["name,region,source,locator", *rows[:10]]), "utf-8")
    refused = huoshui("load", str(folder))
    assert refused.returncode == 1
    assert "--allow-prune" in refused.stderr
    assert huoshui("load", str(folder), "--allow-prune").returncode == 0


def test_rejects_that_cannot_be_written_there_lie_in_the_home(homeless: Run, folder: Path) -> None:
    (folder.parent / "taken").mkdir()
    done = homeless("check", str(folder), "--rejects", "taken")
    assert done.returncode == 1
    kept = folder.parent / "home" / "rejects.csv"
    assert "乙校" in kept.read_text("utf-8-sig")
    assert f"taken can't be written: Is a directory; they lie in {kept} instead." in done.stderr
