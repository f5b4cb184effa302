"""The days on which sources saw links hold: kept as a set, exported, never taken for their beginning."""

from __future__ import annotations

from pathlib import Path

from graph import Store
from graph.export import exported_links
from loaders import load_folder
from tests.loaders.folders import checked, reasons, write_tables
from tests.loaders.test_export import written

SCHOOLS = """\
id,name,region,campus_of,observed,source,locator
s1,一中,530102,,2024-09;2023,rep,L1
s2,一中分校,530102,一中,2024,rep,L2
s3,三中,530102,,,rep,L3
s3,三中,,一中,2021,rep,L4
"""
GROUPS = """\
id,name,region,lead,observed,source,locator
g1,集团,530102,一中,2024,rep,L5
g2,联盟,530102,教育局,2023,rep,L6
g2,联盟,,总公司,2022,rep,L7
"""
ORGANISATIONS = (
    "id,name,kind,region,observed,source,locator\no1,教育局,政府,530102,2024,rep,L1\no2,总公司,企业,,,rep,L2\n"
)
MEMBERS = """\
group,school,observed,source,locator
g1,s2,2024.9;2023,rep,L8
g1,s2,2021年;2023,rep,L9
g2,s3,,rep,L9
"""
AID = "helper,helped,relation,form,since,observed,source,locator\no1,s1,aids,,2020,2025-03-01;2024,rep,L9\n"
ALL = {"schools": SCHOOLS, "groups": GROUPS, "organisations": ORGANISATIONS, "members": MEMBERS, "aid_links": AID}
SEEN = {
    ("LOCATED_IN", "s1", "530102"): ["2023", "2024-09"],
    ("LOCATED_IN", "s2", "530102"): ["2024"],
    ("LOCATED_IN", "s3", "530102"): None,
    ("CAMPUS_OF", "s2", "s1"): ["2024"],
    ("CAMPUS_OF", "s3", "s1"): ["2021"],
    ("LOCATED_IN", "g1", "530102"): ["2024"],
    ("LOCATED_IN", "g2", "530102"): ["2023"],
    ("LEADS", "s1", "g1"): ["2024"],
    ("MEMBER_OF", "s1", "g1"): ["2024"],
    ("LEADS", "o1", "g2"): ["2023"],
    ("LEADS", "o2", "g2"): ["2022"],
    ("LOCATED_IN", "o1", "530102"): ["2024"],
    ("MEMBER_OF", "s2", "g1"): ["2021", "2023", "2024-09"],
    ("MEMBER_OF", "s3", "g2"): None,
    ("AIDS", "o1", "s1"): ["2024", "2025-03-01"],
}


def test_rows_that_state_one_link_add_up_in_order(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, **ALL))
    assert done.report.rejects == []
    links = done.plan.links.values()
    assert {(link.type, link.start, link.end): link.properties.get("observed") for link in links} == SEEN
    assert [link.properties["since"] for link in links if "since" in link.properties] == ["2020"]


def test_what_is_no_date_is_rejected(tmp_path: Path) -> None:
    rows = "group,school,名单日期,source,locator\ng1,s2,2023;lately,rep,L1\ng1,s2,；,rep,L2\n"
    done = checked(write_tables(tmp_path, **(ALL | {"members": rows})))
    assert reasons(done) == [("members.csv", 2, "observed")]
    assert "'lately' is not a date" in done.report.rejects[0].reason


def test_it_is_stored_exported_and_loaded_again(store: Store, tmp_path: Path) -> None:
    first = load_folder(store, write_tables(tmp_path / "seen", **ALL))
    told = [link for link in exported_links(store) if "seen" in link.properties["datasets"]]
    assert {(link.type, link.start, link.end): link.properties.get("observed") for link in told} == SEEN
    written(store, tmp_path / "out")
    again = load_folder(store, tmp_path / "out" / "seen")
    assert first.rejects == again.rejects == []
    assert again.graph_version == first.graph_version
