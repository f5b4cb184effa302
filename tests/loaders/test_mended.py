"""Rejected rows with all that they said, mended by hand, in the place of the bad ones at every load."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputUnreadable
from loaders import check_folder
from loaders.rejects import Reject, RejectGroup, group_rejects, rejected_rows, write_rejects
from tests.loaders.folders import checked, reasons, write_tables

SCHOOLS = "name,region,since,source,locator\n一中,530102,2020-13,rep,L1\n二中,530102,,rep,L2\n三中,北平市,,rep,L3\n"
INDICATORS = "subject,metric,value,source,locator\n530102,schools,many,rep,L4\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which two schools and a figure fail."""
    return write_tables(tmp_path / "county", schools=SCHOOLS, indicators=INDICATORS)


def _rejected(folder: Path) -> list[dict[str, str]]:
    """The rows of rejects.csv."""
    path = folder.parent / "rejects.csv"
    done = checked(folder)
    write_rejects(path, done.report.rejects, done.report.rejected)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _mend(folder: Path, rows: list[dict[str, str]]) -> None:
    with (folder / "mended.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_a_reject_holds_its_whole_row(folder: Path) -> None:
    rows = _rejected(folder)
    assert [(row["table"], row["file"], row["row"], row["part"], row["column"], row["value"]) for row in rows] == [
        ("schools", "schools.csv", "2", "1", "since", "2020-13"),
        ("schools", "schools.csv", "4", "1", "region", "北平市"),
        ("indicators", "indicators.csv", "2", "1", "value", "many"),
    ]
    assert [(row["name"], row["since"], row["locator"]) for row in rows[:2]] == [
        ("一中", "2020-13", "L1"),
        ("三中", "", "L3"),
    ]
    assert (rows[2]["metric"], rows[2]["own value"]) == ("schools", "many")


def test_mended_rows_take_the_place_of_the_bad_ones(folder: Path) -> None:
    rows = _rejected(folder)
    rows[0]["since"], rows[1]["region"], rows[2]["own value"] = "2020-12", "五华区", "12"
    _mend(folder, rows)
    done = checked(folder)
    assert done.report.rejects == []
    assert done.report.rows == {"sources": 1, "schools": 3, "indicators": 1}
    schools = {node.properties["name"]: node for node in done.plan.nodes.values() if node.label == "School"}
    assert schools["一中"].properties["since"] == "2020-12"
    assert schools["三中"].evidence == [("rep", "L3")]
    assert "mended.csv: 3 rows took the place of those that they mend" in done.report.notes
    (folder.parent / "whole").mkdir()
    right = SCHOOLS.replace("2020-13", "2020-12").replace("北平市", "五华区")
    whole = folder.parent / "whole" / "county"
    assert (
        checked(write_tables(whole, schools=right, indicators=INDICATORS.replace("many", "12"))).digest == done.digest
    )


def test_a_row_that_stands_twice_in_the_rejects_is_one(tmp_path: Path) -> None:
    """The school of a leading member fails: the row of the member is told of its membership and of its lead."""
    schools = "name,region,campus_of,source,locator\n一小,530102,九小,rep,L1\n"
    members = "group,school,role,source,locator\n甲集团,一小,lead,rep,L2\n"
    groups = "name,source,locator\n甲集团,rep,L3\n"
    folder = write_tables(tmp_path / "county", schools=schools, members=members, groups=groups)
    rows = _rejected(folder)
    assert [row["file"] for row in rows].count("members.csv") == 2
    before = checked(folder)
    _mend(folder, rows)
    after = checked(folder)
    assert after.report.rows == before.report.rows
    assert [reject.reason for reject in after.report.rejects] == [reject.reason for reject in before.report.rejects]
    for row in rows:
        row["campus_of"] = ""
    _mend(folder, rows)
    assert checked(folder).report.rejects == []


def test_a_mended_row_that_fails_is_named_by_its_own_place(folder: Path) -> None:
    rows = _rejected(folder)
    rows[0]["since"] = "someday"
    _mend(folder, rows[:1])
    failed = [("schools.csv", 4, "region"), ("mended.csv", 2, "since"), ("indicators.csv", 2, "value")]
    assert reasons(checked(folder)) == failed


def test_a_row_that_is_another_now_is_not_mended(folder: Path) -> None:
    _mend(folder, _rejected(folder)[:1])
    text = (folder / "schools.csv").read_text("utf-8")
    (folder / "schools.csv").write_text(text.replace("2020-13", "2021-14"), "utf-8")
    rejects = {reject.file: reject for reject in checked(folder).report.rejects}
    assert rejects["mended.csv"].reason == "row 2 of schools.csv holds '2021-14' as since now, not '2020-13'"
    assert rejects["schools.csv"].row in (2, 4)
    (folder / "schools.csv").write_text("name,source,locator\n一中,rep,L1\n", "utf-8")
    _mend(folder, [{"table": "schools", "file": "schools.csv", "row": "9", "part": "1", "name": "九中"}])
    assert "which isn't there" in " ".join(reject.reason for reject in checked(folder).report.rejects)


def test_a_reject_that_shows_what_a_cell_means_is_mended_too(tmp_path: Path) -> None:
    """1,200人 is rejected as 1200, and 2020年9月 as 2020-09."""
    schools = 'name,students,since,source,locator\n一中,5,2020,rep,L1\n一中,"1,200人",,rep,L2\n一中,,2020年9月,rep,L3\n'
    folder = write_tables(tmp_path / "county", schools=schools)
    rows = _rejected(folder)
    assert [row["value"] for row in rows] == ["1200", "2020-09"]
    for row in rows:
        row["name"] = "二中" if row["students"] else "三中"
    _mend(folder, rows)
    assert checked(folder).report.rejects == []


def test_a_reject_that_shows_what_a_blank_cell_stands_for_is_mended_too(tmp_path: Path) -> None:
    organisations = "name,kind,source,locator\n云大,university,rep,L1\n云大,,rep,L2\n"
    folder = write_tables(tmp_path / "county", organisations=organisations)
    (row,) = _rejected(folder)
    assert row["value"] == "other"
    _mend(folder, [{**row, "kind": "university"}])
    assert checked(folder).report.rejects == []


def test_a_row_that_could_not_be_read_may_be_mended_too(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "county", schools="name,source,locator\n一中,rep,L1,too,much\n")
    rows = _rejected(folder)
    assert (rows[0]["row"], rows[0]["table"]) == ("2", "")
    said = {"table": "schools", "part": "", "name": "一中", "source": "rep", "locator": "L1"}
    _mend(folder, [{**rows[0], **said}])
    done = checked(folder)
    assert done.report.rejects == []
    assert [node.properties["name"] for node in done.plan.nodes.values() if node.label == "School"] == ["一中"]


def test_a_mended_cell_that_looks_like_a_formula_comes_back_as_it_was(tmp_path: Path) -> None:
    schools = "name,aliases,since,source,locator\n一中,=1+1,2020-13,rep,L1\n"
    folder = write_tables(tmp_path / "county", schools=schools)
    rows = _rejected(folder)
    assert rows[0]["aliases"] == "'=1+1"
    _mend(folder, [{**rows[0], "since": "2020"}])
    (node,) = (node for node in checked(folder).plan.nodes.values() if node.label == "School")
    assert node.properties["aliases"] == ["=1+1"]


def test_a_table_that_is_no_list_of_mended_rows_is_refused(folder: Path) -> None:
    (folder / "mended.csv").write_text("name,since\n一中,2020\n", "utf-8")
    with pytest.raises(InputUnreadable, match=r"mended\.csv has no column table, file, row, part"):
        check_folder(folder)


def _groups(folder: Path) -> list[RejectGroup]:
    report: Any = checked(folder).report
    return group_rejects(report.rejects, report.rejected)


def test_rejects_of_one_cause_are_one_line_with_those_that_wait_for_them(tmp_path: Path) -> None:
    regions = "id,name,parent,source\n" + "".join(f"x y{n},{n}区,昆明市,rep\n" for n in range(4))
    schools = "name,region,source,locator\n" + "".join(f"{n}小,{n % 4}区,rep,L{n}\n" for n in range(8))
    groups = "name,lead,source,locator\n" + "".join(f"{n}集团,{n}小,rep,L{n}\n" for n in range(8))
    found = _groups(write_tables(tmp_path / "county", regions=regions, schools=schools, groups=groups))
    assert len(found) == 1
    assert str(found[0]).startswith("4 regions, id: is no id")
    assert str(found[0]).endswith("8 schools and 8 groups wait for them")
    assert len(found[0].examples) == 3


def test_causes_that_differ_in_a_figure_or_name_only_are_one() -> None:
    rejects = [Reject("a.csv", n, "stages", "x", f"'x{n}' is not one of primary") for n in range(1, 6)]
    rejects += [Reject("a.csv", 9, "since", "y", "has no month 13"), Reject("b.csv", 0, "", "", "is empty")]
    groups = group_rejects(rejects, rejected_rows((), iter(())))
    assert [str(group) for group in groups] == [
        "5 rows, stages: … is not one of primary",
        "1 rows, since: has no month 13",
        "1 files: is empty",
    ]


def test_a_reject_in_the_spelling_that_stands_is_of_the_row_as_it_was(tmp_path: Path) -> None:
    """Programmes have one spelling: a row that spells one otherwise, and fails for it, holds what it held."""
    folder = tmp_path / "county"
    links = (
        "helper,helped,relation,programme,source,locator\n一小,二小,aids,计 划,rep,L1\n一小,二小,manages,计划,rep,L2\n"
    )
    write_tables(folder, schools="name,source,locator\n一小,rep,L1\n二小,rep,L1\n", aid_links=links)
    rows = _rejected(folder)
    assert [(row["row"], row["column"], row["value"], row["programme"]) for row in rows] == [
        ("3", "programme", "计 划", "计划")
    ]
    _mend(folder, rows)
    assert [(reject.file, reject.column) for reject in checked(folder).report.rejects] == [("mended.csv", "programme")]
