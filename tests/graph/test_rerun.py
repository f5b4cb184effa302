from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.answers import Library, Receipt
from graph.errors import BadParameter, ReceiptInvalid
from graph.questions import Catalogue, read_question, shipped_catalogue
from graph.rerun import read_receipt, rerun
from loaders import load_folder, shipped_folder
from tests.held_graph import Graph


@pytest.fixture
def receipt(small: Library) -> Receipt:
    """Of an answer given on another day than the one on which it is run again."""
    return Library(small.store, today=lambda: date(2025, 9, 1)).ask("schools", {"region": "530124"}).receipt


def test_the_same_graph_gives_the_same_answer(small: Library, receipt: Receipt) -> None:
    again = rerun(small, read_receipt(receipt.as_dict()))
    assert (again.same, again.question_changed, again.data_changed) == (True, False, False)


@pytest.mark.parametrize("question", sorted(shipped_catalogue()))
def test_every_question_can_be_run_again(seeds: Library, question: str) -> None:
    """The receipt's parameters, and where it was cut, ask the same once more."""
    header = shipped_catalogue()[question].header
    given = {p.name: p.example for p in header.parameters if p.required}
    assert rerun(seeds, seeds.ask(question, given, max_rows=2).receipt).same


def test_new_data_are_told_from_a_new_answer(small: Library, receipt: Receipt, graph: Graph) -> None:
    everything = small.ask("schools").receipt
    load_folder(graph.writer, shipped_folder("seeds"))
    try:
        of_region, of_all = rerun(small, receipt), rerun(small, everything)
    finally:
        graph.changed()
    assert (of_all.same, of_all.data_changed, of_all.question_changed) == (False, True, False)
    assert of_region.data_changed, "whether its rows are the same or not"


def test_a_new_wording_is_told(small: Library, receipt: Receipt, tmp_path: Path) -> None:
    text = Path("cypher/questions/schools/schools.cypher").read_text("utf-8")
    folder = tmp_path / "schools"
    folder.mkdir()
    changed = folder / "schools.cypher"
    changed.write_text(text.replace("ORDER BY id", "ORDER BY id DESC"), "utf-8")
    library = Library(small.store, catalogue=Catalogue([read_question(changed)]))
    again = rerun(library, receipt)
    assert (again.same, again.question_changed, again.data_changed) == (False, True, False)


def test_a_question_that_is_gone(small: Library, receipt: Receipt) -> None:
    with pytest.raises(ReceiptInvalid, match="whatever"):
        rerun(small, replace(receipt, question="whatever"))


def test_parameters_that_a_changed_question_lacks(small: Library, receipt: Receipt) -> None:
    with pytest.raises(ReceiptInvalid, match="has changed"):
        rerun(small, replace(receipt, revision="older", parameters={"colour": "red"}))
    with pytest.raises(BadParameter):
        rerun(small, replace(receipt, parameters={"colour": "red"}))


@pytest.mark.parametrize(
    ("change", "said"),
    [(None, "holds no receipt"), ([], "holds no receipt"), ({}, "lacks"), ({"receipt": 3}, "holds no receipt"),
     ({"question": 3}, "question"), ({"parameters": []}, "parameters"), ({"cut_at": 0}, "cut_at"),
     ({"cut_at": True}, "cut_at"), ({"cut_at": "9"}, "cut_at")],
)  # fmt: skip
def test_what_is_no_receipt_is_refused(small: Library, receipt: Receipt, change: Any, said: str) -> None:
    saved = {**receipt.as_dict(), **change} if change and "receipt" not in change else change
    with pytest.raises(ReceiptInvalid, match=said):
        read_receipt(saved)


def test_a_receipt_that_was_saved_before_it_told_of_observations_is_one(small: Library, receipt: Receipt) -> None:
    saved = receipt.as_dict()
    del saved["undated_observed"]
    assert rerun(small, read_receipt(saved)).same
