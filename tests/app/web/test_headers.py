from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from app.web.main import create_app
from graph import Settings
from tests.app.web.conftest import served

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


# What a 304 lacks: what tells of a body, and what is told of each response by itself.
OF_A_BODY = {"content-type", "content-length", "content-encoding", "date", "server-timing", "huoshui-receipt"}


@pytest.mark.parametrize("form", ["json", "html", "graphml", "gexf", "csv"])
def test_who_has_an_answer_already_keeps_the_policy_that_it_came_with(client: httpx.Client, form: str) -> None:
    """A browser takes the headers of the 304 for those of the page that it kept."""
    asked = "schools?limit=50" if form == "csv" else "network?focus=530100&hops=1"
    address = f"/api/v1/{asked}&format={form}"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    for name in first.headers.keys() - OF_A_BODY:
        assert again.headers.get(name) == first.headers[name], name


def test_json_may_run_nothing_and_a_page_only_its_own_style(lone: httpx.Client) -> None:
    assert "style-src" not in lone.get("/api/v1/questions").headers["content-security-policy"]
    page = lone.get("/").headers["content-security-policy"]
    assert "style-src 'self'" in page
    assert "script-src 'self'; connect-src 'self'; " in page
    assert "unsafe" not in page


def test_the_map_may_run_its_own_scripts(client: httpx.Client) -> None:
    address = "/api/v1/network?focus=530100&hops=1&format=html"
    policy = client.get(address).headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


READER = "https://observablehq.com"
READ = ["/api/v1/questions", "/openapi.json", "/api/v1/schools", "/api/v1/nothing"]
"""What answers without a store, what needs one (503), and what is nowhere (404)."""


@pytest.mark.parametrize("address", READ)
def test_pages_of_other_sites_read_nothing_unless_a_setting_names_them(lone: httpx.Client, address: str) -> None:
    assert "access-control-allow-origin" not in lone.get(address, headers={"Origin": READER}).headers


@pytest.mark.parametrize("address", READ)
@pytest.mark.parametrize("origins", ["*", f"https://edu.example {READER}"])
def test_pages_of_named_sites_read_answers_and_errors(tmp_path: Path, origins: str, address: str) -> None:
    app = create_app(Settings(home=tmp_path, neo4j_uri=None, cors_origins=origins))
    with served(app) as named:
        answer = named.get(address, headers={"Origin": READER})
        assert answer.headers["access-control-allow-origin"] in ("*", READER)
        assert "access-control-allow-credentials" not in answer.headers
        told = {name.strip().lower() for name in answer.headers["access-control-expose-headers"].split(",")}
        assert {"etag", "huoshui-receipt"} <= told
        stranger = named.get(address, headers={"Origin": "https://evil.example"})
        assert stranger.headers.get("access-control-allow-origin") == ("*" if origins == "*" else None)
        asked = {"Origin": READER, "Access-Control-Request-Method": "GET"}
        assert named.options(address, headers=asked).status_code == 200
        own = named.post("/api/v1/cypher", json={"statement": "RETURN 1"}, headers={"Origin": READER})
        assert own.status_code == 403, "readers' Cypher stays with our own pages"


@pytest.mark.parametrize(
    "origins", ["edu.example", "https://edu.example/page", "null", "https://a.example,https://b.example"]
)
def test_what_is_no_origin_is_refused(origins: str) -> None:
    with pytest.raises(ValidationError, match="cors_origins"):
        Settings(cors_origins=origins)
