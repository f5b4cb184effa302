from __future__ import annotations

import csv
import io
import json
from typing import Any

import httpx
import pytest

from app.answer_files import ANSWER_FORMATS
from app.web.cypher.body import MAX_BODY_BYTES
from app.web.main import create_app
from app.web.pages.console.content import MOST_SHOWN
from graph import Settings
from graph.questions import shipped_catalogue
from tests.app.web.conftest import ALLIANCE, CYPHER, LEAD, served
from tests.app.web.pages.reading import SEARCH_SCRIPT, Element, links, read

LEADS = "MATCH (s:School)-[l:LEADS]->(g:EducationGroup {id: $group}) RETURN s, l, g, g.since AS since"


def post(client: httpx.Client, statement: str, do: str = "run", lang: str = "en", **parameters: Any) -> httpx.Response:
    written = json.dumps(parameters, ensure_ascii=False)
    return client.post("/cypher", data={"lang": lang, "statement": statement, "parameters": written, "do": do})


def statement_of(page: Element) -> str:
    # A browser drops the line end that follows the tag.
    return "".join(page.one("textarea", id="statement").texts).removeprefix("\n")


def test_the_form_is_there_without_a_store_and_runs_nothing(lone: httpx.Client) -> None:
    response = lone.get("/cypher?lang=en&statement=MATCH+(a)%0ARETURN+a&parameters=%7B%22x%22:1%7D")
    page = read(response.text)
    assert response.status_code == 200
    assert statement_of(page) == "MATCH (a)\nRETURN a"
    assert page.one("textarea", id="parameters").text == '{"x":1}'
    assert not page.all("table")
    for name in ("statement", "parameters"):
        assert page.one("label", **{"for": name}).text
    assert [one.attributes["value"] for one in page.all("button", name="do")] == ["run", "plan", *ANSWER_FORMATS]
    form = page.one("form", id="console")
    assert (form.attributes["method"], form.attributes["action"]) == ("post", "/cypher#result")


def test_the_page_tells_its_limits_its_schema_and_what_it_runs(lone: httpx.Client) -> None:
    text = read(lone.get("/cypher?lang=en").text).text
    for told in ("10 s", "5,000 rows", "4,000,000 bytes", ":EducationGroup", "(:School)-[:LEADS]->", "OPTIONAL MATCH"):
        assert told in text
    assert "Stages of schooling that it offers. kindergarten, primary, junior" in text


def test_only_scripts_and_styles_of_this_app_may_run(client: httpx.Client) -> None:
    for response in (client.get("/cypher"), post(client, LEADS, group=ALLIANCE)):
        policy = response.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["referrer-policy"] == "same-origin"
        for script in read(response.text).all("script"):
            assert script.attributes.get("src", "").startswith("/assets/") or script.attributes["type"].endswith("json")


def test_rows_come_as_a_table_a_map_and_json(client: httpx.Client) -> None:
    response = post(client, LEADS, group=ALLIANCE)
    assert response.status_code == 200
    page = read(response.text)
    assert statement_of(page) == LEADS
    [row] = page.one("table").one("tbody").all("tr")
    cells = row.all("td")
    assert cells[0].one("a").attributes["href"] == f"/schools/{LEAD}?lang=en"
    assert f"{LEAD} → {ALLIANCE}" in cells[1].text
    assert cells[3].text == "2025"
    drawn = page.one("iframe").attributes["srcdoc"]
    assert ALLIANCE in drawn
    assert "http" not in read(drawn).one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    told = json.loads("".join(page.all("pre", **{"class": "tall"})[0].texts))
    asked = client.post(CYPHER, json={"statement": LEADS, "parameters": {"group": ALLIANCE}}).json()
    assert told["rows"] == asked["rows"]
    assert page.all("details", **{"class": "plan"})


def test_the_page_lists_some_rows_and_says_how_many_there_are(client: httpx.Client) -> None:
    page = read(post(client, "UNWIND range(1, 6000) AS n RETURN n").text)
    assert len(page.one("tbody").all("tr")) == MOST_SHOWN
    assert "Rows: 5,000" in page.one("caption").text
    assert f"first {MOST_SHOWN} rows are listed" in page.one("caption").text
    assert "Only the first 5,000 rows were taken" in page.text
    assert not page.all("iframe")


def test_no_rows_are_said_to_be_none(client: httpx.Client) -> None:
    page = read(post(client, "MATCH (s:School {id: 'x'}) RETURN s", lang="zh").text)
    assert not page.all("table")
    assert "没有结果" in page.text


def test_the_plan_alone_has_no_rows(client: httpx.Client) -> None:
    page = read(post(client, LEADS, do="plan", group=ALLIANCE).text)
    assert len(page.one("details", **{"class": "plan"}).all("li")) > 2
    assert not page.all("table")
    assert "nothing was run" in page.text


def test_a_file_of_the_rows_for_a_spreadsheet(client: httpx.Client) -> None:
    response = post(client, "RETURN '学' AS x, 1 AS y", do="csv")
    assert response.headers["content-type"].startswith("text/csv")
    assert response.headers["content-disposition"].startswith("attachment")
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")))) == [["x", "y"], ["学", "1"]]


@pytest.mark.parametrize(
    ("statement", "do", "status", "told"),
    [
        ("MATCH (n)\nDETACH DELETE n", "run", 403, "DETACH"),
        ("MATCH (n)\nDETACH DELETE n", "csv", 403, "DETACH"),
        ("RETURN 1 AS x\n, (2 AS y", "plan", 422, "Line 2, column"),
        ("RETURN $a AS x", "run", 422, "a: stands in the statement"),
        ("", "run", 422, "nothing to run"),
    ],
)
def test_what_is_wrong_is_told_in_the_page_which_keeps_what_was_written(
    client: httpx.Client, statement: str, do: str, status: int, told: str
) -> None:
    response = post(client, statement, do)
    page = read(response.text)
    assert response.status_code == status
    assert told in page.one("div", role="alert").text
    assert statement_of(page) == statement
    assert not page.all("table")


def test_the_place_is_marked_in_its_line(client: httpx.Client) -> None:
    page = read(post(client, "MATCH (n)\r\nDETACH DELETE n").text)
    assert page.one("pre", **{"class": "place"}).text == "DETACH DELETE n"
    assert page.one("mark").text == "D"
    form = page.one("form", id="console").attributes
    assert (form["data-line"], form["data-column"]) == ("2", "1")


def test_parameters_that_are_no_json_are_named(client: httpx.Client) -> None:
    response = client.post("/cypher", data={"statement": "RETURN 1 AS x", "parameters": "{x: 1}"})
    page = read(response.text)
    assert response.status_code == 422
    assert "parameters: line 1" in page.one("div", role="alert").text
    assert page.one("textarea", id="parameters").text == "{x: 1}"


@pytest.mark.parametrize("text", ["</textarea><script>alert(1)</script>", "</script><script>alert(1)</script>"])
def test_what_was_written_and_what_was_found_stay_text(client: httpx.Client, text: str) -> None:
    scripts = len(read(client.get("/cypher").text).all("script"))
    answer = post(client, "RETURN $text AS x, {k: $text} AS m", text=text)
    page = read(answer.text)
    assert answer.status_code == 200
    assert page.one("tbody").all("td")[0].text == text
    assert len(page.all("script")) == scripts
    assert len(read(post(client, text).text).all("script")) == scripts
    assert len(read(client.get("/cypher", params={"statement": text}).text).all("script")) == scripts


def test_a_name_in_the_graph_cannot_leave_the_map(client: httpx.Client) -> None:
    """A frame's page is text in an attribute: it is escaped twice."""
    page = read(post(client, "MATCH (s:School) RETURN s LIMIT 3").text)
    inner = read(page.one("iframe").attributes["srcdoc"])
    assert inner.all("script", id="map-data")


def test_a_form_elsewhere_runs_nothing(client: httpx.Client) -> None:
    asked = {"lang": "en", "statement": "RETURN 1 AS x"}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "null"}, {"origin": "https://elsewhere.example"}):
        response = client.post("/cypher", data=asked, headers=headers)
        assert response.status_code == 403
        assert not read(response.text).all("table")


def test_a_body_of_another_kind_or_size_is_told_in_the_page(lone: httpx.Client) -> None:
    assert lone.post("/cypher", json={"statement": "RETURN 1"}).status_code == 415
    long = lone.post("/cypher", data={"statement": "x" * MAX_BODY_BYTES})
    assert long.status_code == 413
    assert read(long.text).one("div", role="alert").text
    assert lone.post("/cypher", data={"statement": "1", "other": "2"}).status_code == 422


def test_without_a_store_running_says_so(lone: httpx.Client) -> None:
    response = post(lone, "RETURN 1 AS x")
    assert response.status_code == 503
    assert "The store can&#39;t be reached" in response.text
    assert response.headers["retry-after"]


def test_switched_off_it_is_said_and_nothing_leads_there(settings: Settings) -> None:
    with served(create_app(settings.model_copy(update={"console": False}))) as client:
        for response in (client.get("/cypher?lang=en"), post(client, "RETURN 1 AS x")):
            assert response.status_code == 403
            assert not read(response.text).all("textarea")
            assert "switched off" in response.text
            assert [one.attributes["src"] for one in read(response.text).all("script")] == [SEARCH_SCRIPT]
        assert not [address for address in links(read(client.get("/").text)) if address.startswith("/cypher")]


def test_every_question_can_be_picked_as_an_example(lone: httpx.Client) -> None:
    addresses = [a for a in links(read(lone.get("/cypher?lang=en").text)) if "example=" in a]
    assert {address.rpartition("=")[2] for address in addresses} == set(shipped_catalogue())
    for address in addresses:
        page = read(lone.get(address).text)
        question = shipped_catalogue()[address.rpartition("=")[2]]
        assert statement_of(page) == question.statement.text
        assert question.header.title[1] in page.text
    assert lone.get("/cypher?example=elephants").status_code == 404


@pytest.mark.parametrize("question", ["coverage", "sources", "schools", "members_of_group"])
def test_an_example_runs_as_it_stands(client: httpx.Client, question: str) -> None:
    page = read(client.get(f"/cypher?lang=en&example={question}").text)
    written = {
        name: "".join(page.one("textarea", id=name).texts).removeprefix("\n") for name in ("statement", "parameters")
    }
    answer = client.post("/cypher", data=written)
    assert answer.status_code == 200
    assert read(answer.text).one("tbody").all("tr")


def test_the_switch_of_languages_keeps_what_was_written(client: httpx.Client) -> None:
    page = read(post(client, LEADS, group=ALLIANCE).text)
    (switch,) = [one for one in page.all("a") if one.text == "中文"]
    other = read(client.get(switch.attributes["href"]).text)
    assert statement_of(other) == LEADS
    assert other.one("html").attributes["lang"] == "zh-Hans"
