"""The page of coverage: shares with their parts, whom nothing covers, the years before, and what was reported."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from app.answer_files import ANSWER_FORMATS
from tests.app.web.pages.reading import Element, read

DISTRICT = "411202"


def opened(client: httpx.Client, status: int = 200, **asked: str) -> Element:
    response = client.get("/coverage", params={"lang": "en", **asked})
    assert response.status_code == status, response.text
    return read(response.text)


def headings(page: Element) -> list[str]:
    return [one.text for one in page.all("h2")]


def figure(page: Element, id_: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads("".join(page.one("script", id=f"{id_}-chart-data").texts))
    return held


def test_without_a_region_every_prefecture_stands_with_its_parts(client: httpx.Client, get: Any) -> None:
    page = opened(client)
    assert headings(page) == ["Parameters", "Coverage"]
    items = get("coverage")["items"]
    assert len(page.all("table")[0].one("tbody").all("tr")) == len(items)
    (bars,) = figure(page, "shares")["data"]
    assert bars["text"] == [f"{item['numerator']:,.0f}/{item['denominator']:,.0f}" for item in items]
    assert not page.all("p", **{"class": "of-what"})


def test_a_region_has_all_four_parts(client: httpx.Client, get: Any) -> None:
    page = opened(client, region=DISTRICT, as_of="2025-09-01", covered_by="group")
    assert headings(page) == [
        "Parameters", "Coverage", "Year by year", "Schools that nothing covers", "Reported against observed",
    ]  # fmt: skip
    assert "湖滨区" in page.one("h1").text
    assert page.one("p", **{"class": "of-what"}).text == "of the 13 schools named in the sources"
    (line,) = figure(page, "years")["data"]
    assert line["x"] == list(range(2015, 2026))
    covered = get("coverage", region=DISTRICT, as_of="2025-09-01", covered_by="group")["items"][0]
    assert line["y"][-1] == covered["share"]
    before = get("coverage", region=DISTRICT, as_of="2020-12-31", covered_by="group")["items"][0]
    assert line["y"][line["x"].index(2020)] == before["share"]
    left = get("coverage/uncovered", region=DISTRICT, as_of="2025-09-01", covered_by="group")["items"]
    section = page.one("section", **{"aria-labelledby": "uncovered"})
    assert [item["name"] in section.text for item in left] == [True] * len(left)


def test_every_part_leads_to_its_question_and_its_files(client: httpx.Client) -> None:
    page = opened(client, region=DISTRICT, as_of="2025-09-01")
    files = page.all("p", **{"class": "files"})
    assert len(files) == 3
    for part in files:
        whole, *others = (one.attributes["href"] for one in part.all("a"))
        assert client.get(whole).status_code == 200
        types = [client.get(other).headers["content-type"].partition(";")[0] for other in others]
        assert types == [one.media_type for one in ANSWER_FORMATS.values()]


@pytest.mark.parametrize(
    ("asked", "status", "name"),
    [({"region": "999999"}, 404, "region"), ({"by": "village"}, 422, "by"), ({"as_of": "yesterday"}, 422, "as_of")],
)
def test_what_is_wrong_is_told_beside_its_control(
    client: httpx.Client, asked: dict[str, str], status: int, name: str
) -> None:
    page = opened(client, status, **asked)
    assert page.one("p", id=f"p-{name}-error").text
    assert not page.all("table")


def test_any_day_has_no_years_and_a_reported_total_no_uncovered(client: httpx.Client) -> None:
    assert "Year by year" not in headings(opened(client, region=DISTRICT, as_of="any"))
    reported = headings(opened(client, region=DISTRICT, as_of="2025-09-01", universe="reported"))
    assert "Schools that nothing covers" not in reported


def test_what_was_hung_on_the_address_is_passed_over(client: httpx.Client) -> None:
    assert opened(client, utm_source="x", without="nobody")


def test_it_is_in_chinese_too_and_in_the_navigation(client: httpx.Client) -> None:
    page = read(client.get("/coverage", params={"lang": "zh", "region": DISTRICT}).text)
    assert headings(page)[2] == "历年"
    home = read(client.get("/", params={"lang": "zh"}).text)
    assert "/coverage?lang=zh" in [one.attributes["href"] for one in home.one("nav").all("a")]


def test_several_regions_stand_where_they_lie(client: httpx.Client, get: Any) -> None:
    """By the shipped points: 昆明 lies south-west of 三门峡; the larger the denominator, the larger the point."""
    page = opened(client)
    (points,) = figure(page, "points")["data"]
    items = {item["name"]: item for item in get("questions/coverage/answer")["items"]}
    names = [told.partition(":")[0] for told in points["hovertext"]]
    assert set(names) <= set(items)
    assert points["text"] == names
    denominators = [items[name]["denominator"] for name in names]
    assert denominators == sorted(denominators, reverse=True), "where two names meet, the larger's stays"
    at = {name: place for name, *place in zip(names, points["x"], points["y"], points["marker"]["size"], strict=True)}
    assert at["昆明市"][0] < at["三门峡市"][0]
    assert at["昆明市"][1] < at["三门峡市"][1]
    largest = max(at, key=lambda name: items[name]["denominator"])
    assert at[largest][2] == max(size for _, _, size in at.values())
    squares = [name for name, symbol in zip(names, points["marker"]["symbol"], strict=True) if symbol == "square"]
    assert sorted(squares) == sorted(name for name in at if items[name]["denominator"] < 5)
    assert "A schema without borders" in page.one("figure", id="points-chart").text
    assert not opened(client, region=DISTRICT).all("figure", id="points-chart"), "one region has no map of regions"
    assert opened(client, region="530000", by="county").all("figure", id="points-chart")
