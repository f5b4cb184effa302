"""What a what-if leaves out, found on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

import pytest

from graph.answers import Library
from graph.computed.leaving import Leaving, leaving
from graph.errors import NotFound


def key_of(library: Library, type_: str, start: str, end: str) -> str:
    """Key of the tie between two, whenever it held."""
    rows = library.ask("ties_of_school", {"id": start, "as_of": "any"}).rows
    (key,) = [row["key"] for row in rows if (row["type"], row["from_id"], row["to_id"]) == (type_, start, end)]
    return str(key)


def test_a_school_leaves_with_its_campuses(small: Library) -> None:
    told = {"id": "a1", "label": "School", "type": None, "name": "甲一中"}
    assert leaving(small.store, "a1", None) == Leaving(told, ["a1", "a1-east"], ["a1", "a1-east"], [])
    assert leaving(small.store, "a1-east", None).gone == ["a1-east"]


def test_a_group_leaves_alone(small: Library) -> None:
    told = {"id": "g1", "label": "EducationGroup", "type": None, "name": "甲一中教育集团"}
    assert leaving(small.store, "g1", None) == Leaving(told, ["g1"], [], ["g1"])


@pytest.mark.parametrize(
    ("type_", "start", "end", "name", "schools", "groups"),
    [
        ("CAMPUS_OF", "a1-east", "a1", "甲一中东校区是其校区甲一中", ["a1-east", "a1"], []),
        ("LEADS", "a1", "g1", "甲一中牵头甲一中教育集团", ["a1"], ["g1"]),
        ("MEMBER_OF", "a3", "g1", "甲三小加入甲一中教育集团", ["a3"], ["g1"]),
        ("AIDS", "b1", "530126", "乙一中帮扶石林彝族自治县", ["b1"], []),
        ("PAIRED_WITH", "a7", "b5", "甲七中结对乙五中", ["a7", "b5"], []),
        ("SPUN_OFF_FROM", "g2", "g1", "乙一中教育集团衍生自甲一中教育集团", [], ["g2", "g1"]),
        ("MANAGES", "530100", "530126", "昆明市管理石林彝族自治县", [], []),
    ],
)
def test_a_tie_of_any_type_is_found_by_its_key(
    small: Library, type_: str, start: str, end: str, name: str, schools: list[str], groups: list[str]
) -> None:
    key = key_of(small, type_, start, end)
    told = {"id": key, "label": None, "type": type_, "name": name}
    assert leaving(small.store, key, None) == Leaving(told, [key], schools, groups)


@pytest.mark.parametrize(
    "without", ["nobody", "aids-0000000000000000", "aids", "knows-1", "", "programme-1", "' OR 1=1"]
)
def test_what_is_not_there_can_not_leave(small: Library, without: str) -> None:
    with pytest.raises(NotFound):
        leaving(small.store, without, None)


def test_a_place_is_no_tie(small: Library) -> None:
    (row,) = small.ask("reach", {"start": "a4", "hops": 1, "ties": "LOCATED_IN"}).rows
    assert row["path"][0]["key"].startswith("located-in-")
    with pytest.raises(NotFound, match="No school, group, organisation, region or tie"):
        leaving(small.store, row["path"][0]["key"], None)


def test_a_region_leaves_itself_and_not_what_lies_in_it(small: Library) -> None:
    told = {"id": "530124", "label": "County", "type": None, "name": "富民县"}
    assert leaving(small.store, "530124", None) == Leaving(told, ["530124"], [], [], regions=["530124"])
