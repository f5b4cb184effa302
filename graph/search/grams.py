"""What the index knows of a search text: pairs of letters of its lines, syllables of its pinyin, and its label.

A form that a text holds has no gram that the text lacks; whether the text holds it is then looked up in the text. Grams
are written in plain letters, since every tokenizer takes those for words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from graph.values.syllables import SYLLABLE


def grams_of_text(text: str, label: str) -> str:
    """All grams of a search text, which has a form on each line, as words."""
    found = {_label(label)}
    for line in text.strip("\n").split("\n"):
        written, *syllables = line.split(SYLLABLE)
        found.update(f"s{one}" for one in syllables)
        if written or not syllables:
            found.update(_pairs(f"\n{written}" if syllables else f"\n{line}\n"))
        else:
            found.add(f"t{syllables[0]}")
        if syllables:
            found.add(f"u{syllables[-1]}")
    return " ".join(found)


def match(forms: Iterable[str], labels: Iterable[str] | None, *, begins: bool, ends: bool) -> str:
    """The FTS5 expression that finds every text with one of these forms in it, at the start or end of a line."""
    any_form = " OR ".join(f"({' AND '.join(_grams_of_form(form, begins, ends))})" for form in forms)
    if labels is None:
        return any_form
    return f"({any_form}) AND ({' OR '.join(map(_label, labels))})"


def _grams_of_form(form: str, begins: bool, ends: bool) -> list[str]:
    if form.startswith(SYLLABLE):
        *whole, last = form.split(SYLLABLE)[1:]
        first = f"t{whole[0]}" if whole else f"t{last}*"
        return [*(f"s{one}" for one in whole), f"u{last}" if ends else f"s{last}*", *([first] if begins else [])]
    written = ("\n" if begins else "") + form + ("\n" if ends else "")
    return sorted(set(_pairs(written))) if len(written) > 1 else [f"{ord(written):x}z*"]


def _pairs(text: str) -> list[str]:
    return [_pair(one, other) for one, other in pairwise(text)]


@lru_cache(maxsize=500_000)
def _pair(one: str, other: str) -> str:
    return f"{ord(one):x}z{ord(other):x}"


def _label(label: str) -> str:
    return f"l{label.lower()}"
