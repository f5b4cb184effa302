"""Receipts: what it takes to get the same answer again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from graph import Statement, Store
from graph.answers import Library, answer_cache
from graph.computed.undated import take_undated
from graph.errors import BadParameter, UnknownQuestion
from graph.questions import shipped_catalogue
from loaders import load_folder, shipped_folder, unload
from tests.conftest import SMALL
from tests.held_graph import Graph


@pytest.fixture
def dated(small: Library) -> Library:
    """The small graph, asked on a day that never moves."""
    return Library(small.store, today=lambda: date(2025, 9, 1))


def test_a_receipt_says_what_was_asked_of_what(dated: Library, engine: str) -> None:
    receipt = dated.ask("coverage", {"region": "530124"}).receipt
    question = shipped_catalogue()["coverage"]
    assert (receipt.question, receipt.revision, receipt.cypher) == (
        "coverage",
        question.revision,
        question.statement.text,
    )
    assert receipt.parameters == {
        "region": "530124",
        "by": None,
        "weight": "schools",
        "covered_by": "any",
        "stage": None,
        "as_of": "2025-09-01",
        "universe": None,
        "without": None,
    }
    assert (receipt.engine, receipt.as_of, receipt.row_count, receipt.truncated) == (engine, "2025-09-01", 1, False)


def test_asking_with_a_receipts_parameters_asks_the_same(dated: Library) -> None:
    first = dated.ask("members_of_group", {"group": "g1"})
    later = Library(dated.store, today=lambda: date(2030, 1, 1))
    again = later.ask("members_of_group", first.receipt.parameters)
    assert (again.rows, again.receipt.parameters) == (first.rows, first.receipt.parameters)


@pytest.mark.parametrize(("as_of", "said"), [("any", None), ("2023-06-30", "2023-06-30"), (None, "2025-09-01")])
def test_the_day_is_said_unless_it_was_lifted(dated: Library, as_of: str | None, said: str | None) -> None:
    receipt = dated.ask("members_of_group", {"group": "g1", "as_of": as_of}).receipt
    assert (receipt.as_of, receipt.parameters["as_of"]) == (said, said or "any")


def test_a_question_without_a_day_has_none(dated: Library) -> None:
    assert dated.ask("region", {"id": "530124"}).receipt.as_of is None


def test_undated_links_behind_the_rows_are_counted(dated: Library) -> None:
    """Of g1's members on that day, only a7's membership has no date; a3's has ended."""
    assert dated.ask("members_of_group", {"group": "g1"}).receipt.undated_links == 1
    assert dated.ask("members_of_group", {"group": "g3"}).receipt.undated_links == 0


@pytest.mark.parametrize(("max_rows", "truncated"), [(12, True), (13, False), (14, False)])
def test_what_was_cut_is_said_with_the_bound(dated: Library, max_rows: int, truncated: bool) -> None:
    """The small graph has 13 schools, the campus among them."""
    answer = dated.ask("schools", max_rows=max_rows)
    assert (len(answer.rows), answer.receipt.row_count) == (min(13, max_rows), min(13, max_rows))
    assert (answer.receipt.truncated, answer.receipt.cut_at) == (truncated, max_rows)


def test_an_answer_has_its_declared_columns_even_without_rows(dated: Library) -> None:
    answer = dated.ask("members_of_group", {"group": "nothing"})
    assert answer.rows == []
    assert answer.columns[:2] == ("school_id", "name")


def test_a_receipt_can_be_written_as_json(dated: Library) -> None:
    written = dated.ask("network", {"focus": "g1"}).receipt.as_dict()
    assert json.loads(json.dumps(written)) == written


def test_wrong_use_is_found_before_the_store_is_asked(small: Library) -> None:
    with pytest.raises(UnknownQuestion):
        small.ask("who")
    with pytest.raises(BadParameter):
        small.ask("coverage", {"hops": 3})
    with pytest.raises(BadParameter):
        small.ask("coverage", {"weight": "teachers"})


def test_a_kept_answer_is_given_until_the_graph_changes(small: Library, graph: Graph) -> None:
    library = Library(small.store, cache=answer_cache(1_000_000))
    first = library.ask("schools")
    assert library.ask("schools") is first
    assert library.ask("schools", max_rows=1) is not first
    load_folder(graph.writer, shipped_folder("seeds"))
    try:
        later = library.ask("schools")
        assert len(later.rows) > len(first.rows)
        assert later.receipt.answer_digest != first.receipt.answer_digest
    finally:
        graph.changed()


def other_small(folder: Path) -> Path:
    """The small dataset with a school more."""
    other = folder / SMALL.name
    copytree(SMALL, other)
    schools = other / "schools.csv"
    schools.write_text(schools.read_text("utf-8") + "新校,530124,x9,,primary,urban,,,,open,,small-1,L9\n", "utf-8")
    return other


def one_school_more(writer: Store, folder: Path) -> None:
    for given in (other_small(folder), SMALL):
        assert load_folder(writer, given).written


def one_dataset_more(writer: Store, folder: Path) -> None:
    added = folder / "added"
    added.mkdir()
    (added / "sources.csv").write_text("id,title\nadded-1,x\n", "utf-8")
    (added / "schools.csv").write_text("name,region,id,source,locator\n新校,530124,x9,added-1,L1\n", "utf-8")
    assert load_folder(writer, added).written
    assert unload(writer, "added").pruned


@pytest.mark.parametrize("there_and_back", [one_school_more, one_dataset_more])
def test_a_graph_loaded_back_to_what_it_was_is_asked_anew(
    small: Library, graph: Graph, tmp_path: Path, there_and_back: Callable[[Store, Path], None]
) -> None:
    """An answer found while a load wrote stands under the state before it; that state must never come back."""
    library = Library(small.store, cache=answer_cache(1_000_000))
    first = library.ask("schools")
    there_and_back(graph.writer, tmp_path)
    again = library.ask("schools")
    assert again is not first
    assert again.rows == first.rows
    assert again.receipt.graph_version == first.receipt.graph_version
    assert again.receipt.answer_digest == first.receipt.answer_digest


def test_an_empty_graphs_answers_are_not_kept(empty_graph: Graph, reader: Store) -> None:
    library = Library(reader, cache=answer_cache(1_000_000))
    assert library.ask("schools") is not library.ask("schools")


def test_the_digest_is_of_the_rows(dated: Library) -> None:
    digests = {
        dated.ask("coverage", {"region": region, "as_of": day}).receipt.answer_digest
        for region in ("530124", "530100")
        for day in ("2025-09-01", "2010-01-01")
    }
    assert len(digests) > 2
    assert (
        dated.ask("network", {"focus": "g1"}).receipt.answer_digest
        == dated.ask("network", {"focus": "g1"}).receipt.answer_digest
    )


@pytest.mark.parametrize("question", sorted(shipped_catalogue()))
def test_a_receipts_statement_can_be_run_by_hand(seeds: Library, question: str) -> None:
    given = {p.name: p.example for p in shipped_catalogue()[question].header.parameters if p.required}
    answer = seeds.ask(question, given, max_rows=5)
    if answer.receipt.cypher_parameters is None:
        assert shipped_catalogue()[question].header.computed not in {None, "page", "coverage", "uncovered_schools"}
        return
    by_hand = seeds.store.read(
        Statement("by_hand", answer.receipt.cypher), answer.receipt.cypher_parameters, max_rows=answer.receipt.cut_at
    )
    # Where undated links were observed is in no column of the answer but in its receipt.
    seen = take_undated(by_hand.rows)
    assert by_hand.rows == answer.rows
    assert (seen.links, seen.observed) == (
        answer.receipt.undated_links,
        answer.receipt.undated_observed or seen.observed,
    )
