"""Answers over the published lists of pairs: regions help regions, and there are few schools and no groups."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Library
from graph.subgraph import Subgraph

DAY = "2023-01-01"


def ask(library: Library, question: str, **given: Any) -> list[dict[str, Any]]:
    return library.ask(question, {"as_of": DAY, **given}).rows


def test_a_city_was_helped_by_another_after_twenty_years(pairings: Library) -> None:
    rows = pairings.ask("helpers_in_turn", {"helped": "320700"}).rows
    assert [(row["turn"], row["helper"], row["since"]) for row in rows] == [
        (1, "镇江市", "2001"),
        (2, "无锡市", "2022"),
    ]
    # 徐州 was helped in the first round only.
    named = {row["helped"] for row in pairings.ask("helpers_in_turn", {"region": "320000"}).rows}
    assert named == {"连云港市", "淮安市", "盐城市", "宿迁市"}


def test_a_county_seen_in_lists_comes_before_the_programme_after_them(pairings: Library) -> None:
    rows = pairings.ask("helpers_in_turn", {"helped": "451024"}).rows
    assert [(row["turn"], row["helper"], row["since"], row["until"], row["observed"]) for row in rows] == [
        (1, "广东省", None, "2020-12-31", ["2016", "2017"]),
        (2, "广东省", "2022", None, []),
    ]


def test_provinces_that_nobody_helps(pairings: Library) -> None:
    """江苏's cities help each other, which is no help from outside; 辽宁 is paired, and so is its 大连, with 上海."""
    rows = {row["name"]: row for row in ask(pairings, "unhelped_regions", level="province")}
    assert {"江苏省", "辽宁省", "广东省", "西藏自治区"} <= set(rows)
    assert not {"广西壮族自治区", "甘肃省", "安徽省", "重庆市"} & set(rows)
    assert [rows[name]["pairings"] for name in ("江苏省", "辽宁省", "西藏自治区")] == [1, 3, 0]


def test_counties_of_a_helped_province_are_not_helped_by_that(pairings: Library) -> None:
    """天津 helps 甘肃 as a province, and its districts help 11 of its counties."""
    rows = ask(pairings, "unhelped_regions", region="620000")
    assert all((row["helped_above"], row["helpers_above"]) == (["甘肃省"], ["天津市"]) for row in rows)
    helped = {row["helped_id"] for row in ask(pairings, "aid_links", region="620000")} - {"620000"}
    counties = {row["id"] for row in pairings.ask("regions", {"level": "county"}).rows if row["id"].startswith("62")}
    assert len(helped) == 10
    assert {row["id"] for row in rows} == counties - helped


def test_what_a_provinces_leaving_would_leave(pairings: Library) -> None:
    alone = ask(pairings, "lost_without_helper", helper="120000")
    assert [(row["helped"], row["loses_last_helper"]) for row in alone] == [("承德市", True), ("甘肃省", True)]
    whole = ask(pairings, "lost_without_helper", helper="120000", with_below="true")
    assert len(whole) == 17
    assert {row["helpers"][0] for row in whole if row["helped"] == "皋兰县"} == {"东丽区"}
    assert all(row["loses_last_helper"] for row in whole)


def test_aid_flows_between_provinces(pairings: Library) -> None:
    flows = {(row["from_name"], row["to_name"]): row["links"] for row in ask(pairings, "aid_flows", level="province")}
    assert flows["广东省", "广西壮族自治区"] == 20
    assert flows["天津市", "甘肃省"] == 11
    assert flows["江苏省", "江苏省"] == 9


def test_a_programme_without_a_helper_names_who_is_paired(pairings: Library) -> None:
    rows = {row["name"]: row for row in pairings.ask("programmes").rows}
    row = rows["东北地区与东部地区部分省市对口合作"]
    assert (row["aid_links"], row["pairings"], row["helpers"], row["helped"]) == (0, 7, [], [])
    assert len(row["paired"]) == 7
    assert "沈阳市" in "".join(row["paired"])


def test_the_map_around_a_province_shows_the_schools_in_its_counties(pairings: Library) -> None:
    """Two universities help high schools in three of 广西's counties."""
    view: Subgraph = pairings.ask("network", {"focus": "450000", "hops": 2, "as_of": DAY}).extra["view"]
    labels = [node.label for node in view.nodes]
    assert (labels.count("School"), labels.count("Organisation")) == (3, 2)
    assert {node.name for node in view.nodes if node.label == "Organisation"} == {"浙江大学", "复旦大学"}


@pytest.mark.parametrize(
    ("focus", "hops", "known", "counties"),
    [("450000", 1, {"450000", "450100", "450124"}, 20), ("440000", 1, {"440000", "450124", "230000"}, 20)],
)
def test_the_map_around_a_province_shows_its_counties_or_those_it_helps(
    pairings: Library, focus: str, hops: int, known: set[str], counties: int
) -> None:
    view: Subgraph = pairings.ask("network", {"focus": focus, "hops": hops, "as_of": "2026-06-01"}).extra["view"]
    assert known <= {node.id for node in view.nodes}
    assert sum(node.label == "County" for node in view.nodes) == counties
