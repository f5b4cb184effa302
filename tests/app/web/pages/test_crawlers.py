"""What search engines are told: one address a page, in each language, and where all pages are."""

from __future__ import annotations

from xml.etree import ElementTree

import httpx
import pytest

from app.web.main import create_app
from graph import Settings
from graph.answers import Library
from graph.questions import shipped_catalogue
from tests.app.web.conftest import LEAD, problem, served
from tests.app.web.pages.reading import Element, read

SITE = "https://huoshui.example/base"


def head(page: Element, rel: str) -> list[tuple[str, str]]:
    found = [one.attributes for one in page.all("link", rel=rel)]
    return [(one.get("hreflang", ""), one["href"]) for one in found]


@pytest.mark.parametrize(
    ("asked", "path", "query"),
    [
        ("/?lang=en", "/", ""),
        ("/questions?lang=en", "/questions", ""),
        (f"/schools/{LEAD}?lang=en&utm_source=wechat", f"/schools/{LEAD}", ""),
        ("/questions/coverage?region=530100&lang=en", "/questions/coverage", "&region=530100"),
    ],
)
def test_a_page_says_its_one_address_and_that_in_each_language(
    client: httpx.Client, asked: str, path: str, query: str
) -> None:
    page = read(client.get(asked).text)
    chinese, english = (f"{path}?lang={language}{query}" for language in ("zh", "en"))
    assert head(page, "canonical") == [("", english)]
    assert head(page, "alternate") == [("zh-Hans", chinese), ("en", english)]
    for address in (chinese, english):
        assert client.get(address).status_code == 200
    (description,) = [one for one in page.all("meta") if one.attributes.get("name") == "description"]
    assert description.attributes["content"]


@pytest.mark.parametrize("address", ["/questions/nothing", "/schools/nobody", "/nothing", "/schools/一中"])
def test_what_is_no_page_of_its_own_is_kept_out(client: httpx.Client, address: str) -> None:
    page = read(client.get(address, headers={"Accept": "text/html"}).text)
    assert not head(page, "canonical")
    assert [one.attributes["content"] for one in page.all("meta") if one.attributes.get("name") == "robots"] == [
        "noindex"
    ]


def test_the_setting_names_the_site(settings: Settings, seeds: Library) -> None:
    with served(create_app(settings.model_copy(update={"public_url": SITE + "/"}))) as client:
        page = read(client.get(f"/schools/{LEAD}?lang=en").text)
        assert head(page, "canonical") == [("", f"{SITE}/schools/{LEAD}?lang=en")]
        assert f"Sitemap: {SITE}/sitemap.xml" in client.get("/robots.txt").text.splitlines()
        assert f"<loc>{SITE}/sitemaps/schools-0.xml</loc>" in client.get("/sitemap.xml").text


def test_sitemaps_name_every_page_once_in_each_language(client: httpx.Client, seeds: Library) -> None:
    robots = client.get("/robots.txt")
    assert robots.headers["content-type"].startswith("text/plain")
    (index,) = [line.removeprefix("Sitemap: ") for line in robots.text.splitlines() if line.startswith("Sitemap: ")]
    maps = [found.text or "" for found in ElementTree.fromstring(client.get(index).content).iter() if found.text]
    named = [
        found.text or ""
        for address in maps
        if address.strip()
        for found in ElementTree.fromstring(client.get(address).content).iter()
        if found.tag.endswith("}loc")
    ]
    assert len(set(named)) == len(named)
    paths = {address.removeprefix(str(client.base_url).rstrip("/")) for address in named}
    schools = [row["id"] for row in seeds.ask("schools").rows]
    assert {f"/schools/{id_}?lang={language}" for id_ in schools for language in ("zh", "en")} <= paths
    assert {f"/questions/{id_}?lang=zh" for id_ in shipped_catalogue()} <= paths
    for kind in ("groups", "regions", "programmes", "sources"):
        address = next(path for path in sorted(paths) if path.startswith(f"/{kind}/"))
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["schools-9", "schools", "pages-1", "things-0", "schools-٣"])
def test_no_other_sitemap_is_there(client: httpx.Client, name: str) -> None:
    problem(client.get(f"/sitemaps/{name}.xml"), 404)


def test_a_public_address_is_one_of_the_web() -> None:
    for wrong in ("ftp://a.example", "huoshui.example", "https://a.example/?x=1", "https://a b"):
        with pytest.raises(ValueError, match="public_url"):
            Settings(public_url=wrong)
