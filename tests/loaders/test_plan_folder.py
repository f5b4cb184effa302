"""What a folder of tables becomes: a plan and its rejects, without a store."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph.errors import InputNotFound
from loaders import check_folder, shipped_folder
from loaders.identity import Entity
from loaders.plan_folder import plan_folder, shipped_regions
from tests.loaders.folders import Checked, checked, reasons, some_regions, write_tables

SCHOOLS = "id,name,region,campus_of,source,locator\n"
GROUPS = "id,name,lead,source,locator\n"
MEMBERS = "group,school,role,source,locator\n"
AID = "helper,helped,relation,form,programme,source,locator\n"
FIGURES = "subject,metric,value,source,locator\n"


def _links(done: Checked) -> set[tuple[str, str, str]]:
    return {(link.type, link.start, link.end) for link in done.plan.links.values()}


def _nodes(done: Checked) -> set[tuple[str, str]]:
    return set(done.plan.nodes)


def test_every_table_finds_its_place(tmp_path: Path) -> None:
    folder = write_tables(
        tmp_path,
        schools=SCHOOLS + "s1,一中,富民县,,rep,L1\ns2,一中分校,530102,一中,rep,L2\n",
        groups=GROUPS + "g1,一中集团,一中,rep,L3\n",
        members=MEMBERS + "一中集团,s2,campus,rep,L4\n",
        aid_links=AID + "一中集团,富民县,aids,group_aid,组团式帮扶,rep,L5\ns1,g1,paired_with,,,rep,L6\n",
        indicators=FIGURES + "富民县,schools_total,89,rep,L7\n组团式帮扶,counties_total,8,rep,L8\n",
    )
    done = checked(folder)
    assert done.report.rejects == []
    assert done.report.rows == {"sources": 1, "schools": 2, "groups": 1, "members": 1, "aid_links": 2, "indicators": 2}
    programme = next(id_ for label, id_ in done.plan.nodes if label == "Programme")
    figures = {link.end: link.start for link in done.plan.links.values() if link.type == "ABOUT"}
    assert _links(done) == {
        ("LOCATED_IN", "s1", "530124"),
        ("LOCATED_IN", "s2", "530102"),
        ("CAMPUS_OF", "s2", "s1"),
        ("LEADS", "s1", "g1"),
        ("MEMBER_OF", "s1", "g1"),
        ("MEMBER_OF", "s2", "g1"),
        ("AIDS", "g1", "530124"),
        ("PAIRED_WITH", "g1", "s1"),
        ("ABOUT", figures["530124"], "530124"),
        ("ABOUT", figures[programme], programme),
    }
    assert (done.report.nodes, done.report.links) == (7, 10)


def test_a_rejected_school_takes_its_links_along_and_says_so(tmp_path: Path) -> None:
    """s1's own row fails late, at its campus_of: what refers to it resolves, and must not go missing in silence."""
    folder = write_tables(
        tmp_path,
        schools=SCHOOLS + "s1,一中,530102,nowhere,rep,L1\ns2,二中,530102,一中,rep,L2\n",
        groups=GROUPS + "g1,集团,一中,rep,L3\n",
        members=MEMBERS + "g1,一中,lead,rep,L4\n",
        aid_links=AID + "一中,二中,aids,joint,单独项目,rep,L5\n二中,g1,aids,joint,共同项目,rep,L6\n",
        indicators=FIGURES
        + "一中,students,5,rep,L7\n单独项目,schools_total,8,rep,L8\n共同项目,schools_total,9,rep,L9\n",
    )
    done = checked(folder)
    assert _nodes(done) - {("Source", "rep")} == {
        ("School", "s2"),
        ("EducationGroup", "g1"),
        *((label, id_) for label, id_ in done.plan.nodes if label in {"Programme", "Indicator"}),
    }
    labels = [label for label, _ in done.plan.nodes]
    assert (labels.count("Programme"), labels.count("Indicator")) == (1, 1)
    assert {(type_, end) for type_, _, end in _links(done)} == {
        ("LOCATED_IN", "530102"),
        ("AIDS", "g1"),
        ("ABOUT", next(id_ for label, id_ in done.plan.nodes if label == "Programme")),
    }
    assert set(reasons(done)) == {
        ("schools.csv", 2, "campus_of"),
        ("schools.csv", 3, ""),
        ("groups.csv", 2, ""),
        ("members.csv", 2, ""),
        ("aid_links.csv", 2, ""),
        ("indicators.csv", 2, ""),
        ("indicators.csv", 3, ""),
    }
    left_out = [reject for reject in done.report.rejects if reject.column == ""]
    assert all("left out" in reject.reason and "was rejected" in reject.reason for reject in left_out)
    assert {reject.value for reject in left_out} == {"一中", "单独项目"}


def test_every_row_of_a_dropped_link_is_named(tmp_path: Path) -> None:
    schools = SCHOOLS + "s1,一中,530102,nowhere,rep,L1\ns2,二中,,,rep,L2\n"
    done = checked(write_tables(tmp_path, schools=schools, aid_links=AID + "s1,s2,paired_with,,,rep,L1\n" * 2))
    assert [place for place in reasons(done) if place[0] == "aid_links.csv"] == [
        ("aid_links.csv", 2, ""),
        ("aid_links.csv", 3, ""),
    ]


def test_a_row_whose_link_contradicts_goes_in_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    schools = "id,name,region,campus_of,students,entailed,source,locator\n"
    rows = "s1,一中,530102,,,,rep,L1\ns2,二中,530102,s1,,true,rep,L2\n"
    late = "s2,二中,530102,s1,,,rep,L3\ns1,一中,530102,,7,,rep,L4\n"
    alone = checked(write_tables(tmp_path, schools=schools + rows))
    assert alone.report.rejects == []
    members = MEMBERS + "g1,s1,member,rep,L5\ng1,s2,,rep,L6\n"
    done = checked(
        write_tables(tmp_path, schools=schools + rows + late, groups=GROUPS + "g1,集团,s1,rep,L7\n", members=members)
    )
    assert reasons(done) == [("members.csv", 2, "role")]
    assert "contradicts row 2 of groups.csv" in done.report.rejects[0].reason
    assert "'lead' there, 'member' here" in done.report.rejects[0].reason
    membership = next(e for e in done.plan.links.values() if (e.type, e.start) == ("MEMBER_OF", "s1"))
    assert list(membership.evidence) == [("rep", "L7")]
    assert done.plan.nodes["School", "s1"].properties["students"] == 7


def test_a_contradiction_late_in_a_row_takes_back_the_node_too(tmp_path: Path) -> None:
    """The third row's aid link repeats the first's with another count; its programme's node must not stay alone."""
    aid = "helper,helped,relation,form,programme,since,teachers_sent,source,locator\n"
    rows = "530102,530124,aids,joint,项目,2020,5,rep,L1\n530102,530124,aids,joint,项目,2020,6,rep,L2\n"
    done = checked(write_tables(tmp_path, aid_links=aid + rows))
    assert reasons(done) == [("aid_links.csv", 3, "teachers_sent")]
    assert done.report.links == 1
    assert [list(link.evidence) for link in done.plan.links.values()] == [[("rep", "L1")]]


def test_rows_and_columns_in_another_order_give_the_same_digest(tmp_path: Path) -> None:
    shipped = shipped_folder("seeds")
    shuffled = tmp_path / "seeds"
    shuffled.mkdir()
    pick = random.Random(4)
    for path in shipped.glob("*.csv"):
        rows = [line.split(",") for line in path.read_text("utf-8").splitlines()]
        assert not any('"' in cell for row in rows for cell in row), "this test splits at commas"
        columns = pick.sample(range(len(rows[0])), len(rows[0]))
        body = pick.sample(rows[1:], len(rows) - 1)
        text = "\n".join(",".join(row[column] for column in columns) for row in [rows[0], *body])
        (shuffled / path.name).write_text(text, "utf-8")
    one, other = checked(shipped, shipped_regions()), checked(shuffled, shipped_regions())
    assert one.report.rejects == other.report.rejects == []
    assert one.digest == other.digest
    assert one.report.links > 100


def test_bad_rows_of_every_kind_are_named_and_the_rest_loads(tmp_path: Path) -> None:
    folder = write_tables(
        tmp_path,
        schools="name,region,since,source,locator\n"
        "一中,530102,2020-13,rep,L1\n"
        "二中,北平市,,rep,L2\n"
        "三中,朝阳区,,rep,L3\n"
        "四中,530102,,,L4\n"
        "五中,530102,,gone,L5\n"
        "六中,530102,,rep,L6\n",
    )
    done = checked(folder)
    assert reasons(done) == [
        ("schools.csv", 2, "since"),
        ("schools.csv", 3, "region"),
        ("schools.csv", 4, "region"),
        ("schools.csv", 5, "source"),
        ("schools.csv", 6, "source"),
    ]
    assert [node.properties["name"] for node in done.plan.nodes.values() if node.label == "School"] == ["六中"]


def test_the_regions_that_a_check_knows_are_the_shipped_ones(tmp_path: Path) -> None:
    rows = "name,region,source,locator\n一中,云南省/昆明市/富民县,regions-2026,L1\n"
    report = check_folder(write_tables(tmp_path, schools=rows))
    assert report.rejects == []
    assert (report.nodes, report.links) == (2, 1)
    with pytest.raises(InputNotFound):
        check_folder(tmp_path / "gone")


def test_what_only_another_dataset_holds_may_be_meant(tmp_path: Path) -> None:
    known = some_regions()
    known.entities.append(Entity("School", "r1", "一中", (), "530102"))
    done = checked(write_tables(tmp_path, aid_links=AID + "一中@五华区,530124,aids,joint,,regions-2026,L1\n"), known)
    assert done.report.rejects == []
    assert _links(done) == {("AIDS", "r1", "530124")}
    assert _nodes(done) == {("Source", "rep")}


def test_progress_counts_rows_up_to_their_total(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    folder = write_tables(tmp_path, schools=SCHOOLS + "s1,一中,,,rep,L1\ns2,二中,,,rep,L2\n")
    plan_folder(folder, some_regions(), None, lambda *step: told.append(step))
    assert ("checking schools", 3, 3) in told
    assert told[-1][1:] == (3, 3)
