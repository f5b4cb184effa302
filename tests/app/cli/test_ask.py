"""ask: rows as table, CSV and JSON, with the truth about what was cut."""

from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path

import polars as pl
import pytest

from app.answer_files import ANSWER_FORMATS
from graph.answers import Library
from graph.questions import shipped_catalogue
from loaders import load_folder
from tests.commands import Run
from tests.held_graph import Graph
from tests.loaders.folders import write_tables

pytestmark = pytest.mark.sample


def test_without_a_question_all_are_listed_and_no_store_is_asked(homeless: Run) -> None:
    done = homeless("ask", NEO4J_URI="bolt://127.0.0.1:1")
    assert done.returncode == 0
    assert [id_ for id_ in shipped_catalogue() if id_ not in done.stdout] == []


def test_json_has_rows_and_receipt(seeds: Library, huoshui: Run) -> None:
    done = huoshui("ask", "find", "-p", "name=昆三中", "--format", "json")
    body = json.loads(done.stdout)
    assert [item["name"] for item in body["items"]] == ["昆明市第三中学", "昆明市第三中学经开区分校"]
    assert body["receipt"]["question"] == "find"
    assert body["receipt"]["engine"] == seeds.store.connection.engine
    assert body["receipt"]["graph_complete"] is True


def test_an_id_that_gave_way_asks_about_what_stands(empty_graph: Graph, huoshui: Run, tmp_path: Path) -> None:
    schools = "id,name,region,source,locator\na,昆明市第三中学,530102,rep,L1\nb,昆三中,530102,rep,L2\n"
    folder = write_tables(tmp_path / "merged", schools=schools)
    (folder / "decisions.csv").write_text("decision,written,meant,said_by\nsame,b,a,我\n", "utf-8")
    load_folder(empty_graph.writer, folder)
    empty_graph.changed()
    done = huoshui("ask", "school", "-p", "id=b", "--format", "json")
    assert [item["id"] for item in json.loads(done.stdout)["items"]] == ["a"]
    assert "b is a now" in done.stderr
    assert json.loads(huoshui("ask", "school", "-p", "id=c", "--format", "json").stdout)["items"] == []


def test_csv_has_the_declared_columns(seeds: Library, huoshui: Run) -> None:
    done = huoshui("ask", "reported_figures", "-p", "subject=530100", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert tuple(rows[0]) == tuple(column.name for column in seeds.catalogue["reported_figures"].header.columns)
    assert {row["metric"]: row["value"] for row in rows}["groups_total"] == "89.0"


@pytest.mark.parametrize("format_", ANSWER_FORMATS)
def test_every_format_is_written_to_a_file_or_to_a_pipe(
    seeds: Library, huoshui: Run, tmp_path: Path, format_: str
) -> None:
    file = tmp_path / "new" / f"coverage.{format_}"
    asked = ("ask", "coverage", "-p", "by=county", "-p", "as_of=2025-06-01", "--format", format_)
    done = huoshui(*asked, "-o", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert str(file) in done.stderr
    assert file.read_bytes()
    if ANSWER_FORMATS[format_].is_text:
        assert huoshui(*asked).stdout == file.read_text("utf-8")


def test_a_file_says_how_to_ask_the_same_on_any_day(seeds: Library, huoshui: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.parquet"
    done = huoshui("ask", "coverage", "-p", "by=county", "--format", "parquet", "-o", str(file))
    assert done.returncode == 0, done.stderr
    facts = json.loads(pl.read_parquet_metadata(file)["huoshui"])["facts"]
    told = {english: value for _, english, value in facts}
    again = shlex.split(told["Ask again"])
    assert f"as_of={told['As of']}" in again, "today is the day that it was"
    body = json.loads(huoshui(*again[1:], "--format", "json").stdout)
    assert body["receipt"]["answer_digest"] == told["Digest of the answer"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [(("--format", "docx"), "'docx' is none of table|json|csv"),
     (("--format", "json", "-o", "x"), "json goes to standard"),
     (("--format", "xlsx", "-o", "/dev/null/x"), "can't be written")],
)  # fmt: skip
def test_a_file_that_cannot_be_written_is_refused(
    seeds: Library, huoshui: Run, wrong: tuple[str, ...], told: str
) -> None:
    done = huoshui("ask", "sources", *wrong)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())


def test_a_cut_answer_says_so_in_every_format(seeds: Library, huoshui: Run) -> None:
    for format_ in ("table", "csv", "json"):
        done = huoshui("ask", "regions", "--limit", "3", "--format", format_)
        assert "Cut at 3 rows" in done.stderr
    assert json.loads(done.stdout)["receipt"]["truncated"] is True


def test_the_table_stands_with_its_receipt(seeds: Library, huoshui: Run) -> None:
    done = huoshui("ask", "coverage", "-p", "region=411202", "-p", "as_of=2025-06-01")
    assert done.returncode == 0
    assert "湖滨区" in done.stdout
    assert "as of 2025-06-01" in done.stdout
    assert "undated links used" in done.stdout
    assert "(0-1)" in done.stdout


def test_a_wrong_parameter_is_named(seeds: Library, huoshui: Run) -> None:
    done = huoshui("ask", "reach", "-p", "start=530124", "-p", "hops=9")
    assert done.returncode == 2
    assert "hops: 9 is not between 1 and 6" in done.stderr
