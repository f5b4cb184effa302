from __future__ import annotations

from pathlib import Path

from tests.loaders.folders import checked, reasons, write_tables

SCHOOLS = (
    "id,name,region,aliases,source,locator\ns1,一中,530102,,rep,L1\ns2,一中,530124,,rep,L2\ns3,三中,530124,,rep,L3\n"
)
GROUPS = "id,name,region,source,locator\ng1,集团,530124,rep,L4\n"
HEAD = "group,school,role,mode,since,source,locator\n"


def test_a_school_is_looked_for_in_the_group_s_region_first(tmp_path: Path) -> None:
    rows = "集团,一中,分校,紧密型,2020,rep,L5\ng1,一中@五华区,,,,rep,L6\n"
    done = checked(write_tables(tmp_path, schools=SCHOOLS, groups=GROUPS, members=HEAD + rows))
    assert done.report.rejects == []
    members = {link.start: link.properties for link in done.plan.links.values() if link.type == "MEMBER_OF"}
    dates = {"since": "2020", "since_day": 20200101}
    assert members == {"s2": {"role": "branch", "mode": "tight", **dates}, "s1": {}}


def test_the_role_lead_is_leading_too(tmp_path: Path) -> None:
    rows = "g1,三中,牵头校,tight,2020,rep,L5\n"
    done = checked(write_tables(tmp_path, schools=SCHOOLS, groups=GROUPS, members=HEAD + rows))
    links = {link.type: link.properties for link in done.plan.links.values() if link.end == "g1"}
    dates = {"since": "2020", "since_day": 20200101}
    assert links == {"LEADS": dates, "MEMBER_OF": {"role": "lead", "mode": "tight", **dates}, **_places(links)}


def _places(links: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    return {type_: values for type_, values in links.items() if type_ not in {"LEADS", "MEMBER_OF"}}


def test_only_schools_join_and_only_groups_are_joined(tmp_path: Path) -> None:
    rows = "g1,集团,,,,rep,L5\n三中,一中,,,,rep,L6\ng1,530124,,,,rep,L7\n"
    done = checked(write_tables(tmp_path, schools=SCHOOLS, groups=GROUPS, members=HEAD + rows))
    assert reasons(done) == [("members.csv", 2, "school"), ("members.csv", 3, "group"), ("members.csv", 4, "school")]
