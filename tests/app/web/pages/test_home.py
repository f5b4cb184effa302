"""The front page: what the graph holds, three questions answered on the spot, and the stories."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from graph.answers import Library
from tests.app.web.pages.reading import Element, links, read
from tests.held_graph import Graph


def home(client: httpx.Client, language: str = "en") -> Element:
    response = client.get("/", params={"lang": language})
    assert response.status_code == 200
    return read(response.text)


def answers(page: Element) -> list[Element]:
    return page.one("div", **{"class": "answers"}).all("article")


def test_it_counts_what_the_graph_holds_and_says_of_which_version(
    client: httpx.Client, get: Callable[..., dict[str, Any]]
) -> None:
    page = home(client)
    held = {one.one("dt").text: int(one.one("data").attributes["value"]) for one in page.one("dl").all("div")}
    answer = get("questions/holdings/answer")
    numbers = {row["what"]: row["number"] for row in answer["items"]}
    assert held["Schools"] == numbers["School"] > 90
    assert held["Aid links"] == numbers["AIDS"]
    assert held["Memberships"] == numbers["MEMBER_OF"]
    assert held["Sources"] == numbers["Source"] == 6
    assert "Organisations" not in held, "what there is none of needs no room"
    assert answer["receipt"]["graph_version"] in page.text
    assert "loaded on 20" in page.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_three_questions_are_answered_with_names_and_of_how_many(
    client: httpx.Client, seeds: Library, language: str
) -> None:
    leads, covered, flows = answers(home(client, language))
    ranked = seeds.ask("leads_by_reach", max_rows=3).rows
    assert [one.one("a").text for one in leads.all("li")] == [row["name"] for row in ranked]
    assert [str(row["schools"]) in one.text for row, one in zip(ranked, leads.all("li"), strict=True)] == [True] * 3
    lost = seeds.ask("lost_without_lead", {"school": ranked[0]["school_id"]}).rows
    assert f"{sum(row['left_out'] for row in lost)} of the {len(lost)} other" in leads.text or language == "zh"
    rows = {row["name"]: row for row in seeds.ask("coverage", {"by": "province"}).rows}
    for one in covered.all("li"):
        row = rows[one.one("a").text]
        assert f"{row['numerator']:.0f}" in one.text
        assert f"{row['denominator']:.0f}" in one.text
        assert row["of_what" if language == "zh" else "of_what_en"] in one.text
    flow = flows.all("li")[0]
    given = {"from": flow.all("a")[0].text, "to": flow.all("a")[1].text}
    assert any(
        given == {"from": row["from_name"], "to": row["to_name"]}
        for row in seeds.ask("aid_flows", {"level": "prefecture"}).rows
    ), "no province of the five reports helps another"
    for part in (leads, covered, flows):
        assert "20" in part.one("p", **{"class": "note"}).text
        for address in links(part):
            assert client.get(address).status_code == 200, address


def test_only_stories_of_which_the_graph_holds_a_source_are_offered(client: httpx.Client) -> None:
    told = home(client).one("ul", **{"class": "cards"})
    assert len(told.all("li")) == 5
    assert "Pairs between provinces" not in told.text


def test_an_empty_graph_says_so_and_answers_nothing(server: httpx.Client, empty_graph: Graph) -> None:
    page = home(server)
    assert page.one("p", role="alert").text.startswith("The graph is empty")
    assert not page.all("article")
    assert page.all("ul", **{"class": "topics"})
