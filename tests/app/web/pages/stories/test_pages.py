"""The pages of stories: every figure is what its question answers, with its evidence, and what isn't there is said."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import expect

from app.web.pages.stories.declared import SHIPPED, StoryFigure, read_stories
from graph.answers import Library
from tests.app.web.conftest import problem
from tests.app.web.pages.reading import Element, links, read
from tests.chromium import Chromium
from tests.engine_choice import on_arcadedb

STORIES = read_stories(SHIPPED)
REPORTS = sorted(STORIES.keys() - {"provinces"})
COUNTED = {"kunming": 12, "hubin": 8, "zhaotong": 7, "jiulongpo": 8, "hunan": 10}
"""How many figures the five reports give."""


def shown(client: httpx.Client, id_: str, language: str = "en") -> Element:
    response = client.get(f"/stories/{id_}", params={"lang": language})
    assert response.status_code == 200, response.text
    return read(response.text)


def figures(page: Element) -> list[Element]:
    return [one for part in page.all("dl", **{"class": "told"}) for one in part.all("div") if one.all("dt")]


@pytest.mark.parametrize("id_", REPORTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_is_there_with_the_answer_that_it_comes_from(
    client: httpx.Client, seeds: Library, id_: str, language: str
) -> None:
    page = shown(client, id_, language)
    told = figures(page)
    declared = [figure for step in STORIES[id_].steps for figure in step.figures]
    assert len(told) == len(declared) == COUNTED[id_]
    for one, figure in zip(told, declared, strict=True):
        assert one.one("dt").text == figure.words.of(language)
        (value,) = one.all("data")
        assert float(value.attributes["value"]) == recounted(seeds, figure)
        answer = next(address for address in links(one) if address.startswith("/questions/"))
        assert client.get(answer).status_code == 200
        assert parse_qs(urlsplit(answer).query)["lang"] == [language]


def recounted(library: Library, figure: StoryFigure) -> float:
    """A figure by hand: the rows that are meant, and of these the cell, the sum or the number."""
    rows = library.ask(figure.question, figure.parameters).rows
    rows = [row for row in rows if all(str(row[name]).casefold() == value for name, value in figure.where.items())]
    if figure.cell:
        (row,) = rows
        return float(row[figure.cell])
    return float(sum(row[figure.total] or 0 for row in rows)) if figure.total else float(len(rows))


def test_a_figure_stands_with_its_unit_of_how_many_and_its_source(client: httpx.Client, seeds: Library) -> None:
    told = {one.one("dt").text: one for one in figures(shown(client, "hubin"))}
    share = told["Schools in a group, alliance or community"]
    assert "13 of 13 schools" in share.text
    assert "of the 13 schools named in the sources" in share.text
    branches = told["Branches as reported"]
    assert "3 schools" in branches.text
    assert "L59" in branches.text
    assert "/sources/seed-001?lang=en" in links(branches)
    left = {one.one("dt").text: one for one in figures(shown(client, "kunming"))}
    assert "80 teachers" in left["Teachers sent, where that is stated"].text
    assert "stated by 2 of 14" in left["Teachers sent, where that is stated"].text
    assert "2 of 89 groups" in left["Groups that are named"].text


@pytest.mark.parametrize("id_", REPORTS)
def test_every_step_has_its_map_and_every_link_leads_somewhere(client: httpx.Client, id_: str) -> None:
    page = shown(client, id_)
    steps = page.all("section", **{"class": "step"})
    assert len(steps) == len(STORIES[id_].steps)
    ids = {one.attributes["id"] for one in page.all() if "id" in one.attributes}
    for step in steps:
        frame = step.one("iframe")
        assert frame.attributes["loading"] == "lazy"
        drawn = client.get(frame.attributes["src"])
        assert drawn.status_code == 200, drawn.text
        assert drawn.headers["content-type"].startswith("text/html")
        for address in links(step):
            if address.startswith("#"):
                assert address[1:] in ids
            else:
                assert client.get(address, follow_redirects=True).status_code == 200, address


def test_a_graph_without_the_data_says_so_at_each_step(client: httpx.Client) -> None:
    """The five reports hold none of the lists of pairs."""
    page = shown(client, "provinces")
    assert not page.all("iframe")
    assert not page.all("data")
    steps = page.all("section", **{"class": "step"})
    assert [one.one("p", **{"class": "notice"}).text for one in steps] == [
        "This graph doesn't hold what this step tells of."
    ] * len(steps)
    listed = read(client.get("/stories?lang=en").text)
    (untold,) = [one for one in listed.one("ul", **{"class": "cards"}).all("li") if one.all("p", **{"class": "note"})]
    assert "Pairs between provinces" in untold.text


def test_the_pairs_between_provinces_are_told_from_their_lists(server: httpx.Client, pairings: Library) -> None:
    page = shown(server, "provinces", "zh")
    assert len(page.all("iframe")) == 7
    declared = [figure for step in STORIES["provinces"].steps for figure in step.figures]
    values = [one.one("data").attributes["value"] for one in figures(page)]
    assert list(map(float, values)) == [recounted(pairings, figure) for figure in declared]
    assert read(server.get("/stories/kunming?lang=zh").text).all("p", **{"class": "notice"})


def test_a_story_that_is_not_there_is_a_problem_with_a_next_step(client: httpx.Client) -> None:
    body = problem(client.get("/stories/nothing"), 404, "id")
    assert "/stories" in body["next_step"]
    assert (
        client.get("/stories/nothing", headers={"accept": "text/html"}).headers["content-type"].startswith("text/html")
    )
    problem(client.get("/stories/hubin?lang=fr"), 422, "lang")


def test_without_a_store_a_story_is_a_problem_as_every_page_of_facts_is(lone: httpx.Client) -> None:
    problem(lone.get("/stories/hubin"), 503)


def test_search_engines_find_every_story_in_both_languages(client: httpx.Client) -> None:
    sitemap = client.get("/sitemaps/pages-0.xml").text
    for id_ in STORIES:
        assert f"/stories/{id_}?lang=zh" in sitemap
        assert f"/stories/{id_}?lang=en" in sitemap


@on_arcadedb
@pytest.mark.browser
def test_arrow_keys_walk_from_step_to_step(client: httpx.Client, browser: Chromium) -> None:
    page = browser.page
    page.goto(f"{client.base_url}/stories/hubin?lang=en")
    expect(page.locator(".keys")).to_be_visible()
    for key, step in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowRight", 4), ("ArrowLeft", 3)):
        page.keyboard.press(key)
        expect(page.locator(f"#step-{step}")).to_be_focused()
        expect(page).to_have_url(re.compile(f"#step-{step}$"))
        browser.until(f"Math.abs(document.getElementById('step-{step}').getBoundingClientRect().top) < 40")
    page.locator(".find [name=q]").focus()
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("#step-3"), "in a field the arrows move in its text"
    assert browser.said == []
    assert all(one.startswith(str(client.base_url)) for one in browser.requests if not one.startswith("data:"))
