"""The map beside an answer holds the nodes and links that the answer tells of, no more and no less."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from graph.answers import Library
from graph.questions import Question, shipped_catalogue
from tests.app.web.conftest import ALLIANCE, LEAD, problem
from tests.app.web.pages.reading import links, opened, read

DRAWN = [question for question in shipped_catalogue().values() if question.header.map and question.header.map.links]
AROUND = [q for q in shipped_catalogue().values() if q.header.map and q.header.map.links is None]
# What of a row is a node, beside what its links join: from the meaning of each question, not from its header.
NODES: dict[str, tuple[str, ...]] = {
    "aid_in_region": ("helper_id", "helped_id"),
    "groups_of_school": ("group_id",),
    "links_of_source": ("from_id", "to_id"),
    "lost_without_helper": ("helped_id",),
    "lost_without_lead": ("school_id", "led_groups"),
    "members_of_group": ("school_id",),
    "network": ("start", "end"),
    "reach": ("id",),
    "shortest_path": ("from_id", "to_id"),
    "ties_of_programme": ("from_id", "to_id"),
    "ties_of_school": ("from_id", "to_id"),
}
ASKED = {
    "groups_of_school": {"school": LEAD}, "lost_without_lead": {"school": LEAD},
    "members_of_group": {"group": ALLIANCE},
    "network": {"focus": ALLIANCE, "hops": "2"}, "reach": {"start": LEAD, "hops": "3"},
    "links_of_source": {"id": "seed-001"}, "ties_of_programme": {"id": "programme-000000-3f69242378"},
    "ties_of_school": {"id": LEAD}, "shortest_path": {"from": LEAD, "to": ALLIANCE},
    "aid_in_region": {"region": "530000", "as_of": "any"}, "lost_without_helper": {"helper": "530102", "as_of": "any"},
}  # fmt: skip
MIDDLES = ("school", "group", "focus", "start", "id", "from", "to", "helper")


def map_data(page: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads("".join(read(page).one("script", id="map-data").texts))
    return data


def told(question: Question, given: dict[str, str], rows: list[dict[str, Any]]) -> tuple[set[str], set[str]]:
    """(ids, keys) of an answer."""
    about_one = question.id not in ("links_of_source", "ties_of_programme")
    ids = {given[name] for name in MIDDLES if name in given and about_one}
    keys: set[str] = set()
    for row in rows:
        for column in NODES[question.id]:
            ids |= set(row[column]) if isinstance(row[column], list) else {row[column]}
        keys |= {one["key"] for one in row.get("path", ())} | set(row.get("keys", ())) | {row.get("key", "")} - {""}
    return ids, keys


def drawn(client: httpx.Client, question: str, given: dict[str, str]) -> tuple[set[str], set[str]]:
    """(ids, keys) of the map in the page's frame."""
    frame = opened(client, question, **given).one("iframe")
    data = map_data(client.get(frame.attributes["src"]).text)
    return {node["id"] for node in data["nodes"]}, {edge["id"].partition(":")[2] for edge in data["edges"]}


@pytest.mark.parametrize("question", DRAWN, ids=lambda question: question.id)
@pytest.mark.parametrize("limit", ["3", "1000"])
def test_the_map_is_the_answer(client: httpx.Client, seeds: Library, question: Question, limit: str) -> None:
    given = ASKED[question.id]
    answer = seeds.ask(question.id, given, max_rows=int(limit))
    assert answer.rows, "an example worth drawing"
    assert drawn(client, question.id, given | {"limit": limit}) == told(question, given, answer.rows)


def test_what_a_helper_and_all_in_it_leave_is_drawn(server: httpx.Client, pairings: Library) -> None:
    given = {"helper": "120000", "with_below": "true"}
    rows = pairings.ask("lost_without_helper", given, max_rows=100).rows
    ids, keys = drawn(server, "lost_without_helper", given)
    assert {row["helped_id"] for row in rows} < ids
    assert keys == {key for row in rows for key in row["keys"]}
    assert len(keys) == sum(row["links"] for row in rows)


def test_a_path_is_drawn_alone_and_both_ends_where_there_is_none(client: httpx.Client, seeds: Library) -> None:
    path = {"from": LEAD, "to": ALLIANCE, "hops": "1", "ties": "AIDS"}
    assert not seeds.ask("shortest_path", path).rows
    assert drawn(client, "shortest_path", path) == ({LEAD, ALLIANCE}, set())


@pytest.mark.parametrize("question", AROUND, ids=lambda question: question.id)
def test_a_map_of_more_than_the_answer_says_so(client: httpx.Client, question: Question) -> None:
    page = opened(
        client,
        question.id,
        lang="en",
        **{question.header.parameters[0].name: question.header.parameters[0].example or ""},
    )
    if question.id == "organisation":
        assert not page.all("iframe"), "the five reports tell of no organisation that its example could name"
        return
    assert "The map adds what has a tie with it" in page.one("section", **{"class": "map"}).text
    assert any(address.startswith("/maps?lang=en&focus=") for address in links(page))


def test_a_map_in_a_frame_stands_alone_and_leads_on_where_it_does_not(client: httpx.Client) -> None:
    page = opened(client, "reach", start=LEAD, lang="en")
    frame = read(client.get(page.one("iframe").attributes["src"]).text)
    assert "hidden" in frame.one("div", id="tables").attributes
    assert not frame.all("nav")
    own = read(client.get(next(address for address in links(page) if "/map?" in address)).text)
    assert "hidden" not in own.one("div", id="tables").attributes
    assert {"/?lang=en", "/stories?lang=en"} <= set(links(own.one("nav")))
    assert any("lang=zh" in address for address in links(own.one("nav")))


def test_a_map_that_no_header_declares_is_not_there(client: httpx.Client) -> None:
    problem(client.get("/questions/schools/map"), 404)
    problem(client.get(f"/questions/school/map?id={LEAD}"), 404)
    problem(client.get("/questions/nothing/map"), 404, "id")
    problem(client.get(f"/questions/reach/map?start={LEAD}&hops=9"), 422, "hops")
    problem(client.get("/questions/reach/map?start=nobody"), 404, "start")
