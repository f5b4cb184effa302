"""The API page in both languages."""

from __future__ import annotations

import re

import httpx

from tests.app.web.pages.reading import links, read

CHINESE = re.compile("[\u4e00-\u9fff]")


def test_the_api_page_says_everything_in_chinese_too(client: httpx.Client) -> None:
    page = read(client.get("/docs?lang=zh").text)
    assert page.one("html").attributes["lang"] == "zh-Hans"
    articles = page.all("article")
    document = client.get("/openapi.json").json()
    assert len(articles) == sum(len(methods) for methods in document["paths"].values())
    for article in articles:
        told = [article.one("h3").text, article.all("p")[1].text]
        told += [row.all("td")[-1].text for table in article.all("table") for row in table.one("tbody").all("tr")]
        for text in told:
            assert CHINESE.search(text), (article.attributes["id"], text)
            assert not re.search(r"\b(the|of|is|and)\b", text), (article.attributes["id"], text)
    for heading in page.all("h2"):
        assert CHINESE.search(heading.text)
    english = read(client.get("/docs?lang=en").text)
    assert "A knowledge graph of schools" in english.text
    assert len(english.all("article")) == len(articles)
    assert client.get("/docs", headers={"accept-language": "en"}).text.count("What ties from one start touch") == 1


def test_the_english_page_has_no_chinese_words(client: httpx.Client) -> None:
    page = read(client.get("/docs?lang=en").text)
    for heading in (*page.all("h1"), *page.all("h2"), *page.all("h3")):
        assert not CHINESE.search(heading.text), heading.text
    assert page.one("h2", id="schools").text == "Schools and campuses"


def test_both_lead_to_each_other_and_types_of_problems_keep_their_places(client: httpx.Client) -> None:
    for language, other in (("zh", "en"), ("en", "zh")):
        page = read(client.get(f"/docs?lang={language}").text)
        assert f"/docs?lang={other}" in links(page)
        assert page.one("tr", id="bad-parameter").all("td")[0].text == "422"
        ids = {one.attributes["id"] for one in page.all() if "id" in one.attributes}
        assert all(address[1:] in ids for address in links(page) if address.startswith("#"))
