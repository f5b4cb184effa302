from __future__ import annotations

import httpx
import pytest

from tests.app.web.conftest import Get, problem

pytestmark = pytest.mark.sample

# 南县 (430921): ten schools are known, of which groups cover seven.
COUNTY = {"region": "430921", "covered_by": "group", "as_of": "2025-09-01"}


def test_a_share_stands_with_numerator_and_denominator(get: Get) -> None:
    body = get("coverage", **COUNTY)
    [item] = body["items"]
    assert item["region"] == {"id": "430921", "name": "南县", "level": "county"}
    assert (item["numerator"], item["denominator"], item["share"]) == (7, 10, 0.7)
    assert (item["unit"], item["universe"]) == ("schools", "known")
    assert item["source_ids"] == ["seed-004"]
    assert body["receipt"]["parameters"]["covered_by"] == "group"
    assert body["receipt"]["undated_links"] == item["undated_links"]


def test_the_uncovered_are_the_rest(get: Get) -> None:
    body = get("coverage/uncovered", **COUNTY)
    assert len(body["items"]) == 3
    assert "南县第一中学" in {item["name"] for item in body["items"]}
    assert body["truncated"] is False
    cut = get("coverage/uncovered", **COUNTY, limit=2)
    assert (len(cut["items"]), cut["truncated"]) == (2, True)
    assert cut["items"] == body["items"][:2]


def test_every_region_of_a_level_or_only_those_inside_a_region(get: Get) -> None:
    everywhere = get("coverage", by="county", covered_by="group", as_of="2025-09-01")["items"]
    assert len(everywhere) == 19
    for item in everywhere:
        assert item["share"] == item["numerator"] / item["denominator"], "no share without its parts"
    inside = get("coverage", by="county", region="530000", covered_by="group", as_of="2025-09-01")["items"]
    yunnan = [item for item in everywhere if item["region"]["id"].removeprefix("x-").startswith("53")]
    assert inside == yunnan
    assert inside


def test_what_covers_can_be_chosen(get: Get) -> None:
    [either] = get("coverage", **{**COUNTY, "covered_by": "any"})["items"]
    [aid] = get("coverage", **{**COUNTY, "covered_by": "aid"})["items"]
    assert either["denominator"] == aid["denominator"] == 10
    assert either["numerator"] > 7, "南县第一中学 is paired and in no group"
    assert aid["numerator"] <= either["numerator"]


def test_without_a_reported_total_there_is_no_share(get: Get) -> None:
    [item] = get("coverage", **COUNTY, universe="reported", weight="campuses")["items"]
    assert (item["denominator"], item["share"], item["universe"]) == (None, None, "reported")


@pytest.mark.parametrize("query", ["", "?weight=students", "?region=&by="])
def test_given_neither_region_nor_level_it_is_every_prefecture(client: httpx.Client, query: str) -> None:
    items = client.get(f"/api/v1/coverage{query}").json()["items"]
    assert {item["region"]["level"] for item in items} == {"prefecture"}
    assert all(item["denominator"] for item in items)


def test_the_uncovered_need_a_region(client: httpx.Client) -> None:
    problem(client.get("/api/v1/coverage/uncovered"), 422, "region")


def test_coverage_as_if_a_group_were_not_there(get: Get) -> None:
    """南县's 7 of 10 schools are in groups; each member that has no other loses its coverage with its group."""
    group = "group-411202-620d790190"
    members = {member["school_id"] for member in get(f"groups/{group}", as_of="any")["members"]["items"]}
    asked = {"region": "411202", "covered_by": "group", "as_of": "any"}
    before = get("coverage", **asked)
    after = get("coverage", **asked, without=group)
    assert before["what_if"] is None
    told = after["what_if"]
    assert (told["without"]["id"], told["without"]["label"]) == (group, "EducationGroup")
    [region] = told["regions"]
    assert region["before"]["numerator"] == before["items"][0]["numerator"]
    assert region["after"]["numerator"] == after["items"][0]["numerator"]
    assert region["after"]["denominator"] == region["before"]["denominator"]
    assert region["difference"]["numerator"] == region["after"]["numerator"] - region["before"]["numerator"]
    lost = {school["id"] for school in told["lost"]["rows"]}
    assert lost
    assert lost <= members
    assert told["lost"]["count"] == len(lost)
    uncovered = get("coverage/uncovered", **asked, without=group)
    assert {school["id"] for school in uncovered["what_if"]["lost"]["rows"]} == lost
    assert lost <= {school["id"] for school in uncovered["items"]}


@pytest.mark.parametrize("address", ["coverage?region=411202", "coverage/uncovered?region=411202"])
def test_what_leaves_may_be_a_region_and_must_be_there(client: httpx.Client, address: str) -> None:
    problem(client.get(f"/api/v1/{address}&without=nobody"), 404, "without")
    assert client.get(f"/api/v1/{address}&without=411200").json()["what_if"]["without"]["name"] == "三门峡市"
