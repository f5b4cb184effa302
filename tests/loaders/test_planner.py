from __future__ import annotations

from pathlib import Path

import pytest

from loaders.graph_contents import GraphContents
from loaders.identity import Entity
from tests.loaders.folders import checked, reasons, some_regions, write_tables

HEAD = "id,name,region,aliases,source,locator\n"


def _known(*entities: Entity) -> GraphContents:
    known = some_regions()
    known.entities.extend(entities)
    return known


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ("s1,一中,,,rep,L1\ns1,二中,,,rep,L2\n", "id"),
        ("s1,一中,,,rep,L1\ns1,一 中,,,rep,L2\n", None),
        ("s1,一中,,,rep,L1\ns1,昆明一中,,一中,rep,L2\n", "name"),
        ("s1,一中,530102,,rep,L1\ns1,一中,530124,,rep,L2\n", "region"),
        ("s1,一中,530100,,rep,L1\ns1,一中,530124,,rep,L2\n", None),
        ("s1,一中,530100,,rep,L1\ns1,一中,,,rep,L2\n", None),
        ("530102,一中,,,rep,L0\n", "id"),
        (",一中,530102,,rep,L1\n,一中,530124,,rep,L2\n", None),
    ],
)
def test_one_id_is_one_school_in_one_place(tmp_path: Path, rows: str, column: str | None) -> None:
    done = checked(write_tables(tmp_path, schools=HEAD + rows))
    expected = [] if column is None else [("schools.csv", rows.count("\n") + 1, column)]
    assert reasons(done) == expected


def test_a_school_and_a_group_may_not_share_an_id(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, schools=HEAD + "x,一中,,,rep,L1\n", groups=HEAD + "x,集团,,,rep,L2\n"))
    assert reasons(done) == [("groups.csv", 2, "id")]
    assert done.report.rejects[0].reason == "is the id of a School already"
    assert done.report.rejects[0].candidates == ("x 一中",)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (Entity("School", "s1", "一中"), ""),
        (Entity("School", "s1", "昆明市第一中学", ("一中",)), ""),
        (Entity("School", "s1", "二中"), "is the id of another name already (s1 二中)"),
        (Entity("School", "s1", "一中", (), "110105"), "is not where this id lies already: 110105 (s1 一中)"),
    ],
)
def test_what_another_dataset_says_of_an_id_is_told_where_it_differs(tmp_path: Path, known: Entity, told: str) -> None:
    done = checked(write_tables(tmp_path, schools=HEAD + "s1,一中,530102,,rep,L1\n"), _known(known))
    assert reasons(done) == []
    note = f"schools.csv, row 2: '一中' {told}: another dataset says so"
    assert done.report.notes == ((note,) if told else ())


def test_an_id_of_another_dataset_s_group_is_no_school_s(tmp_path: Path) -> None:
    known = Entity("EducationGroup", "s1", "一中")
    done = checked(write_tables(tmp_path, schools=HEAD + "s1,一中,530102,,rep,L1\n"), _known(known))
    assert reasons(done) == [("schools.csv", 2, "id")]


def test_rows_that_cite_no_known_source_are_rejected(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, schools=HEAD + "s1,一中,,,rep;other,L1;L2\ns2,二中,,,regions-2026,L1\n"))
    assert reasons(done) == [("schools.csv", 2, "source")]
    assert str(done.report.rejects[0]) == "schools.csv, row 2, source: 'other' is in no sources table"
