"""The picture beside a shared link: of every kind, with any name, and told to those who show it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import httpx
import pytest

from app.web.main import create_app
from graph import Settings
from graph.answers import Library
from tests.app.web.conftest import problem, served
from tests.app.web.pages.reading import read

SCHOOL = "school-530100-6521ff8322"


@pytest.fixture
def public(settings: Settings, seeds: Library) -> Iterator[httpx.Client]:
    assert seeds.ask("school", {"id": SCHOOL}).rows
    with served(create_app(settings.model_copy(update={"public_url": "https://graph.example/"}))) as client:
        yield client


@pytest.mark.parametrize(
    "page", [f"schools/{SCHOOL}", "regions/530100", "programmes/programme-000000-3f69242378", "sources/seed-001"]
)
def test_a_page_names_its_picture_and_the_picture_is_there(public: httpx.Client, page: str) -> None:
    html = read(public.get(f"/{page}?lang=en").text)
    told = {
        one.attributes["property"]: one.attributes["content"]
        for one in html.all("meta")
        if "property" in one.attributes
    }
    assert told["og:image"] == f"https://graph.example/cards/{page}.png?lang=en"
    assert told["og:url"] == f"https://graph.example/{page}?lang=en"
    assert told["og:title"].startswith(html.one("h1").text)
    picture = public.get(told["og:image"].removeprefix("https://graph.example"))
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
    assert picture.content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture.content[16:24])
    assert (width, height) == tuple(int(told[f"og:image:{side}"]) for side in ("width", "height"))
    other = public.get(f"/cards/{page}.png?lang=zh")
    assert other.content != picture.content


def test_without_an_address_of_its_own_a_site_names_no_picture(client: httpx.Client) -> None:
    assert "og:image" not in client.get(f"/schools/{SCHOOL}").text


def test_what_nobody_has_has_no_picture(client: httpx.Client, lone: httpx.Client) -> None:
    problem(client.get("/cards/schools/nobody.png"), 404, "id")
    problem(client.get("/cards/schools/530100.png"), 404, "id")
    assert lone.get(f"/cards/schools/{SCHOOL}.png").status_code == 503
