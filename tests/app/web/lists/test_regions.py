from __future__ import annotations

import httpx

from tests.app.web.conftest import Get, problem


def test_regions_right_below_a_prefecture(get: Get) -> None:
    """昆明市 has 14 counties, districts and county-level cities."""
    body = get("regions", parent="530100", level="county")
    assert len(body["items"]) == 14
    assert {item["parent"] for item in body["items"]} == {"530100"}
    assert body["receipt"]["question"] == "regions"


def test_a_region_is_found_by_name_and_pages_go_on(get: Get) -> None:
    assert [item["id"] for item in get("regions", q="富民")["items"]] == ["530124"]
    first = get("regions", level="province", limit=30)
    rest = get("regions", level="province", limit=30, cursor=first["next_cursor"])
    assert first["truncated"]
    assert not {item["id"] for item in first["items"]} & {item["id"] for item in rest["items"]}


def test_a_functional_district_says_so(get: Get) -> None:
    [district] = get("regions", q="湘江新区")["items"]
    assert (district["id"], district["functional"]) == ("x-430100-xiangjiang", True)


def test_one_region(get: Get) -> None:
    [region] = get("regions/530124")["items"]
    assert (region["name"], region["parent_name"], region["schools_known"]) == ("富民县", "昆明市", 2)
    assert region["source_ids"] == ["regions-2026"]


def test_no_such_region(client: httpx.Client) -> None:
    assert "/api/v1/regions?q=" in problem(client.get("/api/v1/regions/000000"), 404, "id")["next_step"]
