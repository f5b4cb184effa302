"""Folders that list no schools: those that their groups, members and aid links name are their schools."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from loaders.declared_names import label_of
from loaders.names import name_key
from tests.loaders.folders import Checked, checked, reasons, write_tables

GROUPS = "id,name,region,lead,source,locator\ng1,甲集团,五华区,第一小学,rep,L1\ng2,乙集团,富民县,,rep,L2\n"
MEMBERS = "group,school,role,since,source,locator\n"


def _schools(done: Checked) -> dict[str, str]:
    """Names of the schools by id."""
    return {node.id: node.properties["name"] for (label, _), node in done.plan.nodes.items() if label == "School"}


def _ends(done: Checked, type_: str) -> set[tuple[str, str]]:
    schools = _schools(done)
    return {(schools.get(link.start, link.start), link.end) for link in done.plan.links.values() if link.type == type_}


def test_each_name_is_one_school_of_its_group_s_region_with_its_evidence(tmp_path: Path) -> None:
    members = MEMBERS + "甲集团,第二小学,,,rep,L3\n乙集团,第二小学,,,rep,L4\n甲集团,第二 小学,branch,2020,rep,L5\n"
    done = checked(write_tables(tmp_path, groups=GROUPS, members=members))
    assert done.report.rejects == []
    schools = _schools(done)
    assert sorted(schools.values()) == ["第一小学", "第二小学", "第二小学"]
    places = {
        link.start: link for link in done.plan.links.values() if link.type == "LOCATED_IN" and link.start in schools
    }
    assert {(schools[id_], link.end) for id_, link in places.items()} == {
        ("第一小学", "530102"), ("第二小学", "530102"), ("第二小学", "530124"),
    }  # fmt: skip
    assert all(link.properties == {"entailed": True} for link in places.values())
    twice = next(node for node in done.plan.nodes.values() if node.evidence == [("rep", "L3"), ("rep", "L5")])
    assert (twice.properties["name"], twice.properties["aliases"]) == ("第二小学", ["第二 小学"])
    assert done.report.declared == {("groups", "School"): 1, ("members", "School"): 2}
    assert _ends(done, "LEADS") == {("第一小学", "g1")}


def test_a_short_name_and_the_full_one_in_one_group_are_one_school(tmp_path: Path) -> None:
    """The lead is written short in the table of groups, and in full among the members."""
    members = MEMBERS + "甲集团,昆明市五华区第一小学,,,rep,L3\n乙集团,第一小学,,,rep,L4\n"
    done = checked(write_tables(tmp_path, groups=GROUPS, members=members))
    assert done.report.rejects == []
    assert sorted(_schools(done).values()) == ["昆明市五华区第一小学", "第一小学"]
    assert _ends(done, "LEADS") == {("昆明市五华区第一小学", "g1")}
    assert _ends(done, "MEMBER_OF") == {("昆明市五华区第一小学", "g1"), ("第一小学", "g2")}
    full = next(node for node in done.plan.nodes.values() if node.properties.get("name") == "昆明市五华区第一小学")
    assert full.properties["aliases"] == ["第一小学"]


def test_near_names_of_one_place_are_told_and_never_merged(tmp_path: Path) -> None:
    members = MEMBERS + "乙集团,富民县永定小学,,,rep,L3\n乙集团,富民县永定小学校,,,rep,L4\n甲集团,永定小学,,,rep,L5\n"
    done = checked(write_tables(tmp_path, groups=GROUPS, members=members))
    assert len(_schools(done)) == 4
    near = [note for note in done.report.notes if "is near to" in note]
    assert len(near) == 1
    assert "富民县永定小学" in near[0]
    assert "two of School unless you say otherwise" in near[0]


def test_beside_a_list_of_schools_names_declare_only_where_that_is_asked(tmp_path: Path) -> None:
    schools = "name,source,locator\n第一小学,rep,L9\n"
    folder = write_tables(tmp_path, schools=schools, groups=GROUPS, members=MEMBERS + "甲集团,第三小学,,,rep,L3\n")
    assert reasons(checked(folder)) == [("members.csv", 2, "school")]
    (folder / "mapping.yaml").write_text("declare_schools: true\n", "utf-8")
    done = checked(folder)
    assert done.report.rejects == []
    assert done.report.declared == {("members", "School"): 1}


def test_members_alone_declare_their_groups_too(tmp_path: Path) -> None:
    done = checked(
        write_tables(tmp_path, members=MEMBERS + "甲集团@五华区,第一小学,lead,,rep,L3\n甲集团@五华区,二小,,,rep,L4\n")
    )
    assert done.report.rejects == []
    assert done.report.declared == {("members", "EducationGroup"): 1, ("members", "School"): 2}
    assert ("LOCATED_IN", "530102") in {(link.type, link.end) for link in done.plan.links.values()}
    assert "2 schools that names declare lie in no region: say which, by column or mapping" not in done.report.notes


def test_schools_without_a_place_are_told(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, members=MEMBERS + "甲集团,第一小学,,,rep,L3\n"))
    assert "1 schools that names declare lie in no region: say which, by column or mapping" in done.report.notes


def test_helpers_that_are_no_schools_are_organisations_of_their_kind(tmp_path: Path) -> None:
    aid = "helper,helped,relation,source,locator\n" + "".join(
        f"{helper},{helped},aids,rep,L{number}\n"
        for number, (helper, helped) in enumerate(
            [("北京大學", "永定中学@富民县"), ("北京大学", "富民县"), ("五华区教育局", "富民县"),
             ("某某基金会", "富民县"), ("甲公司", "富民县"), ("乙协会", "富民县"), ("附属中学", "富民县")]
        )
    )  # fmt: skip
    done = checked(write_tables(tmp_path, aid_links=aid))
    assert done.report.rejects == []
    nodes = done.plan.nodes.values()
    kinds = {node.properties["name"]: node.properties["kind"] for node in nodes if node.label == "Organisation"}
    assert kinds == {
        "北京大学": "university", "五华区教育局": "government", "某某基金会": "foundation", "甲公司": "enterprise",
        "乙协会": "other",
    }  # fmt: skip
    assert sorted(_schools(done).values()) == ["永定中学", "附属中学"]


def test_a_bureau_leads_without_being_a_member(tmp_path: Path) -> None:
    groups = "id,name,lead,source,locator\ng1,甲集团,五华区教育局,rep,L1\n"
    done = checked(write_tables(tmp_path, groups=groups))
    assert {(link.type, link.start_label) for link in done.plan.links.values()} == {("LEADS", "Organisation")}


def test_a_name_that_could_be_anything_declares_nothing(tmp_path: Path) -> None:
    aid = "helper,helped,relation,source,locator\n某某,富民县,aids,rep,L1\n附属小学,没有县,aids,rep,L2\n"
    done = checked(write_tables(tmp_path, aid_links=aid))
    assert reasons(done) == [("aid_links.csv", 2, "helper"), ("aid_links.csv", 3, "helped")]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("昆明市第一中学", "School"),
        ("云南大学附属中学", "School"),
        ("某某幼儿园", "School"),
        ("某某教育集团", "EducationGroup"),
        ("云南大學", "Organisation"),
        ("某某县教育体育局", "Organisation"),
        ("某某有限公司", "Organisation"),
        ("某某县", None),
        ("某某", None),
    ],
)
def test_what_a_name_speaks_for(name: str, label: str | None) -> None:
    key = pl.lit(name_key(name))
    assert pl.select(label_of(key, ("School", "EducationGroup", "Organisation", "Region"))).item() == label
    assert pl.select(label_of(key, ("School",))).item() == "School"
