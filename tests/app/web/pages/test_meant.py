"""Ids in forms and addresses: names that stand where ids should lead to them, or to a page to choose on."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Route, expect

from tests.app.web.pages.reading import read
from tests.chromium import Chromium
from tests.engine_choice import on_arcadedb

KUNMING = "530100"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/questions/schools?lang=en&region=昆明市&stage=senior", f"region={KUNMING}&stage=senior"),
        ("/questions/reach?lang=en&start=昆三中", "start=school-530100-6521ff8322"),
        ("/questions/members_of_group?lang=en&group=昆明师专附小教育集团", "group=group-"),
        ("/questions/programme?lang=en&id=组团式帮扶", "id=programme-"),
        ("/questions/coverage?lang=en&region=kunming", f"region={KUNMING}"),
        ("/questions/ties_of_school?lang=en&id=昆明", f"id={KUNMING}"),
        ("/questions/ties_of_school?lang=en&id=ksz", "id=school-530100-6521ff8322"),
        ("/questions/network/map?lang=en&focus=昆三中", "focus=school-530100-6521ff8322"),
        ("/maps?lang=en&focus=昆三中", "focus=school-530100-6521ff8322"),
        ("/coverage?lang=en&region=昆明市", f"region={KUNMING}"),
    ],
)
def test_a_name_that_means_one_leads_to_the_address_with_its_id(client: httpx.Client, asked: str, found: str) -> None:
    response = client.get(asked)
    assert response.status_code == 307
    path = asked.partition("?")[0]
    assert response.headers["location"].startswith(f"{path}?lang=en&{found}")
    assert client.get(response.headers["location"]).status_code == 200


def test_a_name_that_may_mean_several_leads_to_a_choice_of_whole_addresses(client: httpx.Client) -> None:
    response = client.get("/questions/shortest_path?lang=en&from=昆三中&to=一中&hops=3")
    assert response.status_code == 300
    page = read(response.text)
    links = [link.attributes["href"] for link in page.one("main").one("ul").all("a")]
    assert len(links) > 1
    assert all(link.startswith("/questions/shortest_path?lang=en&from=school-530100-6521ff8322&to=") for link in links)
    assert client.get(links[0]).status_code == 200


def test_what_nobody_is_called_is_told_beside_the_field(client: httpx.Client) -> None:
    for address in ("/questions/schools?region=查无此地", "/coverage?region=查无此地", "/coverage?region=｡｡"):
        response = client.get(address)
        assert response.status_code == 404
        page = read(response.text)
        assert page.one("p", id="p-region-error").text
        assert not page.all("table")


def test_what_an_id_that_is_not_there_means_is_left_to_the_question(client: httpx.Client) -> None:
    for id_ in ("school-530100-6521ff8322", "999999"):
        assert client.get(f"/coverage?region={id_}").status_code == 404
        response = client.get(f"/questions/schools?region={id_}")
        assert response.status_code == 200
        assert not read(response.text).all("table")


def test_the_name_stands_beside_the_id(client: httpx.Client) -> None:
    page = read(client.get(f"/questions/schools?region={KUNMING}&lang=en").text)
    field = page.one("input", id="p-region")
    assert page.one("output", id="p-region-name").text == "昆明市"
    assert field.attributes["value"] == KUNMING
    assert "p-region-name" in field.attributes["aria-describedby"].split()
    assert field.attributes["data-suggest"] == "/search/suggestions?lang=en&labels=Region"


def test_the_middle_of_a_map_is_looked_up_by_name(client: httpx.Client) -> None:
    field = read(client.get("/maps?lang=en").text).one("input", id="map-focus")
    assert field.attributes["data-suggest"].startswith("/search/suggestions?lang=en&labels=School,")


def test_the_key_of_a_tie_stays_where_one_is_taken(client: httpx.Client) -> None:
    ties = client.get("/api/v1/schools/school-530100-6521ff8322/ties").json()["items"]
    address = f"/questions/reach?start={KUNMING}&without={ties[0]['key']}&lang=en"
    assert client.get(address).status_code == 200
    assert client.get(f"/questions/reach?start={KUNMING}&without=aids-0000000000000000").status_code == 404


def test_the_api_takes_ids_alone(client: httpx.Client) -> None:
    assert client.get("/api/v1/schools?region=昆明市").status_code == 404


def test_without_a_store_a_name_is_no_trouble_of_its_own(lone: httpx.Client) -> None:
    assert lone.get("/questions/schools?region=昆明市", headers={"Accept": "text/html"}).status_code == 503


@on_arcadedb
@pytest.mark.browser
def test_a_field_offers_names_and_takes_the_id_of_the_one_chosen(client: httpx.Client, browser: Chromium) -> None:
    page = browser.page
    page.goto(f"{client.base_url}/questions/schools?lang=en")
    field, name, filters = (
        page.locator("#p-region"),
        page.locator("#p-region-name"),
        page.locator("details.change > summary"),
    )
    if not field.is_visible():
        filters.click()
    field.focus()
    page.keyboard.type("kunming", delay=40)
    expect(page.locator(".control").get_by_role("option").first).to_contain_text("昆明市")
    expect(field).to_have_role("combobox")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value(KUNMING)
    expect(name).to_have_text("昆明市")
    assert httpx.URL(page.url).query == b"lang=en", "to choose is not to ask"
    page.locator("form.ask button[type=submit]").click()
    expect(page).to_have_url(re.compile("region=530100"))
    expect(page.locator("main table").first).to_be_visible()
    if not field.is_visible():
        filters.click()
    field.select_text()
    page.keyboard.type("x", delay=40)
    expect(name).to_have_text("")
    assert browser.said == []


@on_arcadedb
@pytest.mark.browser
def test_keys_choose_among_what_answers_the_text_that_stands_there(client: httpx.Client, browser: Chromium) -> None:
    """On a slow line the list of an earlier text still stands when an arrow is pressed: it waits for the right one."""
    page = browser.page
    held: list[Route] = []
    page.route(re.compile("q=kunming$"), lambda route: held.append(route))
    page.goto(f"{client.base_url}/?lang=en")
    field, options = page.get_by_role("combobox").first, page.get_by_role("option")
    field.press_sequentially("k")
    expect(options.first).to_be_visible()
    earlier = options.first.inner_text()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    with page.expect_request(re.compile("q=kunming$")):
        page.keyboard.type("unming")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    held[0].continue_()
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert options.first.inner_text() != earlier
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/regions/{KUNMING}"))
    assert browser.said == []
