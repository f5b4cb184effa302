"""How undated links, and when they were observed, are said on pages, maps and the command line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.cli.ask import caption
from app.maps.texts import MapTexts
from app.texts import Language, Texts
from app.web.pages.texts import PageTexts
from graph.answers import Answer, Receipt
from tests.app.maps.test_network import RECEIPT

SEEN = replace(RECEIPT, undated_links=1_234, undated_observed={"before": 2, "within": 1_000, "after": 0})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "1,234（见于该日之前 2 条、当时 1,000 条、之后 0 条）"),
        ("en", "1,234 (observed before the day: 2, at the time: 1,000, after it: 0)"),
    ],
)
@pytest.mark.parametrize("texts", [MapTexts, PageTexts])
def test_both_languages_say_when_undated_links_were_observed(texts: type[Texts], language: Language, said: str) -> None:
    assert texts(language).undated(SEEN) == said


@pytest.mark.parametrize("receipt", [replace(SEEN, undated_observed=None), replace(SEEN, undated_links=0)])
def test_without_a_day_or_a_link_only_the_number_is_said(receipt: Receipt) -> None:
    assert PageTexts("en").undated(receipt) == f"{receipt.undated_links:,}"


def test_the_command_says_it_too() -> None:
    said = "undated links used: 1,234 (observed before the day: 2, at the time: 1,000, after it: 0); graph"
    assert said in caption(Answer((), [], SEEN))
