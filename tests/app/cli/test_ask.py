"""ask: rows as table, CSV and JSON, with the truth about what was cut."""

from __future__ import annotations

import csv
import io
import json

import pytest

from graph.answers import Library
from graph.questions import shipped_catalogue
from tests.commands import Run

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


def test_csv_has_the_declared_columns(seeds: Library, huoshui: Run) -> None:
    done = huoshui("ask", "reported_figures", "-p", "subject=530100", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert tuple(rows[0]) == tuple(column.name for column in seeds.catalogue["reported_figures"].header.columns)
    assert {row["metric"]: row["value"] for row in rows}["groups_total"] == "89.0"


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
