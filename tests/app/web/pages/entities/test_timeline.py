"""Bars of a timeline, in thousandths of its axis."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.web.pages.entities.ties import Sentence, sentence
from app.web.pages.entities.timeline import MOST_BARS, timeline
from app.web.pages.texts import PageTexts

TODAY = date(2024, 5, 1)
EN = PageTexts("en")


def row(key: str, since: str | None = None, until: str | None = None, **others: Any) -> dict[str, Any]:
    ends = {"from_id": "s1", "from_name": "甲", "from_label": "School", "to_id": "530124", "to_name": "乙"}
    evidence = {"source_ids": ["x"], "locators": ["L1"], "observed": []}
    dates = {"since": since, "until": until}
    return {"key": key, "type": "AIDS", "to_label": "County", **ends, **dates, **evidence, **others}


def told(rows: list[dict[str, Any]]) -> list[Sentence]:
    return [sentence(one, {"x": "某报"}, EN) for one in rows]


def test_bars_begin_and_end_where_the_dates_say() -> None:
    """2020 to 2024 are 60 months."""
    rows = [row("a", "2022", "2022"), row("b", "2020-07"), row("c"), row("d", None, "2021-06")]
    line = timeline(rows, told(rows), TODAY)
    assert line is not None
    assert (line.first, line.last, line.undated, line.left_out) == (2020, 2024, 1, 0)
    assert [(bar.begins, bar.length, bar.since_known, bar.until_known) for bar in line.bars] == [
        (0, 300, False, True), (100, 900, True, False), (400, 200, True, True),
    ]  # fmt: skip


def test_without_a_date_there_is_no_timeline() -> None:
    assert timeline([row("a")], told([row("a")]), TODAY) is None


def test_what_is_not_drawn_is_counted() -> None:
    rows = [row(f"k{n}", "2021") for n in range(MOST_BARS + 3)]
    line = timeline(rows, told(rows), TODAY)
    assert line is not None
    assert (len(line.bars), line.left_out) == (MOST_BARS, 3)


def test_a_sentence_tells_who_whom_when_and_who_says_so() -> None:
    one = sentence(row("a", "2022", form="stationed", observed=["2023"]), {"x": "某报"}, EN)
    assert (one.start.text, one.verb, one.end.text) == ("甲", "aids", "乙")
    assert (one.start.address, one.end.address) == ("/schools/s1?lang=en", "/regions/530124?lang=en")
    assert (one.more, one.dates) == ("stationed", "2022–; observed 2023")
    assert [(part.text, part.place) for part in one.evidence] == [("某报", "L1")]
    assert sentence(row("a"), {}, EN).dates == "no date known"
    assert sentence(row("a"), {}, EN).evidence[0].text == "x", "a source without a title goes by its id"
