"""What is wrong is told in the reader's language: beside the control, and on the page of a problem."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import httpx
import pytest

from app.web.pages import addresses
from graph.questions import Question, shipped_catalogue
from tests.app.web.pages.reading import read

ROOT = Path(__file__).parents[4]
CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b(Status|Correct|is|are|not|no|nothing|the|with|of|has)\b")
TOLD_BY_PAGES = [
    *(ROOT / "graph/questions").glob("*.py"),
    *(ROOT / "graph/computed").glob("*.py"),
    *(path for path in (ROOT / "app/web/pages").rglob("*.py") if "console" not in path.parts),
    ROOT / "app/web/deps.py",
]
NOT_FOR_PAGES = {"crawlers.py": "sitemaps are for programs"}


def test_whatever_a_page_may_tell_of_is_said_in_chinese_too() -> None:
    """A problem once stood in English beside a control of a Chinese page; `chinese=` is what it says there."""
    found = 0
    for path in TOLD_BY_PAGES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("BadParameter", "NotFound")
            ):
                found += 1
                if path.name not in NOT_FOR_PAGES:
                    assert "chinese" in {one.arg for one in node.keywords}, f"{path.name}:{node.lineno}"
    assert found > 20


@pytest.mark.parametrize("question", [q for q in shipped_catalogue().values() if q.header.computed], ids=lambda q: q.id)
def test_every_head_of_a_computed_answer_is_in_chinese(client: httpx.Client, question: Question) -> None:
    """What stands beside rows has no header that names its columns: only the vocabulary knows them."""
    page = read(client.get(addresses.example_page(question, "zh")).text)
    heads = [head.text for table in page.all("table") for head in table.one("thead").all("th")]
    for told in (*heads, *(heading.text for heading in page.all("h3"))):
        assert CHINESE.search(told), told


def test_any_day_is_said_in_words(client: httpx.Client) -> None:
    assert "截至 不限" in read(client.get("/schools?lang=zh").text).one("ul", **{"class": "used"}).text
    assert "As of any day" in read(client.get("/schools?lang=en").text).one("ul", **{"class": "used"}).text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/questions/reach?start=nobody", 404),
        ("/questions/reach?start=530100&hops=9", 422),
        ("/questions/reach?start=530100&ties=HELPS", 422),
        ("/questions/reach?start=530100&without=530100", 422),
        ("/questions/reach?start=530100&without=nobody", 404),
        ("/questions/coverage?as_of=soon", 422),
        ("/questions/coverage?as_of=2025", 422),
        ("/questions/shortest_path?from=530100&to=530100", 422),
        ("/questions/lost_without_link?link=nobody", 404),
        ("/questions/links_ending?from_day=2025-01-01&to_day=2020-01-01", 422),
        ("/questions/find?name=%C2%B7", 422),
        ("/coverage?region=nowhere", 404),
        ("/coverage?weight=gold", 422),
        ("/search?q=%C2%B7", 422),
        ("/schools/nobody", 404),
        ("/things/nobody", 404),
        ("/stories/nobody", 404),
        ("/search?q=a&q=b", 422),
        ("/nowhere", 404),
    ],
)
def test_problems_are_in_the_language_of_the_page(client: httpx.Client, address: str, status: int) -> None:
    for language, is_told in (("zh", CHINESE), ("en", ENGLISH)):
        parted = "&" if "?" in address else "?"
        response = client.get(f"{address}{parted}lang={language}", headers={"accept": "text/html"})
        assert response.status_code == status
        page = read(response.text)
        assert not page.one("main").all("span", lang="en")
        told = [
            *page.all(role="alert"),
            *page.all("p", **{"class": "error"}),
            *page.one("main").all("p", **{"class": "note"}),
        ]
        texts = [one.text for one in told if one.text]
        assert texts
        for text in texts:
            assert is_told.search(text), text
            assert not {"zh": ENGLISH, "en": CHINESE}[language].search(text), text


def test_what_a_source_allows_is_said_in_words(client: httpx.Client) -> None:
    """Licences stood in English on Chinese pages, and so did the title of the register of regions."""
    told = read(client.get("/sources/seed-001?lang=zh").text).one("dl", **{"class": "facts"}).text
    assert "有版权，只取事实" in told
    assert "copyright; facts only" in client.get("/sources/seed-001?lang=en").text
    register = read(client.get("/sources/regions-2026?lang=zh").text).one("dl", **{"class": "facts"}).text
    assert "公开名册" in register
    assert not ENGLISH.search(register)
