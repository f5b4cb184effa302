"""The page of a school, group, organisation or region holds what the questions about it answer."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import httpx
import pytest

from graph import Store
from graph.answers import Library
from tests.app.web.conftest import ALLIANCE, LEAD, problem
from tests.app.web.pages.reading import Element, links, read, without_search
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

KUNMING = "530100"
PROGRAMME = "programme-000000-3f69242378"
TIES = {"programmes": "ties_of_programme", "sources": "links_of_source"}
PAGES = [
    ("schools", LEAD),
    ("groups", ALLIANCE),
    ("regions", KUNMING),
    ("programmes", PROGRAMME),
    ("sources", "seed-001"),
]
BROWSER = {"Accept": "text/html,*/*;q=0.8"}


def shown(client: httpx.Client, folder: str, id_: str, language: str = "zh") -> Element:
    response = client.get(f"/{folder}/{id_}", params={"lang": language})
    assert response.status_code == 200, response.text
    return read(response.text)


@pytest.mark.parametrize(("folder", "id_"), PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_tie_is_a_sentence_with_its_evidence(
    client: httpx.Client, seeds: Library, folder: str, id_: str, language: str
) -> None:
    page = shown(client, folder, id_, language)
    titles = {row["id"]: row["title"] for row in seeds.ask("sources").rows}
    items = [one for part in page.all("ul", **{"class": "ties"}) for one in part.all("li")]
    rows = seeds.ask(TIES.get(folder, "ties_of_school"), {"id": id_}).rows
    assert rows
    assert len(items) == len(rows)
    for item, row in zip(items, rows, strict=True):
        assert [row["from_name"], row["to_name"]] == [one.text for one in item.all("bdi", lang="zh-Hans")]
        for source, place in zip(row["source_ids"], row["locators"], strict=True):
            assert titles[source] in item.text
            assert place in item.text
        assert all(str(row[name]) in item.text for name in ("since", "until") if row[name])


@pytest.mark.parametrize(("folder", "id_"), PAGES)
def test_every_name_leads_to_a_page_and_every_part_has_a_heading(client: httpx.Client, folder: str, id_: str) -> None:
    page = shown(client, folder, id_)
    ids = {one.attributes["id"] for one in page.all() if "id" in one.attributes}
    for address in dict.fromkeys(links(page)):
        if address.startswith("#"):
            assert address[1:] in ids
        elif not address.startswith(("data:", "http")):
            assert client.get(address, follow_redirects=True).status_code == 200, address
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(table.one("caption").text for table in page.all("table"))
    own = without_search(client.get(f"/{folder}/{id_}").text)
    assert re.findall("<script[^>]*>", own) == ['<script type="application/ld+json">']


def test_the_timeline_has_a_bar_for_every_tie_with_a_date(client: httpx.Client, seeds: Library) -> None:
    page = shown(client, "regions", KUNMING, "en")
    rows = seeds.ask("ties_of_school", {"id": KUNMING}).rows
    dated = [row for row in rows if row["since"] or row["until"]]
    assert dated
    table = page.one("table", **{"class": "timeline"})
    assert len(table.all("rect")) == len(dated)
    assert f"not on it: {len(rows) - len(dated)}" in table.one("caption").text


def test_a_region_shows_its_shares_with_the_uncovered_and_reported_beside_observed(
    client: httpx.Client, seeds: Library
) -> None:
    page = shown(client, "regions", KUNMING, "en")
    section = page.one("section", **{"aria-labelledby": "coverage"})
    lines = [[cell.text for cell in row.all("th", "td")] for row in section.one("tbody").all("tr")]
    for line, covered_by in zip(lines, ("group", "aid", "any"), strict=True):
        (row,) = seeds.ask("coverage", {"region": KUNMING, "covered_by": covered_by}).rows
        assert line[1:3] == [f"{row['numerator']:.0f}", f"{row['denominator']:.0f}"]
        assert line[3] == f"{100 * row['share']:.1f}%"
        assert line[4] == row["of_what_en"]
    uncovered = page.one("section", **{"aria-labelledby": "uncovered_schools"})
    names = [row["name"] for row in seeds.ask("uncovered_schools", {"region": KUNMING}).rows]
    assert names
    assert all(name in uncovered.text for name in names)
    reported = page.one("section", **{"aria-labelledby": "reconciliation"})
    assert len(reported.one("tbody").all("tr")) == len(seeds.ask("reconciliation", {"region": KUNMING}).rows)


@pytest.mark.parametrize(
    ("folder", "id_", "type_"),
    [
        ("schools", LEAD, "School"),
        ("groups", ALLIANCE, "EducationalOrganization"),
        ("regions", KUNMING, "AdministrativeArea"),
        ("sources", "seed-001", "CreativeWork"),
    ],
)
def test_machines_read_what_it_is(client: httpx.Client, folder: str, id_: str, type_: str) -> None:
    page = shown(client, folder, id_, "en")
    told = json.loads("".join(page.one("script", type="application/ld+json").texts))
    assert (told["@context"], told["@type"], told["identifier"]) == ("https://schema.org", type_, id_)
    assert told["name"] == page.one("h1").text
    assert told["url"] == f"/{folder}/{id_}?lang=en"
    assert None not in told.values()
    if folder == "schools":
        assert told["location"]["name"] == "湖滨区"
        assert f"/groups/{ALLIANCE}?lang=en" in [one["url"] for one in told["memberOf"]]
    (description,) = [one for one in page.all("meta") if one.attributes.get("name") == "description"]
    assert told["name"] in description.attributes["content"]
    assert told["name"] in page.one("title").text


def test_what_no_source_tells_is_said(client: httpx.Client) -> None:
    assert "来源没有说到：" in shown(client, "schools", LEAD).one("section", **{"aria-labelledby": "facts"}).text


def test_a_name_leads_to_the_page_or_to_a_choice(client: httpx.Client) -> None:
    named = client.get("/schools/昆三中?lang=en", headers=BROWSER)
    assert (named.status_code, named.headers["location"]) == (307, "/schools/school-530100-6521ff8322?lang=en")
    assert client.get("/regions/昆明市").headers["location"] == "/regions/530100?lang=zh"
    choice = client.get("/schools/一中?lang=en")
    assert choice.status_code == 300
    page = read(choice.text)
    assert "may mean" in page.one("h1").text
    assert len([one for one in links(page) if one.startswith("/schools/")]) > 1
    assert not [one for one in links(page) if one.startswith("/groups/")]


def test_a_programme_is_found_by_its_whole_name(client: httpx.Client) -> None:
    assert client.get("/programmes/组团式帮扶").headers["location"] == f"/programmes/{PROGRAMME}?lang=zh"
    problem(client.get("/programmes/查无此项目"), 404, "id")


def test_a_page_with_nothing_more_to_ask_has_no_heading_for_it(client: httpx.Client) -> None:
    for path in (f"/programmes/{PROGRAMME}", f"/schools/{LEAD}"):
        page = read(client.get(f"{path}?lang=en").text)
        asked = [section for section in page.all("section") if section.attributes.get("aria-labelledby") == "more"]
        assert all(section.all("li") for section in asked), path
        assert bool(asked) == path.startswith("/schools"), path


def test_a_programme_and_a_source_are_found_by_a_part_of_their_names(client: httpx.Client) -> None:
    assert client.get("/programmes/zutuanshi").headers["location"] == f"/programmes/{PROGRAMME}?lang=zh"
    found = read(client.get("/search?q=seed&labels=Source&lang=en").text).one("ul", **{"class": "found"})
    assert "/sources/seed-001?lang=en" in links(found)
    thing = client.get("/things/seed-001?lang=en")
    assert (thing.status_code, thing.headers["location"]) == (307, "/sources/seed-001?lang=en")


def test_a_source_shows_all_that_it_states(client: httpx.Client, seeds: Library) -> None:
    page = shown(client, "sources", "seed-001", "en")
    for question in ("figures_of_source", "told_by_source"):
        section = page.one("section", **{"aria-labelledby": question})
        rows = seeds.ask(question, {"id": "seed-001"}, max_rows=50).rows
        assert len(section.one("tbody").all("tr")) == len(rows) > 0
    frame = client.get(page.one("iframe").attributes["src"])
    assert frame.status_code == 200
    (row,) = seeds.ask("source", {"id": "seed-001"}).rows
    assert page.one("h1").text == row["title"]
    assert row["url"] is None or row["url"] in links(page)


def test_the_id_of_something_else_leads_to_its_page(client: httpx.Client) -> None:
    other = client.get("/schools/530100?lang=en")
    assert (other.status_code, other.headers["location"]) == (308, "/regions/530100?lang=en")
    thing = client.get(f"/things/{ALLIANCE}?lang=en")
    assert (thing.status_code, thing.headers["location"]) == (307, f"/groups/{ALLIANCE}?lang=en")


def test_what_nobody_knows_is_not_found(client: httpx.Client, lone: httpx.Client) -> None:
    problem(client.get("/schools/nobody"), 404, "id")
    problem(client.get("/things/nobody"), 404, "id")
    problem(client.get("/schools/a%00b"), 422, "id")
    page = client.get("/schools/nobody?lang=en", headers=BROWSER)
    assert page.status_code == 404
    assert "Nothing has this id" in read(page.text).one("h1").text
    assert lone.get("/schools/x", headers=BROWSER).status_code == 503


HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}\u202e\n" + "长" * 500


def test_a_hostile_name_stays_text(server: httpx.Client, writer: Store, empty_graph: Graph) -> None:
    write_graph(
        writer,
        [Link("LEADS", "s1", "g1", "leads-1", since="2020"), Link("AIDS", "o1", "s1", "aids-1"),
         Link("LOCATED_IN", "s1", "r1", "located-in-1")],
        s1={"name": HOSTILE}, g1={"name": HOSTILE}, o1={"name": HOSTILE, "kind": "university"},
    )  # fmt: skip
    for address in ("/schools/s1", "/groups/g1", "/organisations/o1", "/regions/r1"):
        response = server.get(address)
        assert response.status_code == 200, address
        assert "<script>" not in response.text
        assert without_search(response.text).count("<script") == 1, "what machines read"
        assert "49" not in read(response.text).one("h1").text
    assert "长长" in read(server.get("/schools/s1").text).one("h1").text
