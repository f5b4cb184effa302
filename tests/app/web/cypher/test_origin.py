from __future__ import annotations

import httpx
import pytest

from tests.app.web.conftest import CYPHER, problem


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
    ids=str,
)
def test_a_page_elsewhere_runs_nothing(lone: httpx.Client, headers: dict[str, str]) -> None:
    response = lone.post(CYPHER, json={"statement": "RETURN 1 AS x"}, headers=headers)
    assert problem(response, 403)["type"] == "/docs#other-site"
    assert "access-control-allow-origin" not in response.headers


def test_a_page_elsewhere_is_not_told_that_it_may(lone: httpx.Client) -> None:
    asks = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    response = lone.request("OPTIONS", CYPHER, headers={**asks, "access-control-request-headers": "content-type"})
    assert response.status_code == 405
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_programs_and_own_pages_are_let_in(client: httpx.Client) -> None:
    own = f"http://{client.base_url.netloc.decode()}"
    for headers in ({}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": own}):
        assert client.post(CYPHER, json={"statement": "RETURN 1 AS x"}, headers=headers).status_code == 200, headers
