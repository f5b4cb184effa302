"""A share never stands without what it is of, whichever way it is asked for: API, pages, files, command, notebooks.

Over tests/data/small with a register that is whole beside it (tests/data/census/README.md)."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph import Settings
from graph.answers import Library
from tests.app.web.pages.reading import answer_rows, read
from tests.commands import Run
from tests.notebooks.test_notebooks import pages, run

DAY = {"as_of": "2025-09-01"}
REGISTER = (
    {"region": "530124"},
    ("register", 4, "完整名录（截至 2025-06-30）中的 4 所学校", "of the 4 schools in the register as of 2025-06-30"),
)
KNOWN = (
    {"region": "530125"},
    ("known", 5, "来源所列的 5 所学校", "of the 5 schools named in the sources"),
)
REPORTED = (
    {"region": "530125", "universe": "reported"},
    ("reported", 10, "报道的（截至 2024）总数 10 所学校", "of the 10 schools reported as of 2024"),
)
CASES = pytest.mark.parametrize(
    ("given", "expected"), [REGISTER, KNOWN, REPORTED], ids=lambda case: case[0] if isinstance(case, tuple) else None
)
Given = dict[str, str]
Expected = tuple[str, int, str, str]
pytestmark = pytest.mark.usefixtures("censused")


def told(row: dict[str, Any]) -> Expected:
    """What a row says that its share is of."""
    assert row["numerator"] not in (None, "")
    assert row["share"] not in (None, "")
    return row["universe"], int(float(row["denominator"])), row["of_what"], row["of_what_en"]


@CASES
def test_the_api_says_it_as_json_and_as_csv(server: httpx.Client, given: Given, expected: Expected) -> None:
    body = server.get("/api/v1/coverage", params={**given, **DAY}).json()
    assert [told(item) for item in body["items"]] == [expected]
    text = server.get("/api/v1/coverage", params={**given, **DAY, "format": "csv"}).text.removeprefix("\ufeff")
    assert [told(row) for row in csv.DictReader(io.StringIO(text))] == [expected]
    answer = server.get("/api/v1/questions/coverage/answer", params={**given, **DAY}).json()
    assert [told(item) for item in answer["items"]] == [expected]


def test_a_reported_total_stands_beside_with_its_source(server: httpx.Client) -> None:
    [item] = server.get("/api/v1/coverage", params={"region": "530125", **DAY}).json()["items"]
    beside = [item[name] for name in ("universe", "reported_total", "reported_as_of", "reported_source_ids")]
    assert beside == ["known", 10, "2024", ["small-2"]]


@CASES
@pytest.mark.parametrize(("language", "place"), [("zh", 2), ("en", 3)])
def test_the_page_says_it_in_its_language(
    server: httpx.Client, given: Given, expected: Expected, language: str, place: int
) -> None:
    page = server.get("/questions/coverage", params={**given, **DAY, "lang": language}).text
    cells = [cell.text for row in answer_rows(read(page)) for cell in row]
    assert expected[place] in cells
    assert expected[5 - place] not in cells


def test_the_bars_of_a_chart_say_it(server: httpx.Client) -> None:
    page = server.get("/questions/coverage", params={"region": "530100", "by": "county", "lang": "en", **DAY}).text
    for _, expected in (REGISTER, KNOWN):
        assert re.search(rf"Share [\d.]+% \(\d/\d\) {expected[3]}", page)


@CASES
@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_the_command_says_it_in_every_format(huoshui: Run, given: Given, expected: Expected, format_: str) -> None:
    parameters = [text for name, value in {**given, **DAY}.items() for text in ("-p", f"{name}={value}")]
    done = huoshui("ask", "coverage", *parameters, "--format", format_)
    assert done.returncode == 0
    if format_ == "table":
        assert f"{expected[3]} / {expected[2]}" in done.stdout
    elif format_ == "csv":
        assert [told(row) for row in csv.DictReader(io.StringIO(done.stdout))] == [expected]
    else:
        assert [told(item) for item in json.loads(done.stdout)["items"]] == [expected]


@pytest.mark.parametrize("question", ["setting_coverage", "balance"])
def test_other_shares_of_schools_say_it_too(server: httpx.Client, question: str) -> None:
    for region, universe, words in (("530124", "register", "in the register as of"), ("530125", "known", "named in")):
        items = server.get(f"/api/v1/questions/{question}/answer", params={"region": region, **DAY}).json()["items"]
        assert {item["universe"] for item in items} == {universe}
        assert all(words in item["of_what_en"] for item in items)


def test_a_what_if_says_it(server: httpx.Client) -> None:
    given = {"region": "530100", "by": "county", "without": "g1", **DAY}
    what_if = server.get("/api/v1/coverage", params=given).json()["what_if"]
    assert [(region["id"], region["universe"]) for region in what_if["regions"]] == [
        ("530124", "register"),
        ("530125", "known"),
    ]
    page = html.unescape(server.get("/questions/coverage", params={**given, "lang": "en"}).text)
    assert {"register", "named in the sources"} <= set(re.findall(r"register|named in the sources", page))


def test_the_page_of_a_region_says_what_its_schools_are(server: httpx.Client) -> None:
    [item] = server.get("/api/v1/regions/530124").json()["items"]
    names = ("schools_known", "schools_in_register", "register_as_of", "register_source_ids", "reported_total")
    assert [item[name] for name in names] == [10, 5, "2025-06-30", ["census-1"], None]
    page = html.unescape(server.get("/questions/region", params={"id": "530124"}).text)
    assert "名录中的学校" in page
    assert "来源所列学校" in page


@pytest.mark.parametrize("engine", ["arcadedb"], indirect=True, scope="session")
def test_notebooks_say_it(censused: Library, settings: Settings, tmp_path: Path) -> None:
    shown = pages(run("coverage_and_balance", settings, tmp_path))
    shown = [html.unescape(page) for page in shown]
    for _, expected in (REGISTER, KNOWN, REPORTED):
        assert any(expected[3] in page for page in shown)
    assert any("Plotly.newPlot" in page and "schools named in the sources" in page for page in shown)
