from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.web.examples import ANSWERS_FOLDER
from app.web.main import create_app
from app.web.problems import MEDIA_TYPE
from graph import Settings
from graph.answers import Library
from graph.questions import shipped_catalogue
from tests.app.web.conftest import example_of, operations
from tests.app.web.document import SNAPSHOT, as_agreed
from tests.app.web.examples import OF_PAIRINGS, answered_example, differences

OPERATIONS = {
    "schools", "school", "ties", "groups", "group", "organisations", "organisation", "regions", "region", "aid_links",
    "programmes", "programme", "sources", "source", "indicators", "reconciliation",
    "reach", "paths", "coverage", "uncovered", "balance", "network", "search", "questions", "question", "answer",
    "schema", "cypher", "live", "ready",
}  # fmt: skip


@pytest.fixture(scope="module")
def document(lone: httpx.Client) -> dict[str, Any]:
    body: dict[str, Any] = lone.get("/openapi.json").json()
    return body


def test_every_operation_tells_what_it_is_and_shows_an_example(document: dict[str, Any]) -> None:
    seen = set()
    for path, operation in operations(document, "get", "post"):
        seen.add(operation["operationId"])
        assert operation["summary"], path
        assert operation["description"], path
        answer = operation["responses"]["200"]["content"]["application/json"]
        for schema in answer["schema"].get("anyOf", [answer["schema"]]):
            assert schema["$ref"].startswith("#/components/schemas/"), path
        assert example_of(operation)[1], path
    assert seen == OPERATIONS


def test_the_document_is_the_one_agreed_on(document: dict[str, Any]) -> None:
    # After a change that is meant: python -m tests.app.web.document
    assert as_agreed(document).splitlines() == SNAPSHOT.read_text("utf-8").splitlines()


def test_many_who_ask_for_it_first_get_the_same_document(tmp_path: Path) -> None:
    app = create_app(Settings(home=tmp_path, neo4j_uri=None))
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: json.dumps(app.openapi()), range(8)))
    assert len(set(found)) == 1


def test_the_document_tells_its_license_and_where_the_api_is(document: dict[str, Any]) -> None:
    assert document["info"]["license"]["identifier"] == "Apache-2.0"
    assert [server["url"] for server in document["servers"]] == ["/"]


def test_a_cursor_is_typed_by_what_the_list_goes_on_after(client: httpx.Client, document: dict[str, Any]) -> None:
    by_number, by_id = "/api/v1/questions/aid_by_form/answer?as_of=any", "/api/v1/schools?region=411202"
    for address, path in ((by_number, "/api/v1/reconciliation"), (by_number, None), (by_id, "/api/v1/schools")):
        parameters = document["paths"][path or "/api/v1/questions/{id}/answer"]["get"]["parameters"]
        pattern = next(p["schema"]["pattern"] for p in parameters if p["name"] == "cursor")
        assert re.search(pattern, client.get(f"{address}&limit=2").json()["next_cursor"])
    assert not re.search(pattern, "two words")


def test_every_operation_tells_its_problems_in_their_own_type(document: dict[str, Any]) -> None:
    for path, operation in operations(document, "get", "post"):
        problems = {status: response for status, response in operation["responses"].items() if status >= "400"}
        expected = {"422"}
        if path.startswith("/api/v1/") and operation["operationId"] not in {"questions", "schema", "cypher"}:
            expected |= {"404"}
        if operation["operationId"] not in {"questions", "question", "schema", "live"}:
            expected |= {"503"}
        assert expected <= set(problems), path
        for response in problems.values():
            assert response["content"] == {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}, path


def test_parameters_have_the_words_of_their_question(document: dict[str, Any]) -> None:
    shown = {p["name"]: p for p in document["paths"]["/api/v1/reach/{id}"]["get"]["parameters"]}
    hops = next(p for p in shipped_catalogue()["reach"].header.parameters if p.name == "hops")
    assert shown["hops"]["description"].lower().startswith(hops.description[1].lower())
    schema = shown["hops"]["schema"]
    assert (schema["type"], schema["minimum"], schema["maximum"]) == ("integer", 1, 6)
    assert str(schema["default"]) == hops.default
    assert shown["direction"]["schema"]["enum"] == ["out", "in", "any"]
    assert shown["as_of"]["schema"]["default"] == "today"
    assert "x-default" not in str(document)
    assert [p["name"] for p in document["paths"]["/api/v1/network"]["get"]["parameters"] if p["required"]] == ["focus"]


def test_the_examples_are_what_the_app_answers(client: httpx.Client, app: FastAPI) -> None:
    # After a change that is meant: python -m tests.app.web.examples
    _assert_as_shown(client, app, OPERATIONS - OF_PAIRINGS)


def test_an_example_names_its_day(document: dict[str, Any]) -> None:
    undated = [
        path
        for path, operation in operations(document)
        for parameter in operation.get("parameters", [])
        if parameter["schema"].get("default") == "today" and f"{parameter['name']}=" not in example_of(operation)[0]
    ]
    assert undated == [], "what the app answers by default is another answer tomorrow"


def test_so_are_those_that_the_reports_have_nothing_of(server: httpx.Client, app: FastAPI, pairings: Library) -> None:
    assert pairings.ask("organisations").rows
    _assert_as_shown(server, app, OF_PAIRINGS)


def _assert_as_shown(client: httpx.Client, app: FastAPI, names: set[str]) -> None:
    for _, operation in operations(app.openapi(), "get", "post"):
        if operation["operationId"] in names:
            request, body = example_of(operation)
            assert list(differences(request, body, answered_example(client, operation))) == []


def test_no_example_is_left_of_an_operation_that_is_gone() -> None:
    assert {file.stem for file in ANSWERS_FOLDER.iterdir()} == OPERATIONS
