from __future__ import annotations

import re
from html import unescape

import httpx
import pytest

from app.maps import ASSET_NAMES
from app.web.pages.texts import _WORDS, Texts
from graph.questions import shipped_catalogue
from tests.app.web.conftest import problem


def links(page: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'(?:href|action|src)="([^"]*)"', page)]


def test_the_front_page_speaks_both_languages_without_a_script(client: httpx.Client) -> None:
    chinese, english = client.get("/").text, client.get("/?lang=en").text
    assert '<html lang="zh-Hans">' in chinese
    assert "从牵头校看起" in chinese
    assert '<html lang="en">' in english
    assert "Start from a lead school" in english
    assert "<script" not in chinese + english
    problem(client.get("/?lang=fr"), 422, "lang")


def test_every_link_of_the_front_page_leads_somewhere(client: httpx.Client) -> None:
    page = client.get("/?lang=en&q=%E5%8D%97%E5%8E%BF").text
    maps = [address for address in links(page) if "format=html" in address]
    for address in set(links(page)) - set(maps[3:]):
        if address.startswith("#"):
            assert f'id="{address[1:]}"' in page
        elif not address.startswith("data:"):
            assert address.startswith("/"), address
            response = client.get(address)
            if "/answer?" in address and response.status_code == 404:
                continue  # a question's header may name what the five reports lack
            assert response.status_code == 200, address


def test_the_ranking_is_the_questions_own(client: httpx.Client) -> None:
    rows = client.get("/api/v1/questions/leads_by_reach/answer?limit=10").json()
    page = client.get("/").text
    positions = [page.index(row["name"]) for row in rows["items"]]
    assert positions == sorted(positions)
    assert f"截至 {rows['receipt']['as_of']}" in page
    assert rows["receipt"]["graph_version"] in page


def test_a_search_finds_by_part_of_a_name(client: httpx.Client) -> None:
    page = client.get("/", params={"q": "甘棠学校"}).text
    assert page.count("甘棠学校</bdi>") >= 1
    assert "没有名称含" in client.get("/", params={"q": "查无此校"}).text
    assert "没有名称含" not in client.get("/", params={"q": "  "}).text
    assert "只列出前 20 个" in client.get("/", params={"q": "学"}).text


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "'\"&"])
def test_what_is_searched_for_stays_text(client: httpx.Client, text: str) -> None:
    page = client.get("/", params={"q": text}).text
    assert text not in page
    assert "<script" not in page
    assert "<img" not in page
    problem(client.get("/?q=%00"), 422, "name")


def test_without_a_store_the_page_says_how_to_get_one(lone: httpx.Client) -> None:
    response = lone.get("/")
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert "huoshui up" in response.text
    assert all(question.header.title[0] in response.text for question in shipped_catalogue().values())


def test_the_api_page_lists_every_operation_with_an_example_that_answers(client: httpx.Client) -> None:
    page = client.get("/docs").text
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        assert f"GET {path}<" in page
        assert f'id="operation-{methods["get"]["operationId"]}"' in page
    examples = [address for address in links(page) if address.startswith(("/api", "/health"))]
    assert len(examples) > 12
    for address in examples:
        assert client.get(address).status_code == 200, address
    assert "<script" not in page


@pytest.mark.parametrize("name", [*ASSET_NAMES, "site.css"])
def test_assets_are_kept_by_a_browser_until_they_change(lone: httpx.Client, name: str) -> None:
    response = lone.get(f"/assets/{name}")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/")
    assert "max-age" in response.headers["cache-control"]
    again = lone.get(f"/assets/{name}", headers={"if-none-match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert lone.get(f"/assets/{name}", headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("name", ["map.html.j2", "..%2Froutes.py", "%2e%2e%2froutes.py", "site.css%00"])
def test_nothing_else_is_an_asset(lone: httpx.Client, name: str) -> None:
    problem_body = lone.get(f"/assets/{name}")
    assert problem_body.status_code == 404
    assert "import" not in problem_body.text


def test_every_word_is_in_both_languages() -> None:
    assert [key for key, words in _WORDS.items() if not all(words)] == []
    for folder in {question.folder for question in shipped_catalogue().values()}:
        assert Texts("zh").word(f"folder_{folder}") != folder, "a new folder of questions needs its name here"
