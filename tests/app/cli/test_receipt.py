from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.answers import Library
from loaders import load_folder, shipped_folder
from tests.commands import Run
from tests.held_graph import Graph


@pytest.fixture
def saved(small: Library, huoshui: Run, tmp_path: Path) -> Path:
    done = huoshui("ask", "schools", "--format", "json")
    assert done.returncode == 0
    path = tmp_path / "answer.json"
    path.write_text(done.stdout, "utf-8")
    return path


def test_the_same_answer(saved: Path, huoshui: Run) -> None:
    done = huoshui("receipt", str(saved))
    assert done.returncode == 0
    assert "the answer is the same" in done.stderr
    assert "the data are the same" in done.stderr


def test_another_answer_since_the_data_changed(saved: Path, huoshui: Run, graph: Graph) -> None:
    load_folder(graph.writer, shipped_folder("seeds"))
    try:
        done = huoshui("receipt", str(saved))
    finally:
        graph.changed()
    assert done.returncode == 1
    assert "NOT THE SAME" in done.stderr
    assert "the data changed" in done.stderr
    assert "the question is the same" in done.stderr


def test_another_answer_since_the_question_changed(saved: Path, huoshui: Run) -> None:
    answer = json.loads(saved.read_text("utf-8"))
    answer["receipt"] |= {"revision": "older", "answer_digest": "other"}
    saved.write_text(json.dumps(answer["receipt"]), "utf-8")
    done = huoshui("receipt", str(saved))
    assert done.returncode == 1
    assert "the question changed: revision older then" in done.stderr


def test_a_receipt_without_a_cause_says_so(saved: Path, huoshui: Run) -> None:
    answer = json.loads(saved.read_text("utf-8"))
    answer["receipt"]["answer_digest"] = "other"
    saved.write_text(json.dumps(answer), "utf-8")
    assert "something else changed" in huoshui("receipt", str(saved)).stderr


@pytest.mark.parametrize(("text", "said"), [("{", "no JSON"), ("[]", "no receipt"), ("{}", "lacks")])
def test_a_file_that_holds_no_receipt(homeless: Run, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "no.json"
    path.write_text(text, "utf-8")
    done = homeless("receipt", str(path))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Next:" in done.stderr


def test_no_such_file(homeless: Run) -> None:
    done = homeless("receipt", "nowhere.json")
    assert done.returncode == 2
    assert "nowhere.json" in done.stderr
