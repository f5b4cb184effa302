from __future__ import annotations

import httpx
import pytest

from tests.app.web.conftest import LEAD, Get, problem

# data/seeds: the two schools are members of the group that the first of them leads.
ONE, OTHER = "school-500107-6e4ea7a187", "school-500107-215ef9c85b"


def test_a_path_is_told_link_by_link(get: Get) -> None:
    body = get("paths", **{"from": ONE, "to": OTHER, "as_of": "any"})
    assert (body["from"]["id"], body["to"]["id"], body["hops"]) == (ONE, OTHER, 2)
    assert [leg["step"] for leg in body["items"]] == [1, 2]
    assert body["items"][0]["from_id"] == ONE
    assert body["items"][0]["to_id"] == body["items"][1]["from_id"]
    assert body["items"][1]["to_id"] == OTHER
    assert body["sentence"] == "；".join(leg["sentence"] for leg in body["items"])
    assert all(leg["source_ids"] and leg["locators"] for leg in body["items"])


def test_sentences_come_in_both_languages(get: Get) -> None:
    chinese = get("paths", **{"from": ONE, "to": OTHER})["sentence"]
    english = get("paths", **{"from": ONE, "to": OTHER, "lang": "en"})["sentence"]
    assert "有成员" in chinese
    assert "has member" in english


def test_no_path_is_an_answer(get: Get) -> None:
    body = get("paths", **{"from": ONE, "to": LEAD, "hops": 1})
    assert (body["items"], body["hops"], body["sentence"]) == ([], None, "")


@pytest.mark.parametrize(
    ("asked", "status", "parameter"),
    [({"from": ONE}, 422, "to"), ({"to": ONE}, 422, "from"), ({"from": ONE, "to": ONE}, 422, "to"),
     ({"from": "nowhere", "to": ONE}, 404, "from"), ({"from": ONE, "to": "nowhere"}, 404, "to"),
     ({"from_": ONE, "to": OTHER}, 422, "from_")],
)  # fmt: skip
def test_bad_ends_are_named(client: httpx.Client, asked: dict[str, str], status: int, parameter: str) -> None:
    problem(client.get("/api/v1/paths", params=asked), status, parameter)
