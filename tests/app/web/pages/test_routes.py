from __future__ import annotations

from pathlib import Path

import httpx
import plotly
import pytest
from fastapi import FastAPI

from app.maps import ASSET_NAMES
from app.web.pages.assets import ACE, OWN_NAMES, PLOTLY
from graph.questions import shipped_catalogue
from tests.app.web.conftest import example_of, operations, problem
from tests.app.web.examples import OF_PAIRINGS
from tests.app.web.pages.reading import links, read, without_search


def test_the_front_page_speaks_both_languages_without_a_script(client: httpx.Client) -> None:
    chinese, english = client.get("/").text, client.get("/?lang=en").text
    assert '<html lang="zh-Hans">' in chinese
    assert "谁牵头带动的学校最多" in chinese
    assert '<html lang="en">' in english
    assert "Which lead schools reach the most schools?" in english
    assert "<script" not in without_search(chinese) + without_search(english)
    problem(client.get("/?lang=fr"), 422, "lang")


@pytest.mark.parametrize("start", ["/?lang=en&q=%E5%8D%97%E5%8E%BF", "/questions?lang=zh", "/questions?q=aid&lang=en"])
def test_every_link_of_a_list_leads_somewhere(client: httpx.Client, start: str) -> None:
    page = read(client.get(start).text)
    ids = {one.attributes["id"] for one in page.all() if "id" in one.attributes}
    addresses = dict.fromkeys(links(page))
    maps = [address for address in addresses if address.startswith("/maps?")]
    for address in addresses.keys() - set(maps[3:]):
        if address.startswith("#"):
            assert address[1:] in ids
        elif not address.startswith("data:"):
            assert address.startswith("/"), address
            # A question without what it requires shows its form; the examples are answered.
            assert client.get(address).status_code == 200, address


def test_the_front_page_names_some_questions_of_each_folder_and_how_many_there_are(client: httpx.Client) -> None:
    page = read(client.get("/?lang=en").text)
    topics = page.one("ul", **{"class": "topics"})
    counts = [int(one.text) for one in topics.all("span", **{"class": "count"})]
    assert sum(counts) == len(shipped_catalogue())
    assert sum(address.startswith("/questions/") for address in links(topics)) <= 3 * len(counts)
    everything = read(client.get("/questions?lang=en").text)
    for address in links(topics):
        path, _, anchor = address.partition("#")
        assert path.startswith("/questions")
        assert not anchor or everything.all("h2", id=anchor)


def test_the_list_of_questions_is_searched_by_word(lone: httpx.Client) -> None:
    page = read(lone.get("/questions", params={"lang": "en", "q": "Coverage urban"}).text)
    assert [one.text for one in page.all("h3")] == ["Coverage of urban and rural schools"]
    assert page.one("input", id="q").attributes["value"] == "Coverage urban"
    none = lone.get("/questions", params={"q": "<b>elephant"})
    assert "没有问题含“&lt;b&gt;elephant”" in none.text
    assert len(read(lone.get("/questions").text).all("h3")) == len(shipped_catalogue())
    problem(lone.get("/questions?q=a&q=b"), 422, "q")


@pytest.mark.parametrize(
    "address", ["/search?lang=en&q=%E5%8D%97", "/questions?lang=en&q=aid", "/questions/reach?lang=en"]
)
def test_the_switch_of_languages_keeps_the_address(client: httpx.Client, address: str) -> None:
    page = read(client.get(address).text)
    (switch,) = [one for one in page.all("a") if one.text == "中文"]
    assert switch.attributes["href"] == address.replace("lang=en", "lang=zh")
    other = read(client.get(switch.attributes["href"]).text)
    assert [one.attributes["href"] for one in other.all("a") if one.text == "English"] == [address]


@pytest.mark.parametrize(
    "address",
    [
        "/?lang=en",
        "/questions?lang=en",
        "/questions/reach?lang=en",
        "/coverage?lang=en",
        "/maps?view=network&lang=en",
        "/stories?lang=en",
        "/schools?lang=en",
        "/docs?lang=en",
    ],
)
def test_every_page_has_the_same_head(client: httpx.Client, address: str) -> None:
    navigation = read(client.get(address).text).all("nav")[0]
    assert [one.text for one in navigation.all("a")][:8] == [
        "Stories",
        "Maps",
        "Browse",
        "Coverage",
        "Questions",
        "Cypher",
        "API",
        "OpenAPI document",
    ]
    current = [one.text for one in navigation.all("a") if "aria-current" in one.attributes]
    own = {
        "/questions?lang=en": ["Questions"],
        "/coverage?lang=en": ["Coverage"],
        "/schools?lang=en": ["Browse"],
        "/stories?lang=en": ["Stories"],
        "/maps?view=network&lang=en": ["Maps"],
        "/docs?lang=en": ["API"],
    }
    assert current == own.get(address, [])


@pytest.mark.parametrize("address", ["/", "/questions", "/questions/reach", "/cypher", "/questions/nothing"])
@pytest.mark.parametrize(
    ("accepted", "language"),
    [("en-US,en;q=0.9", "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"), ("fr,en;q=0.3", "en"), ("de", "zh-Hans")],
)
def test_a_first_visit_is_in_the_language_that_the_browser_prefers(
    lone: httpx.Client, address: str, accepted: str, language: str
) -> None:
    headers = {"Accept-Language": accepted}
    response = lone.get(address, headers=headers)
    page = read(response.text)
    assert page.one("html").attributes["lang"] == language
    assert "Accept-Language" in response.headers["vary"]
    for chosen, tag in (("zh", "zh-Hans"), ("en", "en")):
        again = read(lone.get(address, params={"lang": chosen}, headers=headers).text)
        assert again.one("html").attributes["lang"] == tag, "what the address names goes first"


def test_without_a_store_the_page_says_so(lone: httpx.Client) -> None:
    response = lone.get("/")
    assert response.status_code == 503, "what it is there to tell is not there"
    assert 'role="alert"' in response.text
    assert "数据库连接不上" in response.text
    assert "huoshui up" not in response.text
    assert "数据质量" in response.text, "the questions are there to be read all the same"


def test_the_api_page_lists_every_operation_with_an_example_that_answers(client: httpx.Client, app: FastAPI) -> None:
    page = client.get("/docs?lang=en").text
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}<" in page
            assert f'id="operation-{operation["operationId"]}"' in page
    examples = [address for address in links(read(page)) if address.startswith(("/api", "/health"))]
    elsewhere = {example_of(one)[0] for _, one in operations(app.openapi()) if one["operationId"] in OF_PAIRINGS}
    assert len(examples) > 12
    for address in set(examples) - elsewhere:
        assert client.get(address).status_code == 200, address
    assert "<script" not in without_search(page)


@pytest.mark.parametrize("name", [*ASSET_NAMES, *OWN_NAMES, *ACE, PLOTLY])
def test_assets_are_kept_by_a_browser_until_they_change(lone: httpx.Client, name: str) -> None:
    response = lone.get(f"/assets/{name}")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/")
    assert "max-age" in response.headers["cache-control"]
    again = lone.get(f"/assets/{name}", headers={"if-none-match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert lone.get(f"/assets/{name}", headers={"if-none-match": '"other"'}).status_code == 200


def test_a_file_asked_for_by_its_version_is_kept_for_long(lone: httpx.Client) -> None:
    page = read(lone.get("/questions").text)
    loaded = [
        one.attributes.get("href") or one.attributes["src"]
        for one in page.all("link", "script")
        if "rel" not in one.attributes or one.attributes["rel"] == "stylesheet"
    ]
    assert len(loaded) == 3
    for address in loaded:
        assert lone.get(address).headers["cache-control"] == "public, max-age=31536000, immutable", address
        assert lone.get(address.partition("?")[0]).headers["cache-control"] == "public, max-age=3600"
    assert lone.get("/assets/site.css?v=older").headers["cache-control"] == "public, max-age=3600"


@pytest.mark.parametrize("name", ["plotly.min.js", "site.css"])
def test_assets_come_packed_to_who_can_unpack_them(lone: httpx.Client, name: str) -> None:
    packed = lone.get(f"/assets/{name}", headers={"accept-encoding": "gzip"})
    plain = lone.get(f"/assets/{name}", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.content == plain.content
    assert "accept-encoding" in packed.headers["vary"].lower()


def test_plotly_is_the_packages_behind_a_word_for_browsers(lone: httpx.Client) -> None:
    hint, _, script = lone.get("/assets/plotly.min.js").content.partition(b"\n")
    assert hint == b"//# allFunctionsCalledOnLoad", "it works only as the first line"
    assert script == (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()


@pytest.mark.parametrize("name", ["map.html.j2", "..%2Froutes.py", "%2e%2e%2froutes.py", "site.css%00"])
def test_nothing_else_is_an_asset(lone: httpx.Client, name: str) -> None:
    problem_body = lone.get(f"/assets/{name}")
    assert problem_body.status_code == 404
    assert "import" not in problem_body.text
