"""Lists of aid links and figures, a page at a time, counted on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

from typing import Any

import pytest

from graph import Statement
from graph.answers import Library
from graph.errors import BadParameter
from graph.questions import shipped_catalogue
from tests.held_graph import Graph

DAY = "2025-09-01"
A6, B2, B4, SHILIN, B3 = ("a2", "a6"), ("b1", "b2"), ("b1", "b4"), ("b1", "530126"), ("a1", "b3")
LISTS = [
    id_
    for id_, question in shipped_catalogue().items()
    if question.header.computed == "page" and any(one.name == "after" for one in question.header.parameters)
]
"""What is read page by page: others have no more than their first rows."""


@pytest.mark.parametrize(
    ("given", "pairs"),
    [
        ({}, {A6, B2, B4, SHILIN}),
        ({"as_of": "2024-06-30"}, {A6, B2, B4, SHILIN, B3}),
        ({"as_of": "2020-01-01"}, {B2}),
        ({"region": "530124"}, {A6}),
        ({"region": "530124", "as_of": "any"}, {A6, B3}),
        ({"region": "530125"}, {B2, B4, SHILIN}),
        ({"region": "530126"}, {SHILIN}),
        ({"region": "530100"}, {A6, B2, B4, SHILIN}),
        ({"region": "110000"}, set()),
        ({"region": "999999"}, set()),
        ({"helper": "b1"}, {B2, B4, SHILIN}),
        ({"helper": "b2"}, set()),
        ({"helped": "b2"}, {B2}),
        ({"helped": "530126"}, {SHILIN}),
        ({"helper": "b1", "helped": "b4"}, {B4}),
        ({"helper": "b4", "helped": "b1"}, set()),
        ({"helper": "b1", "region": "530126"}, {SHILIN}),
        ({"helped": "b4", "region": "530125"}, {B4}),
        ({"helper": "b1", "region": "530124"}, set()),
        ({"helper": "nobody"}, set()),
        ({"form": "training"}, {B2}),
        ({"form": "training", "region": "530124"}, set()),
        ({"programme": "组团式帮扶"}, {SHILIN}),
        ({"programme": "组团式"}, set()),
    ],
)
def test_aid_links_by_each_filter(small: Library, given: dict[str, str], pairs: set[tuple[str, str]]) -> None:
    rows = small.ask("aid_links", {"as_of": DAY, **given}).rows
    assert {(row["helper_id"], row["helped_id"]) for row in rows} == pairs
    assert len(rows) == len(pairs)


def test_an_aid_link_with_all_that_is_known_of_it(small: Library) -> None:
    answer = small.ask("aid_links", {"region": "530126", "as_of": DAY})
    assert {name: value for name, value in answer.rows[0].items() if name != "key"} == {
        "helper_id": "b1",
        "helper": "乙一中",
        "helper_label": "School",
        "helped_id": "530126",
        "helped": "石林彝族自治县",
        "helped_label": "County",
        "form": "group_aid",
        "programme": "组团式帮扶",
        "since": "2022",
        "until": None,
        "observed": [],
        "teachers_sent": 10,
        "teachers_received": None,
        "students_exchanged": None,
        "schools_helping": None,
        "schools_helped": None,
        "activities": None,
        "entailed": False,
        "undated_links": 0,
        "source_ids": ["small-2"],
        "locators": ["L8"],
    }
    assert small.ask("aid_links", {"as_of": DAY}).receipt.undated_links == 1


def test_both_ends_say_what_they_are(seeds: Library) -> None:
    rows = seeds.ask("aid_links", {"as_of": "any"}).rows
    labels = {(row["helper_label"], row["helped_label"]) for row in rows}
    assert {("School", "School"), ("Prefecture", "Prefecture"), ("EducationGroup", "School")} <= labels
    ids = {row["helped_id"]: row["helped_label"] for row in rows}
    assert {id_: seeds.ask("reach", {"start": id_, "hops": 1}).extra["start"]["label"] for id_ in ids} == ids


@pytest.mark.parametrize(
    ("given", "figures"),
    [
        ({}, {8, 10, 20, 4000, 4}),
        ({"subject": "g1"}, {4}),
        ({"subject": "530125"}, {8, 10, 20, 4000}),
        ({"metric": "schools_total"}, {8, 10, 20}),
        ({"region": "530125"}, {8, 10, 20, 4000}),
        # g1 lies in it.
        ({"region": "530124"}, {4}),
        ({"region": "530100"}, {8, 10, 20, 4000, 4}),
        ({"region": "530126"}, set()),
        # 2024 counts as its last day; what has no date is in no window.
        ({"from_day": "2024-01-01", "to_day": "2024-12-31"}, {10, 4000}),
        ({"from_day": "2024-01-01", "to_day": "2024-12-30"}, set()),
        ({"to_day": "2023-12-31"}, {8}),
        ({"from_day": "2025-12-31"}, {20}),
    ],
)
def test_figures_by_each_filter(small: Library, given: dict[str, str], figures: set[float]) -> None:
    rows = small.ask("indicators", given).rows
    assert {row["value"] for row in rows} == figures
    assert len(rows) == len(figures)


def test_a_figure_with_all_that_is_known_of_it(small: Library) -> None:
    (row,) = small.ask("indicators", {"metric": "students_total"}).rows
    assert {name: value for name, value in row.items() if name != "id"} == {
        "subject_id": "530125",
        "subject": "宜良县",
        "subject_label": "County",
        "metric": "students_total",
        "value": 4000,
        "unit": "students",
        "qualifier": "about",
        "as_of": "2024",
        "source_ids": ["small-2"],
        "locators": ["L13"],
    }


def test_a_figure_may_be_about_a_programme(empty_graph: Graph) -> None:
    text = "CREATE (:Programme {id: 'p1', name: 'P'})<-[:ABOUT {key: 'about-1'}]-(:Indicator {id: 'i1', metric: 'm'})"
    empty_graph.writer.write(Statement("figure", text))
    (row,) = Library(empty_graph.writer).ask("indicators", {"subject": "p1"}).rows
    assert (row["subject_label"], row["subject"]) == ("Programme", "P")


def test_a_window_of_figures_must_not_end_before_it_begins(small: Library) -> None:
    with pytest.raises(BadParameter, match="to_day: comes before from_day"):
        small.ask("indicators", {"from_day": "2024-01-02", "to_day": "2024-01-01"})


@pytest.mark.parametrize("question", [*LISTS, "programmes"])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_in_a_row_are_the_whole_list(small: Library, question: str, size: int) -> None:
    """Each page says whether there are more, and the last of its ids or keys is where the next goes on."""
    asked = (
        {"level": "province"} if question == "regions" else {"id": "small-1"} if question.endswith("_source") else {}
    )
    whole = small.ask(question, asked).rows
    by = next(iter(whole[0]))
    assert by in {"id", "key"}
    seen: list[dict[str, Any]] = []
    while True:
        after = {"after": seen[-1][by]} if seen else {}
        answer = small.ask(question, {**asked, **after}, max_rows=size)
        assert len(answer.rows) <= size
        assert answer.receipt.cut_at == size
        seen += answer.rows
        assert answer.receipt.truncated is (len(seen) < len(whole))
        if not answer.receipt.truncated:
            break
    assert seen == whole
    assert [row[by] for row in whole] == sorted({row[by] for row in whole})


def test_the_lists_are_those_of_the_api() -> None:
    assert {"aid_links", "groups", "indicators", "schools"} <= set(LISTS)


def test_a_page_is_as_long_as_the_store_says(small: Library) -> None:
    assert small.ask("schools").receipt.cut_at == small.store.settings.max_rows
