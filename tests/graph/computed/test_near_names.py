"""Schools with names close to each other, on names made by hand."""

from __future__ import annotations

from importlib import import_module

import pytest

from graph.answers import Library
from graph.errors import BadParameter
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

# The package exports the function under the same name.
MODULE = import_module("graph.computed.near_names")
NAMES = {
    "s1": "富民县大营中心小学",
    "s2": "大营中心小学",
    "s3": "富民县第七小学",
    "s4": "富民县第八小学",
    "s5": "富民县大营中心小学东校区",
    "s6": "大营中心小学",
    "s7": "富民一中",
    "s8": "富民县一中",
    "s9": "昆明市实验学校",
}


@pytest.fixture
def named(empty_graph: Graph) -> Library:
    """r1 is 富民县; s6 lies in another county; s5 is a campus of s1; s9 was once called as s2 is."""
    links = [Link("LOCATED_IN", id_, "r2" if id_ == "s6" else "r1", f"located-in-{id_}") for id_ in NAMES]
    properties: dict[str, dict[str, object]] = {id_: {"name": name} for id_, name in NAMES.items()}
    properties["s9"]["aliases"] = ["大营中心小学"]
    properties["r1"] = {"name": "富民县"}
    write_graph(empty_graph.writer, [*links, Link("CAMPUS_OF", "s5", "s1", "campus-of-1")], **properties)
    return Library(empty_graph.writer)


def pairs(library: Library, similarity: int) -> list[tuple[str, str, float]]:
    rows = library.ask("near_names", {"region": "r1", "similarity": similarity}).rows
    return [(row["school_id"], row["other_id"], row["similarity"]) for row in rows]


def test_close_names_surest_first(named: Library) -> None:
    """s2 is an alias of s9, and s1, s7 and s8 name the county as well. 第七 and 第八 are two schools; s1 is not held
    against its campus, nor is any school that isn't one."""
    near = [("s2", "s9", 99.0), ("s1", "s2", 94.0), ("s7", "s8", 94.0), ("s1", "s9", 93.0)]
    assert pairs(named, 75) == near
    assert pairs(named, 94) == near[:3]
    assert pairs(named, 95) == near[:1]
    assert pairs(named, 50) == near


def test_names_and_places_stand_beside(named: Library) -> None:
    row = named.ask("near_names", {"region": "r1"}, max_rows=3).rows[2]
    assert row == {"school_id": "s7", "name": "富民一中", "other_id": "s8", "other_name": "富民县一中",
                   "similarity": 94.0, "rule": "place", "region": "r1", "other_region": "r1"}  # fmt: skip
    assert named.ask("near_names", {"region": "r1"}, max_rows=2).receipt.truncated
    assert named.ask("near_names", {"region": "nowhere"}).rows == []


def test_a_region_with_too_many_schools_is_refused(named: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MODULE, "MAX_SCHOOLS", 7)
    with pytest.raises(BadParameter, match="more than 7 schools"):
        pairs(named, 75)
    monkeypatch.setattr(MODULE, "MAX_SCHOOLS", 8)
    assert len(pairs(named, 75)) == 4
