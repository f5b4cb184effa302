from __future__ import annotations

import httpx

from tests.app.web.conftest import Get, problem


def test_sources_with_what_rests_on_them(get: Get) -> None:
    sources = {item["id"]: item for item in get("sources")["items"]}
    assert {f"seed-00{n}" for n in range(5)} <= set(sources)
    assert all(sources[f"seed-00{n}"]["links"] > 0 and sources[f"seed-00{n}"]["title"] for n in range(5))


def test_reported_figures_stand_beside_the_graphs_own_count(get: Get) -> None:
    """seed-000, line 37 has the city's 89 groups; the report names two of them."""
    body = get("reconciliation", region="530100")
    groups = next(item for item in body["items"] if item["metric"] == "groups_total" and item["subject_id"] == "530100")
    assert (groups["reported"], groups["observed"], groups["difference"]) == (89.0, 2, -87.0)
    assert (groups["unit"], groups["source_ids"], groups["locators"]) == ("groups", ["seed-000"], ["L37"])
    assert len(get("reconciliation")["items"]) > len(body["items"])


def test_an_unknown_region_is_named(client: httpx.Client) -> None:
    problem(client.get("/api/v1/reconciliation?region=999999"), 404, "region")


def test_reported_figures_of_a_region(get: Get) -> None:
    items = get("indicators", region="530100")["items"]
    groups = next(item for item in items if item["metric"] == "groups_total" and item["subject_id"] == "530100")
    assert (groups["value"], groups["unit"], groups["locators"]) == (89.0, "groups", ["L37"])
    assert {item["metric"] for item in get("indicators", metric="groups_total")["items"]} == {"groups_total"}


def test_a_window_that_ends_before_it_begins_is_refused(client: httpx.Client) -> None:
    asked = {"from_day": "2025-01-01", "to_day": "2024-01-01"}
    response = client.get("/api/v1/indicators", params=asked)
    assert response.status_code == 422
    assert response.json()["parameter"] in asked
