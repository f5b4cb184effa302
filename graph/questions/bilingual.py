"""Texts of a header in both languages: `中文 / English`."""

from __future__ import annotations

import re

# Lines of a header are joined with a space, which Chinese doesn't have between two of its own characters.
_CHINESE_GAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


def bilingual(text: str) -> tuple[str, str]:
    """(Chinese, English). Raises ValueError unless both are there."""
    chinese, separator, english = text.partition(" / ")
    if not separator or not chinese.strip() or not english.strip():
        raise ValueError(f"{text!r} is not 'Chinese / English'")
    return _CHINESE_GAP.sub("", chinese.strip()), english.strip()
