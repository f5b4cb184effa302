from __future__ import annotations

import httpx
import pytest

from graph.questions import shipped_catalogue
from tests.app.web.conftest import LEAD, Get, problem

pytestmark = pytest.mark.both_engines


def test_the_catalogue_is_whole_and_needs_no_store(lone: httpx.Client) -> None:
    items = lone.get("/api/v1/questions").json()["items"]
    assert [item["id"] for item in items] == list(shipped_catalogue())
    for item in items:
        assert item["title"]["zh"]
        assert item["title"]["en"]
        assert item["revision"] == shipped_catalogue()[item["id"]].revision
        assert item["returns"]


def test_one_question(lone: httpx.Client) -> None:
    body = lone.get("/api/v1/questions/reach").json()
    assert body["folder"] == "schools"
    hops = next(parameter for parameter in body["parameters"] if parameter["name"] == "hops")
    assert (hops["type"], hops["minimum"], hops["maximum"], hops["default"]) == ("integer", 1, 6, "2")
    start = next(parameter for parameter in body["parameters"] if parameter["name"] == "start")
    assert start["required"]


@pytest.mark.parametrize("address", ["nothing", "nothing/answer"])
def test_an_unknown_question_leads_to_the_list(client: httpx.Client, address: str) -> None:
    body = problem(client.get(f"/api/v1/questions/{address}"), 404, "id")
    assert "/api/v1/questions" in body["next_step"]


@pytest.mark.parametrize("question", shipped_catalogue())
def test_every_question_can_be_asked(client: httpx.Client, question: str) -> None:
    """With its header's examples, which may name what the five reports lack: then that is said."""
    parameters = shipped_catalogue()[question].header.parameters
    given = {parameter.name: parameter.example or "" for parameter in parameters if parameter.required}
    response = client.get(f"/api/v1/questions/{question}/answer", params=given)
    if response.status_code == 404:
        problem(response, 404)
        return
    body = response.json()
    assert response.status_code == 200, body
    assert body["receipt"]["question"] == question
    assert body["receipt"]["row_count"] == len(body["items"])


def test_an_answer_has_the_questions_columns_and_its_limit(get: Get) -> None:
    whole = get("questions/spin_offs/answer")
    assert len(whole["items"]) == 5
    columns = {column.name for column in shipped_catalogue()["spin_offs"].header.columns}
    assert {frozenset(item) for item in whole["items"]} == {frozenset(columns)}
    assert whole["truncated"] is False
    assert get("questions/spin_offs/answer", limit=5)["truncated"] is False
    cut = get("questions/spin_offs/answer", limit=4)
    assert (cut["truncated"], cut["receipt"]["cut_at"], cut["items"]) == (True, 4, whole["items"][:4])


def test_a_computed_question_answers_too(get: Get) -> None:
    body = get("questions/reach/answer", start=LEAD, ties="LEADS")
    assert len(body["items"]) == 1
    assert get("questions/network/answer", focus=LEAD, ties="LEADS")["items"][0]["type"] == "LEADS"


def test_an_unknown_parameter_is_named(client: httpx.Client) -> None:
    body = problem(client.get("/api/v1/questions/spin_offs/answer?day=2025-01-01"), 422, "day")
    assert "as_of" in body["detail"]


def test_a_missing_parameter_is_named(client: httpx.Client) -> None:
    problem(client.get("/api/v1/questions/school/answer"), 422, "id")
