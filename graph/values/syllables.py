"""How what somebody types may be read as pinyin: kunsanzhong as ·KUN·SAN·ZHONG."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

SYLLABLE = "·"
"""What stands before each syllable of a name's pinyin, which is in capitals. No key of a name holds either."""
_INITIALS = "(?:[zcs]h|[b-df-hj-np-tw-z])?"
_FINALS = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v"
)
_SYLLABLE = re.compile(f"{_INITIALS}(?:{_FINALS})")
_STARTS = sorted({final[:end] for final in _FINALS.split("|") for end in range(1, len(final) + 1)})
_BEGUN = re.compile(f"{_INITIALS}(?:{'|'.join(_STARTS)})?")
_LATIN = re.compile("[a-z]{1,60}")
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")
_MOST = 8


def read_as_pinyin(key: str) -> list[str]:
    """The ways in which a key may be syllables, the last perhaps begun only: kunsanzh is ·KUN·SAN·ZH."""
    plain = _TONES.sub("", unicodedata.normalize("NFD", key)).replace("u\u0308", "v")
    return [*islice(_ways(plain, 0), _MOST)] if _LATIN.fullmatch(plain) else []


def _ways(text: str, start: int) -> Iterator[str]:
    """The longest first syllable first. Whole syllables are followed by what the rest may be."""
    for end in range(min(start + 6, len(text)), start, -1):
        part = text[start:end]
        if end == len(text):
            if _BEGUN.fullmatch(part):
                yield f"{SYLLABLE}{part.upper()}"
        elif _SYLLABLE.fullmatch(part):
            yield from (f"{SYLLABLE}{part.upper()}{rest}" for rest in _ways(text, end))
