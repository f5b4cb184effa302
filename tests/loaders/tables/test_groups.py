from __future__ import annotations

from pathlib import Path

from tests.loaders.folders import checked, reasons, write_tables

SCHOOLS = "id,name,region,source,locator\ns1,一中,530102,rep,L1\ns2,一中,530124,rep,L2\n"
HEAD = "id,name,kind,region,lead,since,entailed,source,locator\n"


def test_a_group_s_lead_leads_it_and_is_its_member(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, schools=SCHOOLS, groups=HEAD + "g1,集团,联盟,五华区,一中,2020,是,rep,L3\n"))
    assert done.report.rejects == []
    group = done.plan.nodes["EducationGroup", "g1"].properties
    assert group == {"name": "集团", "kind": "alliance", "since": "2020", "since_day": 20200101}
    links = {(link.type, link.start): link.properties for link in done.plan.links.values() if link.end == "g1"}
    # The year is the group's: nobody says since when the school leads it, but it can't have done so before.
    cut = {"since_day": 20200101, "since_cut_by": "end"}
    assert links == {
        ("LEADS", "s1"): {"entailed": True, **cut},
        ("MEMBER_OF", "s1"): {"entailed": True, "role": "lead", **cut},
    }


ORGANISATIONS = "id,name,kind,region,source,locator\no1,昆明市教育局,教育局,530100,rep,L8\n"


def test_an_organisation_leads_a_group_without_being_its_member(tmp_path: Path) -> None:
    rows = "g1,集团,联盟,五华区,昆明市教育局,2020,,rep,L3\n"
    done = checked(write_tables(tmp_path, organisations=ORGANISATIONS, groups=HEAD + rows))
    assert done.report.rejects == []
    links = [(link.type, link.start) for link in done.plan.links.values() if "g1" in (link.start, link.end)]
    assert links == [("LOCATED_IN", "g1"), ("LEADS", "o1")]


def test_a_group_is_a_group_unless_the_row_says_otherwise(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, groups=HEAD + "g1,集团,,,,,,rep,L3\n"))
    assert done.plan.nodes["EducationGroup", "g1"].properties["kind"] == "group"


def test_a_lead_that_is_not_certain_is_not_guessed(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, schools=SCHOOLS, groups=HEAD + "g1,集团,,,一中,,,rep,L3\n"))
    assert reasons(done) == [("groups.csv", 2, "lead")]
    assert done.report.rejects[0].candidates == ("s1 一中", "s2 一中")
