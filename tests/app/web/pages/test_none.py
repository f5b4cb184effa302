"""Nothing is told as what it is: a value that nobody told, and no row where that is as it should be."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from graph.answers import Library
from graph.questions import read_question, shipped_catalogue
from tests.app.web.pages.reading import opened, read


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_row_where_that_is_good_says_so(client: httpx.Client, language: str) -> None:
    page = opened(client, "links_without_evidence", lang=language)
    (status,) = page.all("p", role="status")
    said = shipped_catalogue()["links_without_evidence"].header.none
    assert said is not None
    assert said[language == "en"] in status.text
    assert "as it should be" in status.text or language == "zh"
    assert "graph" not in status.text.partition(said[1])[2]


def test_of_an_id_that_may_not_be_there_it_says_that_too(client: httpx.Client) -> None:
    (status,) = opened(client, "uncovered_schools", region="999999", lang="en").all("p", role="status")
    assert "An id that isn't in the graph would give no rows either" in status.text
    (status,) = opened(client, "aid_links", region="999999", lang="en").all("p", role="status")
    assert status.text.startswith("No rows: nothing in the graph meets these")


def test_a_value_that_is_not_told_is_a_dash_with_words(client: httpx.Client, seeds: Library) -> None:
    page = opened(client, "aid_links", limit="5", lang="en")
    rows = seeds.ask("aid_links", max_rows=5).rows
    table = page.one("table", id="rows")
    heads = [one.text for one in table.one("thead").all("th")]
    for row, line in zip(rows, table.one("tbody").all("tr"), strict=True):
        cell = dict(zip(heads, line.all("th", "td"), strict=True))["Programme"]
        assert cell.text == (row["programme"] or "—")
        assert bool(row["programme"]) != bool(cell.all("span", **{"aria-label": "none"}))
    assert "—" not in read(client.get("/regions/530100?lang=en").text).one("dl").text, (
        "facts leave out what is not told"
    )


def test_a_header_says_it_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "quality" / "own.cypher"
    path.parent.mkdir()
    path.write_text(
        "// title: 一 / One\n// description: 二 / Two\n// returns: id string\n// none: 好。 / Good.\nRETURN 1 AS id"
    )
    assert read_question(path).header.none == ("好。", "Good.")
