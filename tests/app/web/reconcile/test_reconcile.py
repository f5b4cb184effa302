"""The reconciliation service, asked as OpenRefine asks."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from app.web.main import create_app
from graph import Settings
from graph.model import SEARCHED
from tests.app.web.conftest import problem, served
from tests.app.web.pages.reading import read

THIRD = "昆明市第三中学"


def _ask(client: httpx.Client, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return {key: answer["result"] for key, answer in response.json().items()}


def test_the_manifest_says_what_the_protocol_asks_for(lone: httpx.Client) -> None:
    response = lone.get("/reconcile", headers={"Origin": "https://example.org"})
    manifest = response.json()
    assert response.headers["access-control-allow-origin"] == "*"
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "view", "suggest", "defaultTypes"} <= manifest.keys()
    assert "{{id}}" in manifest["view"]["url"]
    assert {one["id"] for one in manifest["defaultTypes"]} == set(SEARCHED)
    assert all(one["name"] for one in manifest["defaultTypes"])


def test_the_manifest_names_the_address_at_which_others_reach_it(settings: Settings) -> None:
    with served(create_app(settings.model_copy(update={"public_url": "https://graph.example/"}))) as client:
        manifest = client.get("/reconcile").json()
    for address in (manifest["identifierSpace"], manifest["view"]["url"], manifest["preview"]["url"]):
        assert address.startswith("https://graph.example/")
    assert manifest["suggest"]["entity"]["service_url"] == "https://graph.example/reconcile"


def test_what_was_found_is_shown_in_a_frame(client: httpx.Client) -> None:
    address = client.get("/reconcile").json()["preview"]["url"]
    (found,) = _ask(client, a={"query": THIRD, "type": "School", "limit": 1})["a"]
    shown = client.get(address.replace("{{id}}", found["id"]))
    assert THIRD in read(shown.text).one("h1").text
    assert "frame-ancestors *" in shown.headers["content-security-policy"]
    assert "script-src" not in shown.headers["content-security-policy"]
    problem(client.get(address.replace("{{id}}", "nobody")), 404, "id")


def test_a_batch_is_answered_key_by_key(client: httpx.Client) -> None:
    found = _ask(
        client,
        q0={"query": "昆三中", "type": "School"},
        q1={"query": "昆明市", "type": ["Region"], "limit": 1},
        q2={"query": "查无此校"},
        q3={"query": "  "},
    )
    first = found["q0"][0]
    assert (first["name"], first["score"], first["match"]) == (THIRD, 100, True)
    assert first["type"] == [{"id": "School", "name": "学校 School"}]
    assert first["description"] == "云南省 昆明市"
    assert [(one["id"], one["match"]) for one in found["q1"]] == [("530100", True)]
    assert found["q2"] == found["q3"] == []


def test_the_same_by_get_and_by_id(client: httpx.Client) -> None:
    query = {"q": {"query": "530100"}}
    by_get = client.get("/reconcile", params={"queries": json.dumps(query)}).json()
    assert by_get["q"]["result"] == _ask(client, **query)["q"]
    assert by_get["q"]["result"][0]["match"] is True


def test_a_part_of_a_name_is_a_candidate_and_no_match(client: httpx.Client) -> None:
    found = _ask(client, q={"query": "第三中学", "type": "School"})["q"]
    assert THIRD in [one["name"] for one in found]
    assert not any(one["match"] or one["score"] == 100 for one in found)
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


@pytest.mark.parametrize(("region", "match"), [("昆明市", True), ({"id": "530100"}, True), (["重庆市"], False)])
def test_the_region_tells_which_is_meant(client: httpx.Client, region: Any, match: bool) -> None:
    known = [{"pid": "region", "v": region}, {"pid": "colour", "v": "red"}]
    (first, *_) = _ask(client, q={"query": THIRD, "type": "School", "properties": known})["q"]
    assert (first["name"], first["match"]) == (THIRD, match)


def test_a_name_that_two_bear_is_no_match(client: httpx.Client) -> None:
    known = [{"pid": "region", "v": "320100"}]
    found = _ask(
        client,
        few={"query": "鼓楼区", "type": "Region", "limit": 1},
        told={"query": "鼓楼区", "type": "Region", "limit": 1, "properties": known},
    )
    assert [(one["name"], one["match"]) for one in found["few"]] == [("鼓楼区", False)]
    assert [(one["id"], one["match"]) for one in found["told"]] == [("320106", True)]


def test_names_are_suggested_while_somebody_types(client: httpx.Client) -> None:
    found = client.get("/reconcile/suggest/entity", params={"prefix": "kunsanzh"}).json()["result"]
    assert found[0]["name"] == THIRD
    assert {"id", "name", "description", "notable"} <= found[0].keys()
    for nothing in ("", " ", "··", "x" * 2_000):
        assert client.get("/reconcile/suggest/entity", params={"prefix": nothing}).json() == {"result": []}


@pytest.mark.parametrize(
    "queries",
    ["", "no json", "[]", '{"q": 1}', '{"q": {"query": 1}}', '{"q": {"query": "a", "limit": 0}}',
     '{"q": {"query": "a", "type": "Planet"}}', json.dumps({str(n): {"query": "a"} for n in range(51)})],
)  # fmt: skip
def test_what_is_no_batch_is_told(client: httpx.Client, queries: str) -> None:
    response = client.post("/reconcile", data={"queries": queries})
    assert response.status_code == 422
    assert response.json()["detail"]
    problem(client.post("/reconcile", data={"query": "a"}), 422, "queries")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\u202e昆明\n", "昆" * 500, "x" * 1_001, "\0", "NEAR("])
def test_hostile_names_mean_nobody(client: httpx.Client, text: str) -> None:
    assert not any(one["match"] for one in _ask(client, q={"query": text})["q"])


def test_other_bodies_are_refused(client: httpx.Client) -> None:
    assert client.post("/reconcile", json={"q": {}}).status_code == 415
    assert client.post("/reconcile", data={"queries": "x" * 70_000}).status_code == 413
