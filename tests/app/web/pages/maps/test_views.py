"""The views that a map can be: the whole graph from far away, flows, a matrix, and a network where it lies."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from app.web.headers import map_headers
from graph.settings import Settings
from tests.app.web.conftest import LEAD
from tests.app.web.pages.reading import read

CITY = "530100"
DAY = "2025-09-01"
FAR = [
    "view=overview",
    "view=overview&by=group",
    "view=flows&level=province",
    "view=flows&level=county&weight=teachers",
]
NEAR = [f"view=network&focus={CITY}", f"view=geography&focus={CITY}&hops=1"]


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="map-data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize("query", [*FAR, *NEAR])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_draws_something_in_both_languages(client: httpx.Client, query: str, language: str) -> None:
    page = client.get(f"/maps?{query}&as_of={DAY}&lang={language}")
    assert page.status_code == 200
    data = data_of(page.text)
    assert len(data["nodes"]) > 2
    assert {end for link in data["edges"] for end in (link["from"], link["to"])} <= {
        node["id"] for node in data["nodes"]
    }
    other = client.get(f"/maps?{query}&as_of={DAY}&lang={'en' if language == 'zh' else 'zh'}").text
    places = {node["id"]: (node["x"], node["y"]) for node in data["nodes"]}
    assert places == {node["id"]: (node["x"], node["y"]) for node in data_of(other)["nodes"]}


def test_without_a_focus_the_whole_graph_is_seen_from_far_away(client: httpx.Client) -> None:
    assert (
        data_of(client.get("/maps?lang=en").text)["nodes"]
        == data_of(client.get("/maps?view=overview&lang=en").text)["nodes"]
    )
    form = read(client.get("/maps?view=network&lang=en").text)
    assert [one.attributes["name"] for one in form.all("input") if one.attributes.get("name") == "focus"] == ["focus"]


def test_what_is_opened_shows_what_is_in_it_and_closes_again(client: httpx.Client) -> None:
    closed = data_of(client.get("/maps?view=overview&lang=en").text)
    (province,) = [node for node in closed["nodes"] if node["id"] == "530000"]
    assert province["opens"]
    opening = closed["opening"] + "530000"
    page = client.get(opening)
    opened = data_of(page.text)
    assert CITY in {node["id"] for node in opened["nodes"]}
    places = {node["id"]: (node["x"], node["y"]) for node in closed["nodes"]}
    kept = [node for node in opened["nodes"] if node["id"] in places and not node["id"].startswith("no-region")]
    assert len(kept) >= 3
    assert {node["id"]: (node["x"], node["y"]) for node in kept} == {node["id"]: places[node["id"]] for node in kept}
    (close,) = [one for one in read(page.text).all("a") if one.attributes.get("class") == "opened"]
    assert data_of(client.get(close.attributes["href"]).text)["nodes"] == closed["nodes"]
    assert opened["opening"].endswith("open=530000,")
    further = data_of(client.get(opened["opening"] + CITY).text)
    assert any(node["id"].startswith("school-") for node in further["nodes"])


def test_the_matrix_has_the_rows_of_the_question(client: httpx.Client) -> None:
    page = read(client.get(f"/maps?view=matrix&level=province&as_of={DAY}&lang=en").text)
    answer = client.get("/api/v1/questions/aid_flows/answer", params={"level": "province", "as_of": DAY}).json()
    cells = [int(cell.text.replace(",", "")) for cell in page.all("td") if cell.text.strip()]
    assert sorted(cells) == sorted(row["links"] for row in answer["items"])


def test_flows_are_the_rows_of_the_question(client: httpx.Client) -> None:
    answer = client.get("/api/v1/questions/aid_flows/answer", params={"level": "county", "as_of": DAY}).json()
    drawn = data_of(client.get(f"/maps?view=flows&level=county&as_of={DAY}&lang=en").text)
    assert {(link["from"], link["to"]) for link in drawn["edges"]} == {
        (row["from_id"], row["to_id"]) for row in answer["items"]
    }


@pytest.mark.parametrize("query", [*FAR, NEAR[1]])
def test_every_view_can_be_taken_away(client: httpx.Client, query: str) -> None:
    for format_, start in (("png", b"\x89PNG"), ("html", b"<!DOCTYPE"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
        answer = client.get(f"/maps/file?{query}&as_of={DAY}&format={format_}&lang=en")
        assert answer.status_code == 200, (format_, answer.text[:300])
        assert answer.content.startswith(start)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("view=sideways", "view"), (f"focus={CITY}&layout=heaps", "layout"), ("view=flows&weight=gold", "weight"),
        ("view=flows&level=moon", "level"), (f"focus={CITY}&hops=99", "hops"), (f"focus={CITY}&as_of=soon", "as_of"),
        ("view=overview&most=7", "most"), (f"focus={LEAD}&ties=FRIENDS", "ties"),
        (f"focus={CITY}&embed=perhaps", "embed"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_as_a_page_in_the_readers_language(client: httpx.Client, query: str, name: str) -> None:
    for language in ("zh", "en"):
        page = client.get(f"/maps?{query}&lang={language}", headers={"Accept": "text/html"})
        assert page.status_code == 422
        assert page.headers["content-type"].startswith("text/html")
        assert name in page.text
    assert client.get("/maps?view=overview&open=nowhere", headers={"Accept": "text/html"}).status_code == 404


@pytest.mark.parametrize(
    ("others", "policy"), [("", "'self'"), ("https://news.example", "'self' https://news.example")]
)
def test_a_map_stands_in_our_own_frames_and_in_those_that_the_setting_names(others: str, policy: str) -> None:
    assert map_headers(Settings(embed_ancestors=others).embed_ancestors)["Content-Security-Policy"].endswith(
        f"; frame-ancestors {policy}"
    )
    with pytest.raises(ValidationError, match="embed_ancestors"):
        Settings(embed_ancestors="https://news.example; script-src *")
