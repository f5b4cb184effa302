"""What the index knows of a search text: pairs of letters of its lines, syllables of its pinyin, and its label.

A form that a text holds has no gram that the text lacks; whether the text holds it is then looked up in the text. Grams
are written in plain letters, since every tokenizer takes those for words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from graph.values.syllables import SYLLABLE

Begun = Callable[[str], Sequence[str]]
"""Gives the grams of an index that begin with some letters."""
_FEW = 64
"""So many grams are looked for one by one, which costs nothing before the first is found; FTS5 joins those of a prefix
before it gives the first."""


def grams_of_text(text: str, label: str) -> set[str]:
    """All grams of a search text, which has a form on each line."""
    found = {_label(label)}
    for line in text.strip("\n").split("\n"):
        written, *syllables = line.split(SYLLABLE)
        found.update(f"s{one.lower()}" for one in syllables)
        if written or not syllables:
            found.update(_pairs(f"\n{written}" if syllables else f"\n{line}\n"))
        else:
            found.add(f"t{syllables[0].lower()}")
        if syllables:
            found.add(f"u{syllables[-1].lower()}")
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
        found = [f"s{one}" for one in whole]
        found.append(f"u{last}" if ends else _prefix(f"s{last}", begun))
        if begins:
            found.append(f"t{whole[0]}" if whole else _prefix(f"t{last}", begun))
        return found
    written = ("\n" if begins else "") + form + ("\n" if ends else "")
    return sorted(set(_pairs(written))) if len(written) > 1 else [_prefix(f"{ord(written):x}z", begun)]


def _prefix(letters: str, begun: Begun) -> str:
    words = begun(letters.lower())
    return f"({' OR '.join(words)})" if 0 < len(words) <= _FEW else f"{letters}*"


def _pairs(text: str) -> list[str]:
    return [_pair(one, other) for one, other in pairwise(text)]


@lru_cache(maxsize=500_000)
def _pair(one: str, other: str) -> str:
    return f"{ord(one):x}z{ord(other):x}"


def _label(label: str) -> str:
    return f"l{label.lower()}"
