"""Pages, cursors, CSV and tags: the same for every list, so tested on a few."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import httpx
import polars as pl
import pytest
from fastapi import FastAPI

from app.answer_files import ANSWER_FORMATS, AnswerFormat
from loaders import load_folder, shipped_folder
from tests.app.web.conftest import Get, operations, problem
from tests.conftest import SMALL
from tests.held_graph import Graph

DISTRICT = "411202"
# One list that goes on after an id, one by number, one that a function computes.
LISTS = [
    ("schools", {"region": DISTRICT}, 5),
    ("questions/new_links/answer", {"from_day": "2024-01-01", "to_day": "2025-12-31"}, 5),
    ("questions/aid_by_form/answer", {"as_of": "any"}, 2),
    ("reach/530100", {"hops": 2, "as_of": "any"}, 7),
    ("coverage", {"by": "county", "as_of": "2025-09-01"}, 4),
]


def rows_of(response: httpx.Response) -> list[dict[str, str]]:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.text)))


@pytest.mark.parametrize(("path", "asked", "limit"), LISTS)
def test_pages_hold_every_item_once(get: Get, path: str, asked: dict[str, Any], limit: int) -> None:
    whole = get(path, **asked)
    seen: list[Any] = []
    cursor = ""
    for _ in range(len(whole["items"]) + 1):
        body = get(path, **asked, limit=limit, cursor=cursor)
        assert len(body["items"]) <= limit
        assert body["truncated"] == body["receipt"]["truncated"] == (body["next_cursor"] is not None)
        seen += body["items"]
        if not body["truncated"]:
            break
        cursor = body["next_cursor"]
    assert seen == whole["items"]
    assert len(seen) > limit, "or there was nothing to page through"


@pytest.mark.parametrize("cursor", ["x", "-5", "abc-", "abc-1x", "abc-9999999", "abc-²", "-"])
def test_what_is_no_cursor_is_refused(client: httpx.Client, cursor: str) -> None:
    problem(client.get("/api/v1/reconciliation", params={"cursor": cursor}), 422, "cursor")


def test_a_cursor_of_another_graph_is_refused(client: httpx.Client) -> None:
    refused = problem(client.get("/api/v1/reconciliation", params={"cursor": "000000000000-1"}), 422, "cursor")
    assert "000000000000" in refused["detail"]


@pytest.mark.parametrize(("path", "asked", "limit"), LISTS)
def test_csv_holds_the_rows_of_the_json(
    client: httpx.Client, get: Get, path: str, asked: dict[str, Any], limit: int
) -> None:
    body = get(path, **asked)
    response = client.get(f"/api/v1/{path}", params={**asked, "format": "csv"})
    rows = rows_of(response)
    assert len(rows) == len(body["items"])
    for name in {"key", "id", "form", "name"} & set(rows[0]) & set(body["items"][0]):
        assert [row[name] for row in rows] == [item[name] for item in body["items"]]
    told = json.loads(response.headers["huoshui-receipt"])
    assert told["answer_digest"] == body["receipt"]["answer_digest"]
    assert response.headers["huoshui-truncated"] == "false"
    assert "cut" not in response.headers["content-disposition"]


def test_a_cut_csv_says_so_and_where_it_goes_on(client: httpx.Client) -> None:
    response = client.get("/api/v1/schools", params={"region": DISTRICT, "limit": 16, "format": "csv"})
    first = rows_of(response)
    assert response.headers["huoshui-truncated"] == "true"
    assert "-16-rows-cut.csv" in response.headers["content-disposition"]
    following = response.links["next"]["url"]
    last = rows_of(client.get(following))
    assert [len(first), len(last)] == [16, 1]
    assert {row["id"] for row in first}.isdisjoint(row["id"] for row in last)


def test_csv_is_sent_to_who_accepts_it(client: httpx.Client) -> None:
    asked = {"region": DISTRICT, "limit": "1"}
    assert rows_of(client.get("/api/v1/schools", params=asked, headers={"Accept": "text/csv"}))
    response = client.get("/api/v1/schools", params={**asked, "format": "json"}, headers={"Accept": "text/csv"})
    assert response.json()["items"], "what the address says goes first"
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize("format_", ANSWER_FORMATS.values(), ids=lambda one: one.name)
def test_every_format_is_asked_for_by_name_or_by_type(client: httpx.Client, format_: AnswerFormat) -> None:
    asked = {"region": DISTRICT, "limit": "2"}
    named = client.get("/api/v1/schools", params={**asked, "format": format_.name})
    typed = client.get("/api/v1/schools", params=asked, headers={"Accept": format_.media_type})
    assert named.status_code == typed.status_code == 200
    assert named.headers["content-type"].partition(";")[0] == format_.media_type
    assert typed.headers["content-type"] == named.headers["content-type"]
    assert f"-2-rows-cut.{format_.name}" in named.headers["content-disposition"]
    assert "cursor=" in named.links["next"]["url"]
    again = client.get(named.url, headers={"If-None-Match": named.headers["etag"]})
    assert again.status_code == 304
    other = client.get("/api/v1/schools", params={**asked, "format": "json"})
    assert other.headers["etag"] != named.headers["etag"]


def test_a_kept_file_says_how_to_ask_again_whoever_asked_first(client: httpx.Client) -> None:
    asked = {"limit": "2", "format": "parquet"}
    first = client.get("/api/v1/aid-links", params=asked, headers={"Host": "localhost"})
    assert client.get("/api/v1/aid-links", params=asked).content == first.content
    facts = json.loads(pl.read_parquet_metadata(io.BytesIO(first.content))["huoshui"])["facts"]
    told = {english: value for _, english, value in facts}
    assert told["Ask again"].startswith("/api/v1/questions/aid_links/answer?")
    assert f"as_of={told['As of']}" in told["Ask again"], "today is the day that it was"
    again = client.get(told["Ask again"]).json()
    assert again["receipt"]["answer_digest"] == told["Digest of the answer"]
    assert again["receipt"]["row_count"] == 2


@pytest.mark.parametrize(("path", "asked", "limit"), LISTS)
def test_a_file_of_a_later_page_asks_for_that_page_again(
    client: httpx.Client, get: Get, path: str, asked: dict[str, Any], limit: int
) -> None:
    cursor = get(path, **asked, limit=limit)["next_cursor"]
    page = get(path, **asked, limit=limit, cursor=cursor)
    parameters = {**asked, "limit": str(limit), "cursor": cursor, "format": "parquet"}
    file = io.BytesIO(client.get(f"/api/v1/{path}", params=parameters).content)
    facts = json.loads(pl.read_parquet_metadata(file)["huoshui"])["facts"]
    again = client.get({english: value for _, english, value in facts}["Ask again"]).json()
    assert again["receipt"]["answer_digest"] == page["receipt"]["answer_digest"]
    assert len(again["items"]) == len(page["items"])


def test_a_browser_gets_the_mark_that_a_spreadsheet_needs(client: httpx.Client) -> None:
    asked = {"region": DISTRICT, "limit": "1", "format": "csv"}
    browser = client.get("/api/v1/schools", params=asked, headers={"Accept": "text/html,*/*;q=0.8"})
    program = client.get("/api/v1/schools", params=asked)
    assert browser.content == b"\xef\xbb\xbf" + program.content


def test_csv_cells_are_plain_text(client: httpx.Client) -> None:
    [row] = rows_of(client.get("/api/v1/groups", params={"region": DISTRICT, "limit": 1, "format": "csv"}))
    assert row["aliases"] == "甘棠学校教学联盟"
    [row] = rows_of(client.get("/api/v1/schools", params={"region": DISTRICT, "limit": 1, "format": "csv"}))
    assert row["lead"] in {"true", "false"}
    assert row["students"] == "", "what is unknown is empty"


def test_every_list_takes_a_format_and_a_cursor(app: FastAPI) -> None:
    lists = 0
    for path, operation in operations(app.openapi()):
        names = {parameter["name"] for parameter in operation.get("parameters", [])}
        if "text/csv" in operation["responses"]["200"]["content"]:
            lists += 1
            assert {"limit", "cursor", "format"} <= names, path
        else:
            assert "limit" not in names, path
    assert lists >= 14


def test_who_has_an_answer_already_is_told_so(client: httpx.Client) -> None:
    first = client.get("/api/v1/schools", params={"region": DISTRICT})
    tag = first.headers["etag"]
    assert tag.startswith(f'W/"{first.json()["receipt"]["graph_version"]}.')
    for known in (tag, f'"other", {tag}', "*", tag.removeprefix("W/")):
        again = client.get("/api/v1/schools", params={"region": DISTRICT}, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = client.get("/api/v1/schools", params={"region": DISTRICT}, headers={"If-None-Match": '"other"'})
    assert other.json()["items"] == first.json()["items"]


def test_a_tag_is_of_one_answer_in_one_form(client: httpx.Client) -> None:
    asked = [
        {"region": DISTRICT},
        {"region": DISTRICT, "format": "csv"},
        {"region": DISTRICT, "limit": "3"},
        {"region": "430921"},
    ]
    tags = {client.get("/api/v1/schools", params=parameters).headers["etag"] for parameters in asked}
    assert len(tags) == len(asked)
    assert client.get("/api/v1/schools", params=asked[0]).headers["etag"] in tags


def test_what_is_not_there_is_not_there_for_who_has_a_tag_either(client: httpx.Client) -> None:
    problem(client.get("/api/v1/schools/school-nowhere", headers={"If-None-Match": "*"}), 404, "id")


def test_a_new_load_is_seen_at_once_by_every_worker(
    graph: Graph, server: httpx.Client, other_worker: httpx.Client
) -> None:
    """Two apps, each with a cache of its own: what workers are."""
    workers = (server, other_worker)
    graph.hold(SMALL)
    try:
        before = [worker.get("/api/v1/schools", params={"limit": 1000}).json() for worker in workers]
        tags = [worker.get("/api/v1/schools", params={"limit": 1000}).headers["etag"] for worker in workers]
        load_folder(graph.writer, shipped_folder("seeds"))
        for worker, tag, body in zip(workers, tags, before, strict=True):
            after = worker.get("/api/v1/schools", params={"limit": 1000}, headers={"If-None-Match": tag})
            assert after.status_code == 200
            assert len(after.json()["items"]) > len(body["items"])
            assert after.json()["receipt"]["graph_version"] != body["receipt"]["graph_version"]
    finally:
        graph.changed()
