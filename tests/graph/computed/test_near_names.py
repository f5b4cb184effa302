"""Schools with names close to each other, on names made by hand."""

from __future__ import annotations

from importlib import import_module

import pytest

from graph.answers import Library
from graph.errors import BadParameter
from tests.conftest import Graph
from tests.graphs import Link, write_graph

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
    """s6 lies in another county; s5 is a campus of s1; s9 was once called as s2 is."""
    links = [Link("LOCATED_IN", id_, "r2" if id_ == "s6" else "r1", f"located-in-{id_}") for id_ in NAMES]
    properties: dict[str, dict[str, object]] = {id_: {"name": name} for id_, name in NAMES.items()}
    properties["s9"]["aliases"] = ["大营中心小学"]
    write_graph(empty_graph.writer, [*links, Link("CAMPUS_OF", "s5", "s1", "campus-of-1")], **properties)
    return Library(empty_graph.writer)


def pairs(library: Library, similarity: int) -> list[tuple[str, str, float]]:
    rows = library.ask("near_names", {"region": "r1", "similarity": similarity}).rows
    return [(row["school_id"], row["other_id"], row["similarity"]) for row in rows]


def test_close_names_closest_first(named: Library) -> None:
    """2 * 4 of 4 + 5 letters; 2 * 6 of 9 + 6, by name or alias. 第七 and 第八 differ by one letter and are two schools;
    s1 is not held against its campus."""
    near = [("s2", "s9", 100.0), ("s7", "s8", 88.9), ("s1", "s2", 80.0), ("s1", "s9", 80.0)]
    assert pairs(named, 75) == near
    assert pairs(named, 81) == near[:2]
    # 2 * 6 of 6 + 12.
    assert pairs(named, 60) == [*near, ("s2", "s5", 66.7), ("s5", "s9", 66.7)]


def test_names_and_places_stand_beside(named: Library) -> None:
    row = named.ask("near_names", {"region": "r1"}, max_rows=2).rows[1]
    assert (row["name"], row["other_name"], row["region"], row["other_region"]) == (
        "富民一中",
        "富民县一中",
        "r1",
        "r1",
    )
    assert named.ask("near_names", {"region": "r1"}, max_rows=2).receipt.truncated
    assert named.ask("near_names", {"region": "nowhere"}).rows == []


def test_a_region_with_too_many_schools_is_refused(named: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MODULE, "MAX_SCHOOLS", 7)
    with pytest.raises(BadParameter, match="more than 7 schools"):
        pairs(named, 75)
    monkeypatch.setattr(MODULE, "MAX_SCHOOLS", 8)
    assert len(pairs(named, 75)) == 4
