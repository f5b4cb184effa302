"""The page of every question: the API's rows, its own form, and what it says when something is wrong."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import pytest
from fastapi import FastAPI

from app.answer_files import ANSWER_FORMATS
from app.web.pages.addresses import asset_address
from app.web.pages.columns import Field, arranged, fields
from app.web.pages.texts import PageTexts
from graph import Store
from graph.questions import Question, shipped_catalogue
from tests.app.web.conftest import ALLIANCE, LEAD, Get, served
from tests.app.web.pages.reading import SEARCH_SCRIPT, Element, answer_rows, figure, links, opened, read, without_search
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

QUESTIONS = list(shipped_catalogue().values())
by_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
ZH = PageTexts("zh")


def examples(question: Question) -> dict[str, str]:
    return {parameter.name: parameter.example for parameter in question.header.parameters if parameter.example}


def shows(field: Field, cell: Element, row: dict[str, Any]) -> bool:
    """Whether a cell of the page holds what the API's row has in its column."""
    value = row[field.column.name]
    if value is None or value == []:
        return cell.text == (row.get(field.shown_with) or "—")
    if field.kind == "number":
        return math.isclose(float(cell.one("data").attributes["value"]), value)
    if field.kind == "text":
        wanted = value if isinstance(value, list) else [value]
        return isinstance(value, bool | dict) or all(ZH.value(field.term, str(one)) in cell.text for one in wanted)
    if field.kind == "evidence":
        return all(one in cell.text for one in [*value, *(row.get(field.shown_with) or [])])
    return all(one in cell.text for one in (value if isinstance(value, list) else [value]))


@by_question
def test_the_page_has_the_rows_of_the_api(client: httpx.Client, get: Get, question: Question) -> None:
    given = examples(question)
    page = opened(client, question.id, **given)
    items = get(f"questions/{question.id}/answer", **given, limit=100)["items"]
    lines = answer_rows(page) if items else []
    assert len(lines) == len(items)
    shown = arranged(fields(question))
    for cells, row in zip(lines, items, strict=True):
        assert len(cells) == len(shown)
        for field, cell in zip(shown, cells, strict=True):
            assert shows(field, cell, row), (field, cell.text, row)
    assert bool(page.all("p", role="status")) is not bool(items)


@by_question
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_has_a_labelled_control_for_every_parameter(
    lone: httpx.Client, question: Question, language: str
) -> None:
    """Without a store a question is answered by nothing; its form is there all the same."""
    response = lone.get(f"/questions/{question.id}", params={"lang": language})
    page = read(response.text)
    form = page.one("main").one("form")
    assert form.attributes["action"] == f"/questions/{question.id}"
    named = {one.attributes["name"] for one in form.all("input", "select") if one.attributes["name"] != "lang"}
    assert named == {parameter.name for parameter in question.header.parameters} | {"limit"}
    labelled = {one.attributes.get("for") for one in page.all("label")}
    boxes = [id(box) for label in page.all("label") for box in label.all("input")]
    for control in form.all("input", "select"):
        if control.attributes.get("type") != "hidden":
            assert control.attributes.get("id") in labelled or id(control) in boxes, control.attributes
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert len(set(ids)) == len(ids)
    for one in form.all():
        assert set(one.attributes.get("aria-describedby", "").split()) <= set(ids)
    required = {one.attributes["name"] for one in form.all("input", "select") if "required" in one.attributes}
    assert required == {parameter.name for parameter in question.header.parameters if parameter.required}


@by_question
def test_headings_go_down_by_one_and_tables_have_captions(client: httpx.Client, question: Question) -> None:
    page = opened(client, question.id, **examples(question))
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in page.all("table"):
        assert table.one("caption").text
        assert all(head.attributes.get("scope") in {"col", "row"} for head in table.all("th"))
    assert page.all("a")[0].attributes == {"class": "skip", "href": "#content"}
    assert page.one("main").attributes["id"] == "content"


def test_before_anything_is_given_there_is_an_example_and_no_answer(client: httpx.Client) -> None:
    page = opened(client, "reach")
    assert not page.all("table")
    assert not page.all("h2", id="answer")
    (example,) = [one for one in page.all("a") if one.text == "用示例试试"]
    assert answer_rows(read(client.get(example.attributes["href"]).text))


def test_what_is_required_may_come_later(client: httpx.Client) -> None:
    page = opened(client, "shortest_path", **{"from": LEAD})
    assert page.one("input", name="from").attributes["value"] == LEAD
    assert not page.all(role="alert")


def test_an_answer_keeps_what_was_asked_in_its_form(client: httpx.Client) -> None:
    given = {"region": "411200", "by": "county", "weight": "students", "as_of": "2024-01-01", "limit": "7"}
    page = opened(client, "coverage", **given)
    assert page.one("input", name="region").attributes["value"] == "411200"
    assert page.one("input", name="limit").attributes["value"] == "7"
    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    assert {"county", "students"} <= set(chosen)
    assert {"分母口径", "known"} & {page.one("ul", **{"class": "used"}).text} == set()
    assert "2024-01-01" in page.one("ul", **{"class": "used"}).text


def test_boxes_are_asked_as_they_are_checked(client: httpx.Client) -> None:
    response = client.get("/questions/reach", params=[("start", LEAD), ("ties", "LEADS"), ("ties", "MEMBER_OF")])
    page = read(response.text)
    checked = [one.attributes["value"] for one in page.all("input", type="checkbox") if "checked" in one.attributes]
    assert checked == ["LEADS", "MEMBER_OF"]
    assert "ties=LEADS,MEMBER_OF" in page.one("pre", **{"class": "wrap"}).text


@pytest.mark.parametrize(
    ("question", "given", "status", "at_fault"),
    [
        ("coverage", {"by": "planet"}, 422, "by"),
        ("coverage", {"region": "530100", "as_of": "soon"}, 422, "as_of"),
        ("reach", {"start": ""}, 422, "start"),
        ("reach", {"start": LEAD, "hops": "9"}, 422, "hops"),
        ("reach", {"start": LEAD, "ties": "LOVES"}, 422, "ties"),
        ("schools", {"limit": "0"}, 422, "limit"),
        ("schools", {"q": "\0"}, 422, "q"),
        ("schools", {"q": "x" * 1001}, 422, "q"),
        ("shortest_path", {"from": LEAD, "to": LEAD}, 422, "to"),
        ("reach", {"start": "nobody"}, 404, "start"),
        ("network", {"focus": "no'body\""}, 404, "focus"),
        ("new_links", {"from_day": "2025-09-01", "to_day": "2024-09-01"}, 422, "to_day"),
        ("near_names", {"region": "530100", "similarity": "ten"}, 422, "similarity"),
    ],
)
def test_what_is_wrong_stands_beside_its_control(
    client: httpx.Client, question: str, given: dict[str, str], status: int, at_fault: str
) -> None:
    page = opened(client, question, status, **given)
    told = page.one("p", id=f"p-{at_fault}-error").text
    assert told
    alert = page.one("div", role="alert")
    assert told in alert.text
    assert f"#p-{at_fault}" in links(alert)
    if at_fault != "ties":
        control = page.one("input", "select", id=f"p-{at_fault}")
        assert control.attributes["aria-invalid"] == "true"
        assert f"p-{at_fault}-error" in control.attributes["aria-describedby"]
    assert not page.all("table")


def test_what_the_question_does_not_take_is_refused_in_the_page(client: httpx.Client) -> None:
    for query in ("?by=planet", "?lang=fr", "?region=1&region=2"):
        response = client.get(f"/questions/coverage{query}")
        assert response.status_code == 422
        assert read(response.text).one("main").all("form"), query
    assert "planet" in client.get("/questions/coverage?by=planet").text


def test_a_question_that_is_not_there_is_a_page_too(client: httpx.Client) -> None:
    response = client.get("/questions/%3Cscript%3Ealert(1)?lang=en")
    assert response.status_code == 404
    assert "<script" not in without_search(response.text)
    assert "/questions?lang=en" in links(read(response.text))


def test_without_a_store_the_page_says_so(lone: httpx.Client) -> None:
    response = lone.get("/questions/schools", params={"region": "530100"})
    assert response.status_code == 503
    page = read(response.text)
    assert page.one("p", role="alert").text.startswith("数据库连接不上。过几分钟再试")
    assert page.one("input", name="region").attributes["value"] == "530100"
    assert lone.get("/questions/reach").status_code == 200, "nothing was asked yet"
    assert lone.get("/questions").status_code == 200


def test_an_empty_graph_says_so(server: httpx.Client, empty_graph: Graph) -> None:
    page = opened(server, "schools", lang="en")
    assert page.one("p", role="alert").text == "The graph is empty: come back later."
    assert "None" not in page.text
    searched = read(server.get("/search?q=ksz&lang=en").text)
    assert searched.one("p", role="alert").text == "The graph is empty: come back later."
    assert "the graph is empty" in server.get("/maps?view=overview&lang=en", headers={"accept": "text/html"}).text


def test_a_cut_answer_says_so_and_goes_on(client: httpx.Client) -> None:
    seen: list[str] = []
    address = "/questions/schools?limit=40&lang=en"
    for _ in range(20):
        page = read(client.get(address).text)
        seen += [cells[0].one("code").text for cells in answer_rows(page)]
        following = page.all("a", rel="next")
        if not following:
            break
        assert "there are more" in page.one("table").one("caption").text
        address = following[0].attributes["href"]
    assert "there are more" not in page.text
    assert "Back to the first page" in page.text
    items = client.get("/api/v1/questions/schools/answer?limit=10000").json()["items"]
    assert seen == [item["id"] for item in items]


def test_where_a_question_can_not_go_on_more_rows_are_offered(client: httpx.Client) -> None:
    page = opened(client, "new_links", from_day="any", limit="5", lang="en")
    following = page.one("a", rel="next")
    assert following.text == "List 50 rows"
    assert len(answer_rows(read(client.get(following.attributes["href"]).text))) == 50


def test_the_permalink_has_the_day_and_gives_the_same(client: httpx.Client) -> None:
    page = opened(client, "coverage", by="county")
    (permalink,) = [
        one.attributes["href"] for one in page.all("a") if "网址" in one.text and "as_of=" in one.attributes["href"]
    ]
    given = dict(parse_qsl(urlsplit(permalink).query))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", given["as_of"])
    assert given["weight"] == "schools"
    assert "universe" not in given
    again = read(client.get(permalink).text)
    assert [[cell.text for cell in row] for row in answer_rows(again)] == [
        [cell.text for cell in row] for row in answer_rows(page)
    ]


def test_the_same_answer_as_json_and_as_files(client: httpx.Client) -> None:
    page = opened(client, "coverage", by="county")
    types = ["application/json", *(one.media_type for one in ANSWER_FORMATS.values())]
    json_address, csv_address, *others = (page.one("a", type=type_).attributes["href"] for type_ in types)
    items = client.get(json_address).json()["items"]
    assert len(items) == len(answer_rows(page))
    response = client.get(csv_address)
    assert response.headers["content-type"].startswith("text/csv")
    assert len(response.text.strip().splitlines()) == len(items) + 1
    assert [client.get(other).headers["content-type"] for other in others] == types[2:]


@by_question
def test_the_receipt_and_the_statement_are_all_there(client: httpx.Client, get: Get, question: Question) -> None:
    page = opened(client, question.id, **examples(question), lang="en")
    receipt = get(f"questions/{question.id}/answer", **examples(question), limit=100)["receipt"]
    told = page.all("details", **{"class": "receipt"})[0]
    assert len(told.all("dt")) == len(receipt) - 1, "all but the statement, which stands below"
    assert "receipt_" not in told.text
    for name in ("question", "revision", "graph_version", "engine", "answer_digest"):
        assert receipt[name] in told.text
    assert any("".join(one.texts) == receipt["cypher"] for one in page.all("code"))


@by_question
def test_a_chart_holds_the_figures_of_the_table(client: httpx.Client, get: Get, question: Question) -> None:
    given = {**examples(question), **({"by": "county", "region": ""} if question.id == "coverage" else {})}
    response = client.get(f"/questions/{question.id}", params=given)
    page = read(response.text)
    declared = question.header.chart
    policy = response.headers["content-security-policy"]
    if declared is None:
        assert [one.attributes["src"] for one in page.all("script")] == [SEARCH_SCRIPT]
        assert "unsafe" not in policy
        return
    assert {one.attributes.get("src") for one in page.all("script")} == {
        None,
        SEARCH_SCRIPT,
        asset_address("charts.js"),
        asset_address("chart-pictures.js"),
    }
    (script,) = page.all("script", src=asset_address("charts.js"))
    assert script.attributes["data-plotly"] == asset_address("plotly.min.js"), "it comes when a chart is to be seen"
    assert "script-src 'self'" in policy
    assert "min-height" in page.one("figure").all("div")[0].attributes["style"], "nothing moves when it is drawn"
    items = get(f"questions/{question.id}/answer", **{name: value for name, value in given.items() if value})["items"]
    traces = figure(page)["data"]
    if declared.kind == "matrix":
        drawn = sorted(value for line in traces[0]["z"] for value in line if value is not None)
        assert drawn == sorted(item[declared.values[0]] for item in items)
        return
    assert len(traces) == len(declared.values)
    for trace, name in zip(traces, declared.values, strict=True):
        assert trace["x" if declared.kind == "bar" else "y"] == [item[name] for item in items]


@by_question
def test_a_map_stands_beside_the_answer_where_the_header_says_so(client: httpx.Client, question: Question) -> None:
    response = client.get(f"/questions/{question.id}", params=examples(question))
    frames = read(response.text).all("iframe")
    # The five reports tell of no organisation that its example could name.
    assert bool(frames) is (question.header.map is not None and question.id != "organisation")
    assert ("frame-src 'self'" in response.headers["content-security-policy"]) is bool(frames)
    for frame in frames:
        assert frame.attributes["title"]
        shown = client.get(frame.attributes["src"])
        assert shown.status_code == 200
        assert "frame-ancestors 'self'" in shown.headers["content-security-policy"]


def test_every_link_of_the_pages_leads_somewhere(client: httpx.Client) -> None:
    """One link of each form from every page: the same path with the same parameters may stand there a hundred times."""
    seen: set[str] = set()
    for question in QUESTIONS:
        page = opened(client, question.id, lang="en", **examples(question))
        ids = {one.attributes["id"] for one in page.all() if "id" in one.attributes}
        forms: set[tuple[str, ...]] = set()
        for address in links(page):
            parts = urlsplit(address)
            form = (parts.scheme, parts.path, *(name for name, _ in parse_qsl(parts.query)))
            if address.startswith("#"):
                assert unquote(address[1:]) in ids
            elif parts.scheme in {"", "http"} and form not in forms and address not in seen:
                assert parts.scheme == "", address
                forms.add(form)
                seen.add(address)
                assert client.get(address, follow_redirects=True).status_code == 200, (question.id, address)
    assert len(seen) > 100


def test_a_what_if_stands_beside_what_is_left(client: httpx.Client, get: Get) -> None:
    page = opened(client, "reach", start=ALLIANCE, without=LEAD, lang="en")
    assert 0 < len(answer_rows(page)) < len(get("questions/reach/answer", start=ALLIANCE)["items"])
    compared = [table for table in page.all("table") if "Before" in table.text]
    assert [head.text for head in compared[0].one("thead").all("th")] == ["Item", "Before", "After", "Difference"]
    assert "Taken away" in page.text
    drawn = client.get(page.one("iframe").attributes["src"]).text
    assert LEAD not in drawn, "what was taken away is on no map of what is left"
    county = opened(client, "coverage", by="county", without=ALLIANCE, lang="en")
    assert "Before · Numerator" in county.text
    for address in {one for one in links(county) if one.startswith("/regions/")}:
        assert client.get(address).status_code == 200
    refused = opened(client, "coverage", 404, by="county", without="nobody")
    assert refused.one("p", id="p-without-error").text


def test_the_other_language_is_the_same_page(client: httpx.Client) -> None:
    page = opened(client, "coverage", by="county", region="530000", lang="zh")
    (switch,) = [one for one in page.all("a") if one.text == "English"]
    assert switch.attributes["hreflang"] == "en"
    assert switch.attributes["href"] == "/questions/coverage?lang=en&by=county&region=530000"
    other = read(client.get(switch.attributes["href"]).text)
    assert other.one("html").attributes["lang"] == "en"
    assert other.one("h1").text == "Coverage"


HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}"


def test_a_hostile_name_stays_text_in_table_chart_and_facts(
    server: httpx.Client, writer: Store, empty_graph: Graph
) -> None:
    write_graph(
        writer,
        [Link("LEADS", f"s{n}", f"g{n}", f"leads-{n}") for n in (1, 2)]
        + [Link("MEMBER_OF", f"s{n}", f"g{n}", f"member-of-{n}") for n in (1, 2)],
        s1={"name": HOSTILE},
    )
    asked: list[tuple[str, dict[str, str]]] = [
        ("reach", {"start": "s1"}), ("reach", {"start": "g1"}), ("schools", {}), ("schools", {"q": HOSTILE}),
        ("leads_by_reach", {}), ("members_of_group", {"group": "g1"}), ("reach", {"start": HOSTILE}),
    ]  # fmt: skip
    for question, given in asked:
        text = server.get(f"/questions/{question}", params=given).text
        assert "<script>alert" not in text
        values = [one.attributes.get("value") for one in read(text).all("input")]
        assert HOSTILE in read(text).text or HOSTILE in values
    chart = figure(opened(server, "leads_by_reach"))
    assert any("&lt;script&gt;" in label for label in chart["layout"]["yaxis"]["ticktext"])


def test_a_store_that_stops_is_told_in_the_page(lone_app: FastAPI) -> None:
    with served(lone_app) as client:
        page = read(client.get("/questions/spin_offs?lang=en").text)
    assert "The store can't be reached" in page.one("p", role="alert").text


def test_coverage_opened_without_conditions_shows_prefectures(client: httpx.Client) -> None:
    page = opened(client, "coverage")
    assert "三门峡市" in page.text
