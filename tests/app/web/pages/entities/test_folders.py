"""The pages that list all of a kind: names lead to pages, filters hold, and one page leads to the next."""

from __future__ import annotations

import httpx
import pytest

from app.web.pages.addresses import FOLDERS
from graph.answers import Library
from tests.app.web.pages.reading import read


def _ids(client: httpx.Client, address: str) -> list[str]:
    """Ids of the rows that a folder lists, which are the ends of the addresses that their names lead to."""
    response = client.get(address)
    assert response.status_code == 200
    folder = address[1:].partition("?")[0]
    heads = [row.all("th")[0] for row in read(response.text).one("table").one("tbody").all("tr")]
    links = [head.one("a").attributes["href"] for head in heads]
    assert all(link.startswith(f"/{folder}/") for link in links)
    return [link.rpartition("/")[2].partition("?")[0] for link in links]


@pytest.mark.parametrize("folder", [one for one in FOLDERS.values() if one != "organisations"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_folder_lists_its_kind(client: httpx.Client, seeds: Library, folder: str, lang: str) -> None:
    ids = [row["id"] for row in seeds.ask(folder, max_rows=100).rows]
    assert _ids(client, f"/{folder}?lang={lang}") == ids
    page = read(client.get(f"/{folder}?lang={lang}").text)
    (current,) = [link for link in page.one("nav", **{"class": "jump"}).all("a") if "aria-current" in link.attributes]
    assert current.attributes["href"] == f"/{folder}?lang={lang}"


def test_filters_by_region_and_kind_hold(client: httpx.Client, seeds: Library) -> None:
    asked = {"region": "411202", "kind": "alliance", "as_of": "2025-09-01"}
    ids = [row["id"] for row in seeds.ask("groups", asked).rows]
    assert _ids(client, "/groups?region=411202&kind=alliance&as_of=2025-09-01") == ids != []
    named = client.get("/groups?lang=en&region=湖滨区&kind=alliance")
    assert (named.status_code, named.headers["location"]) == (307, "/groups?lang=en&region=411202&kind=alliance")
    page = read(client.get("/groups?region=411202").text)
    regions = [link for link in page.one("table").all("a") if link.attributes["href"].startswith("/regions/")]
    assert {link.text for link in regions} == {"湖滨区"}, "ids that no column names are named"
    assert page.one("form", **{"class": "ask"}).attributes["action"] == "/groups"
    assert page.one("output", id="p-region-name").text == "湖滨区"


def test_one_page_leads_to_the_next_and_back_to_the_first(client: httpx.Client, seeds: Library) -> None:
    all_ids = [row["id"] for row in seeds.ask("schools", {"region": "530100"}).rows]
    address, found = "/schools?lang=en&region=530100&limit=6", []
    while address:
        found.append(_ids(client, address))
        page = read(client.get(address).text)
        following = page.all("a", rel="next")
        address = following[0].attributes["href"] if following else ""
        assert not address or address.startswith("/schools?lang=en&region=530100&")
    assert [id_ for page_ids in found for id_ in page_ids] == all_ids
    assert len(found) == 3


def test_none_is_said_and_leads_to_all(client: httpx.Client) -> None:
    page = read(client.get("/organisations?lang=en").text)
    assert page.one("p", role="status").text.startswith("None meets")
    assert client.get("/schools?level=x&region=查无此地").status_code == 404
    assert client.get("/groups?kind=nonsense").status_code == 422


def test_a_page_leads_to_its_folder_and_every_page_to_the_folders(client: httpx.Client) -> None:
    page = read(client.get("/regions/530100?lang=en").text)
    assert page.one("p", **{"class": "crumbs"}).one("a").attributes["href"] == "/regions?lang=en"
    assert "/schools?lang=en" in [link.attributes["href"] for link in read(client.get("/?lang=en").text).all("a")]


def test_without_a_store_a_folder_says_so(lone: httpx.Client) -> None:
    assert lone.get("/schools", headers={"Accept": "text/html"}).status_code == 503
