"""Names as they are compared, and ids derived from them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_DASHES = re.compile("[‐-―−─～~-]+")
_IGNORED = re.compile(r"[\s·•・“”\"'《》]+")


def normalise(name: str) -> str:
    """One form for spellings that mean the same name: width, brackets, dashes, dots, quotes, blanks and case."""
    text = unicodedata.normalize("NFKC", name)
    return _IGNORED.sub("", _DASHES.sub("-", text)).casefold()


def digest(*parts: str, length: int = 10) -> str:
    """A short digest of some texts, the same on every machine."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()[:length]


def derived_id(prefix: str, region: str | None, name: str) -> str:
    """Id of a school or group: its kind, its region's code and a digest of its normalised name."""
    return f"{prefix}-{region or '000000'}-{digest(normalise(name))}"
