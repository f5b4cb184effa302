"""Names as they are compared, and ids derived from them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

import polars as pl

from graph.values import name_key, simplified
from graph.values.name_keys import name_key_expr, name_keys

__all__ = [
    "derived_id",
    "derived_ids",
    "digest",
    "may_repeat",
    "name_key",
    "name_key_expr",
    "name_keys",
    "natural",
    "normalise",
    "simplified",
]

_DIGITS = re.compile("[0-9]+")
_DASHES = re.compile("[‐-―−─～~-]+")
_IGNORED = re.compile(r"[\s·•・“”\"'‘’《》\u200b-\u200f\u2060\ufeff]+")


@lru_cache(maxsize=100_000)
def normalise(name: str) -> str:
    """The form of a name that derived ids are digests of. Since ids stay, it does; `name_key` compares names."""
    text = unicodedata.normalize("NFKC", name)
    return _IGNORED.sub("", _DASHES.sub("-", text)).casefold()


def digest(*parts: str, length: int = 10) -> str:
    """Give a short digest of some texts, the same on every machine; `length` is at most 32 hex digits."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()[:length]


def derived_id(prefix: str, region: str | None, name: str) -> str:
    """Id of a school or group: its kind, its region's code and a digest of its normalised name."""
    return f"{prefix}-{region or '000000'}-{digest(normalise(name))}"


def derived_ids(prefix: str, regions: pl.Series, names: pl.Series) -> pl.Series:
    """Ids of things of one kind by their regions and names. Spellings of one name in one region give one id."""
    pairs = zip(regions.to_list(), one_spelling(names, regions).to_list(), strict=True)
    return pl.Series("id", [derived_id(prefix, region, name) for region, name in pairs], dtype=pl.String())


def one_spelling(names: pl.Series, *apart: pl.Series) -> pl.Series:
    """The names, those that differ in spelling only in the plainest that there is. `apart` keeps others apart.

    Which that is doesn't hang on the order of rows."""
    by = {f"apart {place}": column for place, column in enumerate(apart)}
    spelled = pl.DataFrame({"name": names, "key": name_keys(names), **by})
    same = ["key", *by]
    several = may_repeat(spelled.select(same))
    if not several.any():
        return names
    order = spelled.filter(several).sort(pl.col("name") != pl.col("key"), "name")
    plainest = order.unique(same, keep="first").rename({"name": "plainest"})
    joined = spelled.join(plainest, on=same, how="left", nulls_equal=True, maintain_order="left")
    return joined.select(pl.coalesce("plainest", "name").alias("name")).to_series()


def may_repeat(frame: pl.DataFrame) -> pl.Series:
    """The rows that may be there twice: told by hashes, which takes a tenth of the memory. Others are there once."""
    return frame.hash_rows().is_duplicated()


def natural(text: str) -> str:
    """Sort key by which L9 comes before L57: runs of digits count as numbers. No two texts have the same."""
    return f"{_DIGITS.sub(_counted, text)}\0{text}".removeprefix("\0")


def _counted(digits: re.Match[str]) -> str:
    """Digits as text that sorts as their number does: behind the end of a text, and after every other sign."""
    number = digits[0].lstrip("0")
    return f"\0\U0010ffff{len(number):06}{number}"
