"""Keys of names for whole columns. Apart from `name_key`, as most of `graph` does without polars."""

from __future__ import annotations

import polars as pl

from graph.values.name_key import DASHES, IGNORED, key_characters, name_key, ordinals

_SHORT = 10_000


def name_key_expr(name: pl.Expr) -> pl.Expr:
    """`name_key` of a column of text."""
    characters, numbers = key_characters(), ordinals()
    key = name.str.normalize("NFKC").str.to_lowercase()
    key = key.str.replace_many(list(characters), list(characters.values()))
    key = key.str.replace_all(IGNORED, "").str.replace_all(DASHES, "-")
    return key.str.replace_many(list(numbers), list(numbers.values()), leftmost=True)


def name_keys(names: pl.Series) -> pl.Series:
    """`name_key` of a column. A short one is done name by name: getting ready for a whole column costs more."""
    if len(names) > _SHORT:
        return names.to_frame("key").select(name_key_expr(pl.col("key"))).to_series()
    keys = [None if name is None else name_key(name) for name in names.to_list()]
    return pl.Series("key", keys, dtype=pl.String())
