from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.folders import checked, reasons, write_tables

HEAD = "id,name,region,campus_of,aliases,students,source,locator\n"


def test_one_name_in_two_counties_is_two_schools(tmp_path: Path) -> None:
    rows = ",中心小学,530102,,,5,rep,L1\n,中心小学,富民县,,,7,rep,L2\n,中心 小学,五华区,,,,rep,L3\n"
    done = checked(write_tables(tmp_path, schools=HEAD + rows))
    schools = {id_: node.properties for (label, id_), node in done.plan.nodes.items() if label == "School"}
    assert sorted(properties["students"] for properties in schools.values()) == [5, 7]
    assert {id_.rpartition("-")[0] for id_ in schools} == {"school-530102", "school-530124"}


@pytest.mark.parametrize("order", [1, -1])
def test_where_a_school_lies_is_said_by_the_rows_that_say_so(tmp_path: Path, order: int) -> None:
    rows = "".join(["s1,一中,,,,,rep,L1\n", "s1,一中,530102,,,,rep,L2\n"][::order])
    done = checked(write_tables(tmp_path, schools=HEAD + rows))
    assert [list(link.evidence) for link in done.plan.links.values()] == [[("rep", "L2")]]


def test_a_school_without_a_region_is_in_none(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, schools=HEAD + ",一中,,,,,rep,L1\n"))
    assert done.report.rejects == []
    assert done.report.links == 0


@pytest.mark.parametrize("parent", ["本部", "本校", "本部@五华区", "p1"])
def test_a_campus_finds_its_parent_in_its_own_region_first(tmp_path: Path, parent: str) -> None:
    rows = f"p1,本部,530102,,本校,,rep,L1\np2,本部,530124,,本校,,rep,L2\nc1,校区,530102,{parent},,,rep,L3\n"
    done = checked(write_tables(tmp_path, schools=HEAD + rows))
    assert done.report.rejects == []
    campus = [(link.start, link.end) for link in done.plan.links.values() if link.type == "CAMPUS_OF"]
    assert campus == [("c1", "p1")]


@pytest.mark.parametrize(
    ("parent", "words"),
    [("c1", "is the school itself"), ("本部", "is ambiguous: 2"), ("别处", "is unknown"), ("530102", "is unknown")],
)
def test_a_campus_without_one_certain_parent_is_rejected(tmp_path: Path, parent: str, words: str) -> None:
    rows = f"p1,本部,530102,,,,rep,L1\np2,本部,530124,,,,rep,L2\nc1,校区,110105,{parent},,,rep,L3\n"
    done = checked(write_tables(tmp_path, schools=HEAD + rows))
    assert reasons(done) == [("schools.csv", 4, "campus_of")]
    assert words in done.report.rejects[0].reason
    assert ("School", "c1") not in done.plan.nodes
