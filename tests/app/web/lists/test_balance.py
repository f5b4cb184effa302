from __future__ import annotations

import httpx

from tests.app.web.conftest import Get, problem


def test_a_coefficient_tells_what_it_rests_on(get: Get) -> None:
    [item] = get("balance", region="530600")["items"]
    assert item["measure"] == "teachers per student"
    if item["schools"] < 2:
        assert item["coefficient"] is None
    else:
        assert item["coefficient"] == item["standard_deviation"] / item["mean"]
    assert item["schools"] + item["schools_without_figures"] > 0


def test_the_region_is_required_and_known(client: httpx.Client) -> None:
    problem(client.get("/api/v1/balance"), 422, "region")
    problem(client.get("/api/v1/balance?region=999999"), 404, "region")
