from __future__ import annotations

import string

import pytest

from app.maps import texts
from app.maps.texts import MapTexts


@pytest.mark.parametrize("table", ["TITLES", "CODES", "_WORDS"])
def test_both_languages_say_the_same_with_the_same_blanks(table: str) -> None:
    for key, (chinese, english) in getattr(texts, table).items():
        assert chinese, key
        assert english, key
        blanks = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (chinese, english)]
        assert blanks[0] == blanks[1], key


def test_the_unknown_is_shown_as_it_is_spelled() -> None:
    assert MapTexts("zh").title("Nursery") == "Nursery"
    assert MapTexts("en").value("某项目") == "某项目"


def test_braces_in_a_value_are_only_text() -> None:
    assert MapTexts("en").word("as_of", day="{x}") == "As of {x}"
