"""Words of the interface: both languages say the same, and each word is said somewhere."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.maps.texts import MapTexts
from app.texts import Texts, read_words
from app.web.pages.texts import PageTexts
from graph.model import CODES, TITLES

APP = Path(__file__).parents[2] / "app"
PARTS = pytest.mark.parametrize("texts", [MapTexts, PageTexts], ids=["maps", "pages"])


def check(words: Mapping[str, tuple[str, str]]) -> None:
    for key, both in words.items():
        assert all(both), key
        chinese, english = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in both)
        assert chinese == english, key


@PARTS
def test_both_languages_say_the_same_with_the_same_blanks(texts: type[Texts]) -> None:
    check(read_words(texts.words_file))


def test_the_model_has_words_in_both_languages() -> None:
    check(TITLES)
    check(CODES)


@PARTS
def test_no_word_is_left_that_nothing_says(texts: type[Texts]) -> None:
    said = "\n".join(path.read_text("utf-8") for path in APP.rglob("*") if path.suffix in {".py", ".j2", ".js"})
    # Some are said by a part of their key: f"receipt_{name}", or in a template "outline_" ~ kind.
    parts = [first or second for first, second in re.findall(r'f"(\w+_)\{|"(\w+_)" ~', said)]
    unsaid = [
        key for key in read_words(texts.words_file) if f'"{key}"' not in said and not key.startswith(tuple(parts))
    ]
    assert unsaid == []


def test_braces_are_filled_and_an_unknown_label_is_shown_as_it_is_spelled() -> None:
    assert MapTexts("en").word("as_of", day="{x}") == "As of {x}"
    assert (MapTexts("zh").label("School"), PageTexts("en").label("School")) == ("学校", "School")
    assert PageTexts("zh").label("Nursery") == "Nursery"
