from __future__ import annotations

import csv
import io
import json
from typing import Any

import httpx
import pytest

from app.answer_files import ANSWER_FORMATS, AnswerFormat
from app.web.main import create_app
from graph import Settings
from tests.app.web.conftest import ALLIANCE, CYPHER, LEAD, problem, served

pytestmark = pytest.mark.both_engines

LEADS = "MATCH (s:School)-[l:LEADS]->(g:EducationGroup {id: $group}) RETURN s.name AS name, s, l, g"


def run(client: httpx.Client, statement: str, **parameters: Any) -> httpx.Response:
    return client.post(CYPHER, json={"statement": statement, "parameters": parameters})


def test_rows_nodes_and_links_come_as_plain_json(client: httpx.Client) -> None:
    response = run(client, LEADS, group=ALLIANCE)
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers
    body = response.json()
    assert body["columns"] == ["name", "s", "l", "g"]
    [row] = body["rows"]
    assert (row["s"]["id"], row["l"]["type"], row["g"]["id"]) == (LEAD, "LEADS", ALLIANCE)
    assert (row["l"]["from"], row["l"]["to"]) == (LEAD, ALLIANCE)
    assert {node["id"] for node in body["network"]["nodes"]} == {LEAD, ALLIANCE}
    assert [(link["from"], link["to"]) for link in body["network"]["links"]] == [(LEAD, ALLIANCE)]
    assert (body["truncated"], body["cut_by"], body["cut_at"]) == (False, None, None)
    assert body["graph_version"] == client.get("/health/ready").json()["graph_version"]


def test_what_is_no_network_has_none(client: httpx.Client) -> None:
    assert run(client, "RETURN 1 AS x").json()["network"] is None


def test_rows_are_cut_at_the_limit_and_say_so(client: httpx.Client) -> None:
    body = run(client, "UNWIND range(1, 6000) AS n RETURN n").json()
    assert (len(body["rows"]), body["truncated"], body["cut_by"], body["cut_at"]) == (5_000, True, "rows", 5_000)


@pytest.mark.parametrize("ask", [{"params": {"format": "csv"}}, {"headers": {"accept": "text/csv"}}], ids=str)
def test_rows_as_csv(client: httpx.Client, ask: dict[str, Any]) -> None:
    asked = {"statement": "UNWIND range(1, 6000) AS n RETURN n, ['a', '学'] AS l, {k: n} AS m"}
    response = client.post(CYPHER, json=asked, **ask)
    rows = list(csv.reader(io.StringIO(response.text, newline="")))
    assert rows[:2] == [["n", "l", "m"], ["1", "a;学", '{"k": 1}']]
    assert len(rows) == 5_001
    assert response.headers["huoshui-truncated"] == "true"
    assert response.headers["content-disposition"].endswith('-5000-rows-cut.csv"')
    assert json.loads(response.headers["huoshui-receipt"])["row_count"] == 5_000
    assert response.headers["cache-control"] == "no-store"


def test_a_browsers_csv_is_marked_for_spreadsheets(client: httpx.Client) -> None:
    asked = {"statement": "RETURN '学' AS x"}
    response = client.post(f"{CYPHER}?format=csv", json=asked, headers={"accept": "text/html,*/*"})
    assert response.content == "\ufeffx\r\n学\r\n".encode()


def test_what_a_browser_hands_to_a_spreadsheet_is_no_formula(client: httpx.Client) -> None:
    """Case 28: a name such as =HYPERLINK(…) would be run where the file is opened; programs get it as it is."""
    asked = {"statement": "RETURN '=HYPERLINK(1)' AS x, -2 AS y"}
    browsers = client.post(f"{CYPHER}?format=csv", json=asked, headers={"accept": "text/html,*/*"})
    assert browsers.text.splitlines()[1] == "'=HYPERLINK(1),-2"
    assert client.post(f"{CYPHER}?format=csv", json=asked).text.splitlines()[1] == "=HYPERLINK(1),-2"


def operators(plan: dict[str, Any]) -> list[str]:
    return [plan["name"], *(name for child in plan["children"] for name in operators(child))]


def test_the_plan_alone_runs_nothing(client: httpx.Client) -> None:
    asked = {"statement": LEADS, "parameters": {"group": ALLIANCE}}
    body = client.post(f"{CYPHER}?format=plan", json=asked).json()
    assert set(body) == {"plan"}
    assert len(operators(body["plan"])) > 2
    explained = run(client, f"EXPLAIN {LEADS}", group=ALLIANCE).json()
    assert explained["rows"] == []
    assert operators(explained["plan"]) == operators(body["plan"])


@pytest.mark.parametrize("format_", ANSWER_FORMATS.values(), ids=lambda one: one.name)
def test_rows_as_any_file(client: httpx.Client, format_: AnswerFormat) -> None:
    statement = {"statement": "RETURN '=1+1' AS text, 1 AS number, [1, 2] AS list, {a: null} AS map"}
    response = client.post(CYPHER, json=statement, headers={"Accept": format_.media_type})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].partition(";")[0] == format_.media_type
    assert response.headers["content-disposition"].endswith(f'.{format_.name}"')
    assert response.content


@pytest.mark.parametrize("format_", ["", "html"])
def test_another_form_is_refused(client: httpx.Client, format_: str) -> None:
    response = client.post(f"{CYPHER}?format={format_}", json={"statement": "RETURN 1 AS n"})
    assert "json, csv, xlsx, parquet, dta, plan" in problem(response, 422, "format")["detail"]


@pytest.mark.parametrize("format_", ["json", "csv", "plan"])
def test_what_is_refused_is_named(client: httpx.Client, format_: str) -> None:
    response = client.post(f"{CYPHER}?format={format_}", json={"statement": "MATCH (n)\nDETACH DELETE n"})
    body = problem(response, 403)
    assert body["type"] == "/docs#statement-refused"
    assert body["operator"] in {"DETACH", "DELETE", "DETACH DELETE"}
    assert body["operator"] in body["detail"]
    assert body["position"][0] == 2


def test_what_does_not_compile_is_told_with_its_place(client: httpx.Client) -> None:
    body = problem(run(client, "MATCH (s:School)\nRETURN s.name AS name, nonsense"), 422, "statement")
    assert body["type"] == "/docs#statement-invalid"
    assert "nonsense" in body["detail"]
    broken = problem(run(client, "RETURN 1 AS x\n, (2 AS y"), 422, "statement")
    assert broken["position"][0] == 2


def test_a_parameter_without_a_value_is_named(client: httpx.Client) -> None:
    problem(run(client, "RETURN $a AS x"), 422, "a")
    problem(client.post(f"{CYPHER}?format=xml", json={"statement": "RETURN 1"}), 422, "format")
    problem(client.post(f"{CYPHER}?statement=RETURN", json={"statement": "RETURN 1"}), 422, "statement")
    problem(run(client, "x" * 20_000), 422, "statement")
    surrogate = rb'{"statement": "RETURN \ud800"}'
    problem(client.post(CYPHER, content=surrogate, headers={"content-type": "application/json"}), 422, "statement")


def test_a_row_over_the_limit_of_bytes_says_how_to_narrow_it(client: httpx.Client) -> None:
    long = "MATCH (r:Region) WITH collect(r.name) AS names UNWIND range(1, 100) AS n RETURN collect(names) AS x"
    body = problem(run(client, long), 422)
    assert body["type"] == "/docs#answer-too-large"
    assert "bytes" in body["detail"]


def test_without_a_store_it_says_so_and_switched_off_it_says_that(settings: Settings, lone: httpx.Client) -> None:
    assert problem(run(lone, "RETURN 1 AS x"), 503)["next_step"]
    with served(create_app(settings.model_copy(update={"console": False}))) as client:
        assert problem(run(client, "RETURN 1 AS x"), 403)["type"] == "/docs#console-off"
        assert client.get("/api/v1/questions").status_code == 200


def test_it_takes_a_post_alone(lone: httpx.Client) -> None:
    problem(lone.get(CYPHER), 405)
