"""What the index knows of a search text: pairs of letters of its lines, syllables of its pinyin, and its label.

A form that a text holds has no gram that the text lacks; whether the text holds it is then looked up in the text. Grams
are written in plain letters, since every tokenizer takes those for words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from graph.values.syllables import SYLLABLE

Begun = Callable[[str], Sequence[str]]
"""Gives the grams of an index that begin with some letters."""
_NO_LETTER = re.compile("[^a-z0-9]")
_FEW = 64
"""So many grams are looked for one by one, which costs nothing before the first is found; FTS5 joins those of a prefix
before it gives the first."""


def grams_of_text(text: str, label: str) -> set[str]:
    """All grams of a search text, which has a form on each line."""
    found = {_label(label)}
    for line in text.strip("\n").split("\n"):
        written, *syllables = line.split(SYLLABLE)
        found.update(_syllable("s", one) for one in syllables)
        if written or not syllables:
            found.update(_pairs(f"\n{written}" if syllables else f"\n{line}\n"))
        else:
            found.add(_syllable("t", syllables[0]))
        if syllables:
            found.add(_syllable("u", syllables[-1]))
    return found


def match(forms: Iterable[str], labels: Iterable[str] | None, begun: Begun, *, begins: bool, ends: bool) -> str:
    """The FTS5 expression that finds every text with one of these forms in it, at the start or end of a line."""
    any_form = " OR ".join(f"({' AND '.join(_grams_of_form(form, begun, begins, ends))})" for form in forms)
    if labels is None:
        return any_form
    return f"({any_form}) AND ({' OR '.join(map(_label, labels))})"


def _grams_of_form(form: str, begun: Begun, begins: bool, ends: bool) -> list[str]:
    if form.startswith(SYLLABLE):
        *whole, last = form.split(SYLLABLE)[1:]
        found = [_syllable("s", one) for one in whole]
        found.append(_syllable("u", last) if ends else _prefix(_syllable("s", last), begun))
        if begins:
            found.append(_syllable("t", whole[0]) if whole else _prefix(_syllable("t", last), begun))
        return found
    written = ("\n" if begins else "") + form + ("\n" if ends else "")
    return sorted(set(_pairs(written))) if len(written) > 1 else [_prefix(f"{ord(written):x}z", begun)]


def _prefix(letters: str, begun: Begun) -> str:
    words = begun(letters)
    return f"({' OR '.join(words)})" if 0 < len(words) <= _FEW else f"{letters}*"


@lru_cache(maxsize=100_000)
def _syllable(place: str, text: str) -> str:
    """The gram of a syllable with what is written behind it, which may be a bracket or the like."""
    return place + _NO_LETTER.sub(lambda found: f"z{ord(found[0]):x}", text.lower())


def _pairs(text: str) -> list[str]:
    return [_pair(one, other) for one, other in pairwise(text)]


@lru_cache(maxsize=500_000)
def _pair(one: str, other: str) -> str:
    return f"{ord(one):x}z{ord(other):x}"


def _label(label: str) -> str:
    return f"l{label.lower()}"
