"""Pinyin of names, for whole columns.

A name's pinyin stands as syllables, each behind a mark (`SYLLABLE`), so that `sanzhong` is found in 昆明市第三中学, but
`an` is not found in 三. Tones are left out, ü is v."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import polars as pl

from graph.values.syllables import SYLLABLE

_START, _END = "\x01", "\x02"


def pinyin_expr(key: pl.Expr, readings: dict[str, str]) -> tuple[pl.Expr, pl.Expr]:
    """The pinyin of a column of keys, and its initials: ·KUN·SAN·ZHONG and ksz. `readings` are those of the column."""
    spelled = key.str.replace_many(list(readings), list(readings.values()), leftmost=True)
    syllables = spelled.str.replace_all(_START, SYLLABLE, literal=True).str.replace_all(_END, "", literal=True)
    initials = spelled.str.replace_all(f"{_START}([A-Z])[A-Z]*{_END}", "${1}").str.to_lowercase()
    return syllables, initials


def readings_of(letters: set[str]) -> dict[str, str]:
    """How each of some letters is read, and before them the phrases of these letters in which one is read otherwise."""
    # Here, as it takes a third of a second and only a load needs it.
    from pypinyin import Style, lazy_pinyin
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    alone = {letter: lazy_pinyin(letter, style=Style.NORMAL)[0] for letter in letters if ord(letter) in PINYIN_DICT}
    begun = _phrases_by_first_letter()
    phrases = [phrase for letter in letters for phrase in begun.get(letter, ()) if letters.issuperset(phrase)]
    found: dict[str, str] = {}
    for phrase in sorted(phrases, key=lambda one: (-len(one), one)):
        read = [to_normal(syllables[0], v_to_u=False) for syllables in PHRASES_DICT[phrase]]
        if len(read) == len(phrase) and read != [alone.get(letter) for letter in phrase]:
            found[phrase] = "".join(map(_marked, read))
    return found | {letter: _marked(read) for letter, read in sorted(alone.items())}


@cache
def _phrases_by_first_letter() -> dict[str, list[str]]:
    from pypinyin.constants import PHRASES_DICT

    begun: dict[str, list[str]] = defaultdict(list)
    for phrase in PHRASES_DICT:
        begun[phrase[0]].append(phrase)
    return dict(begun)


def _marked(syllable: str) -> str:
    return f"{_START}{syllable.upper()}{_END}"
