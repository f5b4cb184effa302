"""Every question file: valid, used as it says, the same on both engines, and always in the same order."""

from __future__ import annotations

import contextlib
import os
import pickle
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph import Statement, Store
from graph.answers import Answer, Library
from graph.computed import COMPUTED, SUMMED
from graph.model import LINK_TYPES, NODE_TYPES
from graph.questions import Question, read_question, shipped_catalogue
from graph.questions.catalogue import QUESTIONS_FOLDER
from graph.subgraph import Subgraph
from tests.engine_choice import on_neo4j

FILES = sorted(QUESTIONS_FOLDER.rglob("*.cypher"))
FOLDERS = {"aid", "equity", "groups", "quality", "regions", "schools", "time"}
PYTHON_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "float": (int, float),
    "boolean": bool,
    "strings": list,
    "day": int,
    "any": object,
}
# What rows of computed questions hold beside their columns: no column can hold it.
NESTED = {"reach": {"path", "sentence_en"}}
# Their statements give no list, or all links, and the answer is put in order in Python.
SORTED_LATER = {"reach", "bridges", "group_centrality"}
# There must be none of the first, and the five reports tell of none of the others, so an example can't show any.
EMPTY = {
    "differing_values",
    "links_without_evidence",
    "odd_ties",
    "contradictory_figures",
    "groups_across_counties",
    "organisation",
    "organisations",
    "helpers_in_turn",
    "near_names",
}

by_stem = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def examples(question: Question) -> dict[str, Any]:
    return {parameter.name: parameter.example for parameter in question.header.parameters if parameter.example}


@pytest.fixture
def answered(seeds: Library) -> Callable[[Path], tuple[Question, Answer]]:
    def answer(path: Path) -> tuple[Question, Answer]:
        question = read_question(path)
        return question, seeds.ask(question.id, examples(question))

    return answer


def test_all_files_are_in_the_catalogue() -> None:
    assert len(FILES) >= 20
    assert sorted(path.stem for path in FILES) == list(shipped_catalogue())
    assert {path.parent.name for path in FILES} == FOLDERS
    assert {path.parent.parent for path in FILES} == {QUESTIONS_FOLDER}


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@by_stem
def test_a_header_says_all_that_a_page_needs(path: Path) -> None:
    question = read_question(path)
    header = question.header
    assert all(text.strip() for text in (*header.title, *header.description))
    assert is_chinese(header.title[0])
    assert len({column.name for column in header.columns}) == len(header.columns)
    assert header.computed is None or header.computed in {*COMPUTED, *SUMMED}
    for parameter in header.parameters:
        chinese, english = parameter.description
        assert is_chinese(chinese)
        assert not is_chinese(english)
        if parameter.example:
            parameter.value(parameter.example, date(2025, 9, 1))
        assert parameter.example or not parameter.required, f"{parameter.name} needs an example"
        if parameter.default:
            parameter.value(parameter.default, date(2025, 9, 1))


@by_stem
def test_labels_and_links_are_declared_ones(path: Path) -> None:
    """A label that the model lacks matches nothing, on both engines, without a word."""
    known = {node_type.label for node_type in NODE_TYPES}
    known |= {extra.label for node_type in NODE_TYPES for extra in node_type.extra_labels}
    known |= {link_type.type for link_type in LINK_TYPES}
    text = read_question(path).statement.text
    assert set(re.findall(r":([A-Z]\w+)", text)) <= known
    assert set(re.findall(r"\|([A-Z_]+)", text)) <= known


@by_stem
def test_the_example_has_an_answer_with_the_declared_columns_and_types(
    path: Path, answered: Callable[[Path], tuple[Question, Answer]]
) -> None:
    question, answer = answered(path)
    assert bool(answer.rows) is (question.id not in EMPTY)
    declared = [column.name for column in question.header.columns]
    assert list(answer.columns) == declared
    for row in answer.rows:
        nested = NESTED.get(question.id, set())
        assert [name for name in row if name not in nested] == declared
        assert nested <= set(row)
        for column in question.header.columns:
            value = row[column.name]
            if value is None:
                assert column.nullable, column.name
                continue
            assert isinstance(value, PYTHON_TYPES[column.type]), (column.name, value)
            assert column.type == "boolean" or not isinstance(value, bool), (column.name, value)
            if column.type == "strings":
                assert all(isinstance(item, str) for item in row[column.name])


@by_stem
def test_the_same_question_has_the_same_answer_in_the_same_order(
    path: Path, answered: Callable[[Path], tuple[Question, Answer]]
) -> None:
    first, again = answered(path)[1], answered(path)[1]
    assert first.rows == again.rows
    assert "ORDER BY" in read_question(path).statement.text or len(first.rows) <= 1 or path.stem in SORTED_LATER


def engine_free(answer: Answer) -> tuple[object, ...]:
    view = answer.extra.get("view")
    extra = (view.nodes, view.links) if isinstance(view, Subgraph) else dict(answer.extra)
    return answer.rows, extra, answer.receipt.undated_links, answer.receipt.truncated, answer.receipt.graph_version


@pytest.fixture
def first_answer(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, object], object]:
    """Keeps the answer of the engine that comes first, and gives it to the other, which another worker may run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "answers"

    def first(name: str, answer: object) -> object:
        folder.mkdir(exist_ok=True)
        written = folder / f"{name}.{os.getpid()}"
        written.write_bytes(pickle.dumps(answer))
        with contextlib.suppress(FileExistsError):
            (folder / name).hardlink_to(written)  # whole, or not at all
        return pickle.loads((folder / name).read_bytes())

    return first


@by_stem
@pytest.mark.parametrize("lifted", [False, True], ids=["example", "any-day"])
def test_both_engines_give_the_same_answer(
    path: Path,
    lifted: bool,
    seeds: Library,
    first_answer: Callable[[str, object], object],
) -> None:
    question = read_question(path)
    given = examples(question)
    if lifted:
        # Only what must be given, on any day, and nothing to choose by.
        given = {p.name: p.example for p in question.header.parameters if p.required}
        given |= {p.name: "any" for p in question.header.parameters if p.type == "day"}
    answer = engine_free(seeds.ask(question.id, given))
    assert answer == first_answer(f"{path.stem}-{lifted}", answer)


@by_stem
@on_neo4j
def test_neo4j_can_explain_it(path: Path, reader: Store) -> None:
    """A plan is made without a run: every variable is bound, every function known."""
    question = read_question(path)
    given = question.parameters(examples(question), date(2025, 9, 1))
    ids: dict[str, Any] = {
        "schools": [],
        "groups": [],
        "regions": [],
        "keys": [],
        "gone": [],
        "reached": [],
        "most": 10,
    }
    reader.read(Statement("explain", f"EXPLAIN {question.statement.text}"), {**given, **ids})


def test_a_reader_needs_no_more_than_reading(reader: Store) -> None:
    """The questions above are asked with the reader's account."""
    assert reader.connection.read_only
