"""decisions.csv about what is one or two: what it does to a folder's plan, and what is told of rows that can't hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.names import digest
from tests.loaders.folders import Checked, checked, reasons, write_tables

SCHOOLS = """id,name,region,aliases,students,source,locator
a,昆明市第三中学,530102,,900,rep,L1
b,昆三中,530102,三中,,rep,L2
c,第三中学,530102,,,rep,L3
d,富民县第一中学,530124,,,rep,L4
e,富民一中,530124,,,rep,L5
"""
GROUPS = "id,name,region,lead,source,locator\ng,昆三中教育集团,530102,昆三中,rep,L6\nh,三中集团,530102,,rep,L7\n"
MEMBERS = "group,school,source,locator\ng,e,rep,L8\ng,d,rep,L9\n三中集团,c,rep,L10\n"
HEADER = "decision,written,meant,said_by\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two schools under three names and two, and a group under two."""
    return write_tables(tmp_path / "county", schools=SCHOOLS, groups=GROUPS, members=MEMBERS)


def decided(folder: Path, *rows: str, header: str = HEADER) -> Checked:
    (folder / "decisions.csv").write_text(header + "".join(f"{row}\n" for row in rows), "utf-8")
    return checked(folder)


def schools(done: Checked) -> set[str]:
    return {id_ for label, id_ in done.plan.nodes if label == "School"}


def members(done: Checked) -> set[tuple[str, str]]:
    return {(link.start, link.end) for link in done.plan.links.values() if link.type == "MEMBER_OF"}


def test_what_is_meant_stands_with_both_names_and_the_evidence_of_both(folder: Path) -> None:
    done = decided(folder, "same,b,a,我", "same,h,g,我")
    assert reasons(done) == []
    assert schools(done) == {"a", "c", "d", "e"}
    node = done.plan.nodes["School", "a"]
    assert node.properties["name"] == "昆明市第三中学"
    assert node.properties["aliases"] == ["三中", "昆三中"]
    assert node.properties["students"] == 900
    assert node.evidence == [("rep", "L1"), ("rep", "L2")]
    assert done.plan.nodes["EducationGroup", "g"].properties["aliases"] == ["三中集团"]
    assert ("EducationGroup", "h") not in done.plan.nodes


def test_all_that_refers_to_either_means_what_stands(folder: Path) -> None:
    """By id, by name and by alias; the lead of g is 昆三中."""
    aid = "helper,helped,relation,source,locator\nb,d,aids,rep,L11\n昆三中@五华区,e,aids,rep,L12\n三中,d,aids,rep,L13\n"
    write_tables(folder, aid_links=aid)
    done = decided(folder, "same,b,a,我", "same,h,g,我")
    assert reasons(done) == []
    assert members(done) == {("a", "g"), ("e", "g"), ("d", "g"), ("c", "g")}
    helped = {(link.start, link.end) for link in done.plan.links.values() if link.type == "AIDS"}
    assert helped == {("a", "d"), ("a", "e")}


def test_taking_the_row_back_gives_what_was_before(folder: Path) -> None:
    before = checked(folder).digest
    assert decided(folder, "same,b,a,我").digest != before
    (folder / "decisions.csv").unlink()
    assert checked(folder).digest == before


def test_rows_may_come_in_any_order_and_sides_be_names(folder: Path) -> None:
    ids = decided(folder, "same,b,a,我", "same,e,d,我")
    names = decided(folder, "相同,富民一中,富民县第一中学@富民县,我", "同一所,昆三中@530102,昆明市第三中学,我")
    assert (reasons(names), names.digest) == ([], ids.digest)


def test_chinese_headers_and_other_columns(folder: Path) -> None:
    done = decided(folder, "我,b,a,相同,昆三中", header="依据,写法,所指,判定,written_name\n")
    assert (reasons(done), schools(done)) == ([], {"a", "c", "d", "e"})


def test_chains_are_followed(folder: Path) -> None:
    done = decided(folder, "same,c,b,我", "same,b,a,我", "same,c,a,我")
    assert (reasons(done), schools(done)) == ([], {"a", "d", "e"})
    assert done.plan.nodes["School", "a"].properties["aliases"] == ["三中", "昆三中", "第三中学"]
    assert ("a", "h") in members(done)


def test_what_nobody_decided_is_left_and_counted(folder: Path) -> None:
    before = checked(folder).digest
    done = decided(folder, "undecided,b,a,", "未定,e,d,")
    assert (reasons(done), done.digest) == ([], before)
    assert "decisions.csv: 2 rows are still undecided" in done.report.notes


def test_places_are_decided_in_the_same_file(folder: Path) -> None:
    """Without a decision a row is about a place, as it always was."""
    write_tables(folder, schools=SCHOOLS.replace("530124", "富民故县"))
    done = decided(folder, ",富民故县,富民县,我", "place,旧县,530102,我", "same,b,a,我")
    assert (reasons(done), schools(done)) == ([], {"a", "c", "d", "e"})


@pytest.mark.parametrize(
    ("rows", "place", "said"),
    [
        (["same,b,nobody,我"], (2, "meant"), "is unknown: no School or EducationGroup or Organisation"),
        (["same,没有的学校,a,我"], (2, "written"), "is unknown"),
        (["same,b,g,我"], (2, "meant"), "is one of EducationGroup, and what is written one of School"),
        (["same,b,a,"], (2, "said_by"), "is missing"),
        (["same,,a,我"], (2, "written"), "is missing"),
        (["maybe,b,a,我"], (2, "decision"), "is not one of"),
        (["same,b,a,我", "same,a,b,我"], (3, "written"), "goes round in a circle: b means a already, by row 2"),
        (["same,a,b,我", "same,b,c,我", "same,c,a,我"], (4, "written"), "goes round in a circle"),
        (["same,b,a,我", "same,b,c,我"], (3, "written"), "b means a by row 2 of decisions.csv: say of that one"),
        (["different,a,b,我", "same,b,a,你"], (3, "written"), "b and a are two by row 2 of decisions.csv"),
        (["same,b,a,你", "different,a,b,我"], (2, "written"), "b and a are two by row 3 of decisions.csv"),
        (["same,b,a,我", "same,c,b,我", "different,c,a,我"], (3, "written"), "c and a are two by row 4"),
        (["different,a,a,我"], (2, "written"), "both sides are one thing, a, in the tables"),
    ],
)
def test_a_row_that_can_not_hold_is_told_with_its_place(
    folder: Path, rows: list[str], place: tuple[int, str], said: str
) -> None:
    done = decided(folder, *rows)
    (reject,) = done.report.rejects
    assert (reject.file, reject.row, reject.column) == ("decisions.csv", *place)
    assert said in reject.reason


def test_the_other_rows_hold(folder: Path) -> None:
    done = decided(folder, "same,b,nobody,我", "same,b,a,我", "same,e,d,我")
    assert (len(done.report.rejects), schools(done)) == (1, {"a", "c", "d"})


def test_one_by_decision_already_is_no_fault(folder: Path) -> None:
    done = decided(folder, "same,b,a,我", "same,b,a,你", "same,a,a,我")
    assert (reasons(done), schools(done)) == ([], {"a", "c", "d", "e"})


def test_what_is_two_is_kept_as_a_decision(folder: Path) -> None:
    done = decided(folder, "different,c,a,我", "same,b,a,我")
    (decision,) = [node for (label, _), node in done.plan.nodes.items() if label == "Decision"]
    assert decision.properties == {"decision": "different", "written": "c", "meant": "a", "said_by": "我"}
    done = decided(folder, "different,c,b,我", "same,b,a,我")
    (decision,) = [node for (label, _), node in done.plan.nodes.items() if label == "Decision"]
    assert (decision.properties["written"], decision.properties["meant"]) == ("c", "a")


def test_a_side_may_be_told_by_its_dataset(folder: Path) -> None:
    header = "decision,written,meant,said_by,written_in,meant_in\n"
    done = decided(folder, "same,昆三中,a,我,county,", "same,e,d,我,elsewhere,", header=header)
    assert schools(done) == {"a", "c", "d", "e"}
    (reject,) = done.report.rejects
    assert (reject.column, reject.reason) == ("written_in", "is unknown: no dataset has this name")


def test_a_link_that_would_join_a_thing_to_itself_is_rejected(folder: Path) -> None:
    campus = "id,name,region,campus_of,source,locator\nb1,昆三中分校,530102,a,rep,L14\n"
    aid = "helper,helped,relation,source,locator\na,b,aids,rep,L11\na,d,aids,rep,L13\n"
    (folder / "schools-2.csv").write_text(campus, "utf-8")
    write_tables(folder, aid_links=aid)
    done = decided(folder, "same,b,a,我", "same,b1,a,我")
    assert [(reject.file, reject.row) for reject in done.report.rejects] == [("schools-2.csv", 2), ("aid_links.csv", 2)]
    assert "joins a thing to itself" in done.report.rejects[0].reason
    assert "昆三中分校" in done.plan.nodes["School", "a"].properties["aliases"]


def test_ends_of_links_without_direction_stay_in_order(folder: Path) -> None:
    write_tables(folder, aid_links="helper,helped,relation,source,locator\nb,c,paired_with,rep,L11\n")
    done = decided(folder, "same,b,d,我")
    (pair,) = [link for link in done.plan.links.values() if link.type == "PAIRED_WITH"]
    assert (pair.start, pair.end) == ("c", "d")


def test_what_is_one_lies_where_what_stands_lies(folder: Path) -> None:
    done = decided(folder, "same,e,a,我")
    placed = {(link.start, link.end) for link in done.plan.links.values() if link.type == "LOCATED_IN"}
    assert {end for start, end in placed if start == "a"} == {"530102"}
    assert any("1 things lie where" in note for note in done.report.notes)


def test_values_that_differ_are_told(folder: Path) -> None:
    write_tables(folder, schools=SCHOOLS.replace("三中,,rep", "三中,800,rep"))
    (reject,) = decided(folder, "same,b,a,我").report.rejects
    assert (reject.file, reject.row, reject.column) == ("schools.csv", 3, "students")


def test_names_that_declare_may_be_decided_too(tmp_path: Path) -> None:
    """Within a group 富民县大营小学 and 大营小学 are one by rule, unless somebody says that they are two."""
    groups = "name,region,source,locator\n大营集团,富民县,rep,L1\n"
    names = ("富民县大营小学", "大营小学", "大营二小")
    members = "group,school,source,locator\n" + "".join(f"大营集团,{name},rep,L2\n" for name in names)
    folder = write_tables(tmp_path / "county", groups=groups, members=members)
    assert len(schools(checked(folder))) == 2
    two = decided(folder, "different,富民县大营小学@富民县,大营小学@富民县,我")
    assert (reasons(two), len(schools(two))) == ([], 3)
    ids = (f"school-530124-{digest(name)}" for name in names[:2])
    by_id = decided(folder, f"different,{','.join(ids)},我")
    assert (reasons(by_id), by_id.digest) == ([], two.digest)
    one = decided(folder, "same,大营二小,大营小学,我")
    assert (reasons(one), len(schools(one))) == ([], 1)


def test_names_that_are_two_are_not_told_as_near(tmp_path: Path) -> None:
    groups = "name,region,source,locator\n大营集团,富民县,rep,L1\n"
    members = "group,school,source,locator\n大营集团,永定小学,rep,L2\n大营集团,永定小学校,rep,L3\n"
    folder = write_tables(tmp_path / "county", groups=groups, members=members)
    assert [note for note in checked(folder).report.notes if "is near to" in note] != []
    told = decided(folder, "different,永定小学,永定小学校,我")
    assert [note for note in told.report.notes if "is near to" in note] == []


def test_ten_thousand_rows(tmp_path: Path) -> None:
    """A chain of half of them, and each of the others of one."""
    names = [f"s{number}" for number in range(10_001)]
    rows = "".join(f"{name},学校{name},530102,rep,L1\n" for name in names)
    folder = write_tables(tmp_path / "county", schools=f"id,name,region,source,locator\n{rows}")
    done = decided(folder, *(f"same,s{n + 1},{f's{n}' if n < 5000 else 's0'},我" for n in range(10_000)))
    assert (reasons(done), schools(done)) == ([], {"s0"})
    assert len(done.plan.nodes["School", "s0"].properties["aliases"]) == 10_000
