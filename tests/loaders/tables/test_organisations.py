from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.folders import checked, reasons, write_tables

HEAD = "id,name,kind,region,aliases,since,source,locator\n"
UNIVERSITY = "u1,云南师范大学,大学,530100,云师大,1938,rep,L1\n"


@pytest.mark.parametrize(
    ("written", "kind"),
    [("高校", "university"), ("教育局", "government"), ("Enterprise", "enterprise"), ("基金会", "foundation"),
     ("", "other")],
)  # fmt: skip
def test_a_kind_is_written_in_many_ways(tmp_path: Path, written: str, kind: str) -> None:
    done = checked(write_tables(tmp_path, 机构=HEAD + f"o1,某机构,{written},530100,,,rep,L1\n"))
    assert done.plan.nodes["Organisation", "o1"].properties["kind"] == kind
    assert [(link.type, link.start, link.end) for link in done.plan.links.values()] == [("LOCATED_IN", "o1", "530100")]


def test_an_id_comes_of_region_and_name(tmp_path: Path) -> None:
    done = checked(write_tables(tmp_path, organisations=HEAD + ",某公司,企业,530100,,,rep,L1\n"))
    (id_,) = (id_ for label, id_ in done.plan.nodes if label == "Organisation")
    assert id_.startswith("organisation-530100-")


def test_it_helps_and_manages_and_figures_are_about_it(tmp_path: Path) -> None:
    aid = (
        "helper,helped,relation,source,locator\n云师大,530124,aids,rep,L2\n"
        "u1,s1,管理,rep,L3\nu1,s1,paired_with,rep,L4\n"
    )
    figures = "subject,metric,value,source,locator\n云南师范大学,teachers_sent,12,rep,L5\n"
    schools = "id,name,region,source,locator\ns1,一中,530124,rep,L9\n"
    tables = {"organisations": HEAD + UNIVERSITY, "schools": schools, "aid_links": aid, "indicators": figures}
    done = checked(write_tables(tmp_path, **tables))
    assert done.report.rejects == []
    links = {(link.type, link.start, link.end) for link in done.plan.links.values()}
    assert {("AIDS", "u1", "530124"), ("MANAGES", "u1", "s1"), ("PAIRED_WITH", "s1", "u1")} <= links
    assert [link.end for link in done.plan.links.values() if link.type == "ABOUT"] == ["u1"]


@pytest.mark.parametrize("relation", ["aids", "manages", "spun_off_from"])
def test_it_is_never_the_helped_side(tmp_path: Path, relation: str) -> None:
    aid = f"helper,helped,relation,source,locator\ns1,u1,{relation},rep,L2\n"
    schools = "id,name,region,source,locator\ns1,一中,530124,rep,L9\n"
    done = checked(write_tables(tmp_path, organisations=HEAD + UNIVERSITY, schools=schools, aid_links=aid))
    assert reasons(done) == [("aid_links.csv", 2, "relation")]
    assert "may not go from a School to a Organisation" in done.report.rejects[0].reason


def test_a_name_that_a_school_has_too_is_not_guessed(tmp_path: Path) -> None:
    aid = "helper,helped,relation,source,locator\n云南师范大学,530124,aids,rep,L2\n"
    schools = "id,name,region,source,locator\ns1,云南师范大学,530124,rep,L9\n"
    done = checked(write_tables(tmp_path, organisations=HEAD + UNIVERSITY, schools=schools, aid_links=aid))
    assert reasons(done) == [("aid_links.csv", 2, "helper")]
    assert "is ambiguous" in done.report.rejects[0].reason
