from __future__ import annotations

import httpx

from tests.app.web.conftest import Get, problem


def test_schools_groups_and_regions_are_found(get: Get) -> None:
    body = get("search", q="三门峡")
    assert {item["label"] for item in body["items"]} == {"School", "EducationGroup", "Region"}
    assert all("三门峡" in item["name"] + "".join(item["aliases"] or []) for item in body["items"])


def test_a_whole_name_comes_first(get: Get) -> None:
    assert get("search", q="昆明市")["items"][0]["id"] == "530100"


def test_nothing_found_is_an_answer(get: Get) -> None:
    assert get("search", q="没有这样的学校")["items"] == []


def test_it_needs_a_text(client: httpx.Client) -> None:
    problem(client.get("/api/v1/search"), 422, "q")
    problem(client.get("/api/v1/search", params={"q": "x" * 2_000}), 422, "q")
