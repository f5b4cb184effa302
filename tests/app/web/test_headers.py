from __future__ import annotations

import httpx
import pytest

ADDRESSES = ["/", "/docs", "/openapi.json", "/health/live", "/api/v1/questions", "/api/v1/schools", "/nothing"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_forbids_sniffing_referrers_and_what_is_not_ours(lone: httpx.Client, address: str) -> None:
    headers = lone.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["cache-control"] in {"no-cache", "no-store"}
    assert "server" not in headers


def test_json_may_run_nothing_and_a_page_only_its_own_style(lone: httpx.Client) -> None:
    assert "style-src" not in lone.get("/api/v1/questions").headers["content-security-policy"]
    page = lone.get("/").headers["content-security-policy"]
    assert "style-src 'self'" in page
    assert "script-src" not in page


def test_the_map_may_run_its_own_scripts(client: httpx.Client) -> None:
    address = "/api/v1/network?focus=530100&hops=1&format=html"
    policy = client.get(address).headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
