"""Questions about schools, counted on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"


def ids(library: Library, question: str, column: str = "id", **given: Any) -> list[str]:
    return [row[column] for row in library.ask(question, given).rows]


def test_one_school(small: Library) -> None:
    assert small.ask("school", {"id": "a1-east"}).rows == [
        {
            "id": "a1-east",
            "name": "甲一中东校区",
            "aliases": [],
            "stages": ["junior", "senior"],
            "setting": "urban",
            "students": 200,
            "teachers": None,
            "status": "open",
            "since": "2019-09",
            "until": None,
            "region": "530124",
            "region_name": "富民县",
            "lead": False,
            "campus_of": "a1",
            "source_ids": ["small-1"],
            "locators": ["L1"],
        }
    ]
    (a1,) = small.ask("school", {"id": "a1"}).rows
    assert (a1["lead"], a1["campus_of"], a1["aliases"]) == (True, None, ["甲中"])
    assert small.ask("school", {"id": "g1"}).rows == []


@pytest.mark.parametrize(
    ("given", "schools"),
    [
        ({"region": "530125"}, ["b1", "b2", "b3", "b4", "b5"]),
        ({"region": "530124", "stage": "primary"}, ["a2", "a3", "a4", "a5"]),
        ({"stage": "senior"}, ["a1", "a1-east", "b1"]),
        ({"q": "一中"}, ["a1", "a1-east", "b1"]),
        ({"q": "甲中"}, ["a1"]),
        ({"region": "530100", "after": "a7", "stage": "primary"}, ["b2", "b3", "b4"]),
        ({"region": "530126"}, []),
        ({"q": "一中", "as_of": "2019-08-31"}, ["a1", "b1"]),
        ({"q": "一中", "as_of": "2019-09-01"}, ["a1", "a1-east", "b1"]),
        ({"q": "一中", "as_of": "1949-12-31"}, ["b1"]),
    ],
)
def test_schools_by_region_stage_name_and_day(small: Library, given: dict[str, str], schools: list[str]) -> None:
    assert ids(small, "schools", **given) == schools


def test_a_list_can_be_read_page_by_page(small: Library) -> None:
    read: list[str] = []
    while page := small.ask("schools", {"after": read[-1] if read else None}, max_rows=5).rows:
        read += [row["id"] for row in page]
    assert read == sorted(read) == ids(small, "schools")
    assert len(read) == 13


def test_a_list_marks_leads_and_campuses(small: Library) -> None:
    rows = {row["id"]: row for row in small.ask("schools").rows}
    assert {id_ for id_, row in rows.items() if row["lead"]} == {"a1", "b1"}
    assert {id_: row["campus_of"] for id_, row in rows.items() if row["campus_of"]} == {"a1-east": "a1"}
    assert {row["region"] for row in rows.values()} == {"530124", "530125"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        # A whole name or alias comes first, then the shortest name, then the id.
        ("甲中", [("a1", "School")]),
        ("甲一中", [("a1", "School"), ("a1-east", "School"), ("g1", "EducationGroup")]),
        ("甲乙联盟", [("g3", "EducationGroup")]),
        ("宜良", [("530125", "Region")]),
        ("没有", []),
        ("%", []),
        ("' OR 1=1", []),
    ],
)
def test_find_by_name(small: Library, name: str, found: list[tuple[str, str]]) -> None:
    assert [(row["id"], row["label"]) for row in small.ask("find", {"name": name}).rows] == found


def test_find_says_where(small: Library) -> None:
    assert ids(small, "find", "region", name="乙五中") == ["530125"]
    assert ids(small, "find", "region", name="宜良县") == ["530100"]


def test_the_groups_of_a_school(small: Library) -> None:
    (row,) = small.ask("groups_of_school", {"school": "a5", "as_of": DAY}).rows
    assert (row["group_id"], row["name"], row["kind"], row["role"], row["mode"], row["since"], row["until"]) == (
        "g3",
        "甲乙联盟",
        "alliance",
        "partner",
        "alliance",
        "2024",
        None,
    )
    assert ids(small, "groups_of_school", "group_id", school="a3", as_of=DAY) == []
    assert ids(small, "groups_of_school", "group_id", school="a3", as_of="2023-06-30") == ["g1"]
    assert small.ask("groups_of_school", {"school": "a7"}).receipt.undated_links == 1


def test_all_ties_of_a_school(small: Library) -> None:
    """b1 leads and is in g2, and aids b2, b4 and 530126; where it lies is no tie."""
    rows = small.ask("ties_of_school", {"id": "b1"}).rows
    assert sorted((row["type"], row["from_id"], row["to_id"], row["form"] or row["role"]) for row in rows) == [
        ("AIDS", "b1", "530126", "group_aid"),
        ("AIDS", "b1", "b2", "training"),
        ("AIDS", "b1", "b4", "pairing"),
        ("LEADS", "b1", "g2", None),
        ("MEMBER_OF", "b1", "g2", "lead"),
    ]
    (aid,) = [row for row in rows if row["to_id"] == "530126"]
    assert (aid["from_name"], aid["to_name"], aid["programme"], aid["since"]) == (
        "乙一中",
        "石林彝族自治县",
        "组团式帮扶",
        "2022",
    )
    assert [row["type"] for row in rows] == sorted(row["type"] for row in rows)


@pytest.mark.parametrize(
    ("id_", "as_of", "others"),
    [
        ("a4", "any", set()),
        ("b3", "any", {"a1"}),
        ("b3", DAY, set()),
        ("b5", DAY, {"a7"}),
        ("g2", DAY, {"g1", "b1", "b2"}),
        ("530126", DAY, {"b1", "530100"}),
        ("530124", "any", set()),
        ("nobody", "any", set()),
    ],
)
def test_ties_from_either_side(small: Library, id_: str, as_of: str, others: set[str]) -> None:
    rows = small.ask("ties_of_school", {"id": id_, "as_of": as_of}).rows
    assert {end for row in rows for end in (row["from_id"], row["to_id"])} - {id_} == others


def test_schools_in_several_groups(empty_graph: Graph) -> None:
    """s1 is in g1 by two terms and in g2; s2 in g1 and, until 2020, in g2; s3 in all three."""
    links = [
        Link("MEMBER_OF", "s1", "g1", "member-of-1"),
        Link("MEMBER_OF", "s1", "g1", "member-of-2", since="2021"),
        Link("MEMBER_OF", "s1", "g2", "member-of-3", since="2021"),
        Link("MEMBER_OF", "s2", "g1", "member-of-4"),
        Link("MEMBER_OF", "s2", "g2", "member-of-5", until="2020"),
        *(Link("MEMBER_OF", "s3", f"g{n}", f"member-of-{n + 5}") for n in (1, 2, 3)),
        Link("LOCATED_IN", "s1", "r1", "located-in-1"),
    ]
    write_graph(empty_graph.writer, links)
    library = Library(empty_graph.writer)
    rows = library.ask("schools_in_several_groups", {"as_of": DAY}).rows
    assert [(row["school_id"], row["groups"], row["group_ids"], row["undated_links"]) for row in rows] == [
        ("s3", 3, ["g1", "g2", "g3"], 3),
        ("s1", 2, ["g1", "g2"], 1),
    ]
    assert rows[1]["group_names"] == ["G1", "G2"]
    assert ids(library, "schools_in_several_groups", "school_id", as_of="any") == ["s3", "s1", "s2"]
    assert ids(library, "schools_in_several_groups", "school_id", as_of=DAY, region="r1") == ["s1"]


def test_no_school_of_the_small_dataset_is_in_two_groups(small: Library) -> None:
    assert small.ask("schools_in_several_groups", {"as_of": "any"}).rows == []


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ({"as_of": DAY}, [("a1-east", "a1"), ("a5", "g3"), ("a6", "a2"), ("b5", "a7")]),
        ({"as_of": DAY, "region": "530125"}, [("b5", "a7")]),
        # Before a7 was paired and b1 aided others than b2: undated ties hold.
        ({"as_of": "2020-06-01"}, [("a1-east", "a1"), ("a7", "g1"), ("b2", "b1")]),
    ],
)
def test_schools_held_by_one_other_alone(small: Library, given: dict[str, str], held: list[tuple[str, str]]) -> None:
    rows = small.ask("single_tie_schools", given).rows
    assert [(row["school_id"], row["other_id"]) for row in rows] == held


def test_several_ties_to_one_other_are_one_hold(empty_graph: Graph) -> None:
    links = [
        Link("LEADS", "s1", "g1", "leads-1"),
        Link("MEMBER_OF", "s1", "g1", "member-of-1", since="2020"),
        Link("MEMBER_OF", "s2", "g1", "member-of-2"),
        Link("AIDS", "s1", "s2", "aids-1", until="2020"),
        Link("AIDS", "s2", "r1", "aids-2"),
        Link("LOCATED_IN", "s1", "r1", "located-in-1"),
    ]
    write_graph(empty_graph.writer, links)
    assert Library(empty_graph.writer).ask("single_tie_schools", {"as_of": DAY}).rows == [
        {
            "school_id": "s1",
            "name": "S1",
            "other_id": "g1",
            "other_name": "G1",
            "types": ["LEADS", "MEMBER_OF"],
            "keys": ["leads-1", "member-of-1"],
            "undated_links": 1,
        }
    ]
