"""Schools that are campuses of each other: the schools load, the links between them don't."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Statement, Store
from loaders import load_folder, unload
from tests.loaders.folders import Checked, checked, write_tables

HEAD = "id,name,region,campus_of,source,locator\n"


def loaded(folder: Path, *pairs: str) -> Checked:
    """Schools by the first letter of each pair, each a campus of the second's."""
    rows = [f"{pair[0]},{pair[0].upper()}校,530124,{pair[1:]},rep,L{n}\n" for n, pair in enumerate(pairs)]
    return checked(write_tables(folder, schools=HEAD + "".join(rows)))


def kept(done: Checked) -> set[str]:
    return {link.start + link.end for link in done.plan.links.values() if link.type == "CAMPUS_OF"}


def told(done: Checked) -> dict[int, str]:
    """By row, the ring that it is rejected for."""
    assert {reject.column for reject in done.report.rejects} <= {"campus_of"}
    return {reject.row: reject.reason.rpartition(": ")[2] for reject in done.report.rejects}


@pytest.mark.parametrize(
    ("pairs", "links", "rings"),
    [
        (("ab", "b"), {"ab"}, {}),
        (("ab", "bc", "c"), {"ab", "bc"}, {}),
        (("ab", "ba"), set(), {2: "A校 → B校 → A校", 3: "A校 → B校 → A校"}),
        (("bc", "ca", "ab"), set(), dict.fromkeys((2, 3, 4), "A校 → B校 → C校 → A校")),
        # What leads into a ring, or lies beside it, stays.
        (("ab", "ba", "ca", "dc", "ef", "f"), {"ca", "dc", "ef"}, {2: "A校 → B校 → A校", 3: "A校 → B校 → A校"}),
        (
            ("ab", "ba", "cd", "dc"),
            set(),
            {2: "A校 → B校 → A校", 3: "A校 → B校 → A校", 4: "C校 → D校 → C校", 5: "C校 → D校 → C校"},
        ),
    ],
)  # fmt: skip
def test_rings_are_left_out_and_named(
    tmp_path: Path, pairs: tuple[str, ...], links: set[str], rings: dict[int, str]
) -> None:
    done = loaded(tmp_path, *pairs)
    assert kept(done) == links
    assert told(done) == rings
    assert {id_ for label, id_ in done.plan.nodes if label == "School"} == {pair[0] for pair in pairs}


def test_two_parents_may_make_a_ring_with_one_of_them(tmp_path: Path) -> None:
    done = loaded(tmp_path, "ab", "ac", "ba", "c")
    assert kept(done) == {"ac"}
    assert told(done) == {2: "A校 → B校 → A校", 4: "A校 → B校 → A校"}


def test_a_long_ring_is_named_in_part(tmp_path: Path) -> None:
    count = 3_000
    rows = "".join(f"s{n:05},校{n},530124,s{(n + 1) % count:05},rep,L1\n" for n in range(count))
    done = checked(write_tables(tmp_path, schools=HEAD + rows))
    assert kept(done) == set()
    reasons = {reject.reason for reject in done.report.rejects}
    assert len(done.report.rejects) == count
    assert [reason.rpartition(": ")[2] for reason in reasons] == [" → ".join([*(f"校{n}" for n in range(10)), "…"])]


def test_a_school_is_no_campus_of_itself(tmp_path: Path) -> None:
    done = loaded(tmp_path, "aa")
    assert [(reject.column, reject.reason) for reject in done.report.rejects] == [("campus_of", "is the school itself")]


def test_a_ring_over_two_datasets_is_left_out_in_any_order(store: Store, tmp_path: Path) -> None:
    tables = {
        "one": "a,A校,530124,b,rep,L1\nb,B校,530124,,rep,L2\n",
        "two": "a,A校,530124,,rep,L1\nb,B校,530124,a,rep,L2\n",
    }
    one, two = (write_tables(tmp_path / name, schools=HEAD + rows) for name, rows in tables.items())
    campuses = Statement("campuses", "MATCH (a:School)-[:CAMPUS_OF]->(b:School) RETURN a.id AS a, b.id AS b")
    assert load_folder(store, one).rejects == []
    assert store.read_all(campuses, {}) == [{"a": "a", "b": "b"}]
    rejects = load_folder(store, two).rejects
    assert [(reject.row, reject.reason.rpartition(": ")[2]) for reject in rejects] == [(3, "A校 → B校 → A校")]
    assert store.read_all(campuses, {}) == []
    unload(store, "one")
    assert store.read_all(campuses, {}) == [{"a": "b", "b": "a"}]
