"""The forms in which names are held against each other: the key, its core, and the core without places before it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

import polars as pl

from graph.matches.place_prefixes import PlacePrefixes
from graph.values.core_names import core_name_expr, is_of_a_part, proper_letters
from graph.values.name_keys import name_keys


class Rule(IntEnum):
    """Why two names may mean one: the surest first."""

    SPELLING = 0
    """They differ in spelling only."""
    SHORT_FORM = 1
    """One has usual short forms of what the other spells out."""
    PLACE = 2
    """They differ in the places that stand before them."""
    LETTERS = 3
    """They differ in few letters, and in none by which schools are told apart."""

    @property
    def code(self) -> str:
        """The word for it in answers."""
        return self.name.lower()


def forms_of(entities: pl.DataFrame, places: PlacePrefixes) -> pl.DataFrame:
    """Each form of each name of some entities, numbered by `n`: with `label`, `region`, `name` as written and `alias`.

    `text` is the form and `rule` how it came about; `place` the smallest place that was left out, if any; `proper` how
    many letters of it tell schools apart, `least` how many of the name's form without places; `part` whether it names a
    part of a school."""
    names = _names(entities)
    key = names.with_columns(text="key", rule=pl.lit(int(Rule.SPELLING), pl.UInt8()), place=pl.lit(None, pl.String()))
    core = key.with_columns(core_name_expr(pl.col("key")).alias("text"), rule=pl.lit(int(Rule.SHORT_FORM), pl.UInt8()))
    rests, left_out = _without_places(names.select("key", "region").iter_rows(), places)
    less = pl.DataFrame({"rest": rests, "place": left_out}, schema={"rest": pl.String(), "place": pl.String()})
    placed = (
        names.hstack(less)
        .filter(pl.col("place").is_not_null())
        .with_columns(core_name_expr(pl.col("rest")).alias("text"), rule=pl.lit(int(Rule.PLACE), pl.UInt8()))
        .drop("rest")
    )
    columns = [name for name in key.columns if name != "key"]
    forms = pl.concat([frame.select(columns) for frame in (key, core, placed)])
    forms = forms.sort("n", "rule", "alias").unique(["n", "text", "place"], keep="first", maintain_order=True)
    text = pl.col("text")
    forms = forms.with_columns(proper=proper_letters(text), part=is_of_a_part(text))
    return forms.with_columns(least=pl.col("proper").min().over("n", "name"))


def _names(entities: pl.DataFrame) -> pl.DataFrame:
    """Every name of every entity, once, with its key."""
    own = entities.select("n", "label", "region", "name", "aliases")
    others = own.drop("name").rename({"aliases": "name"}).explode("name").drop_nulls("name")
    own = own.drop("aliases").with_columns(alias=pl.lit(value=False))
    others = others.with_columns(alias=pl.lit(value=True))
    names = pl.concat([own, others.select(own.columns)])
    names = names.with_columns(key=name_keys(names["name"])).filter(pl.col("key") != "")
    return names.sort("n", "alias", "name").unique(["n", "key"], keep="first", maintain_order=True)


def _without_places(
    names: Iterable[tuple[str, str | None]], places: PlacePrefixes
) -> tuple[list[str | None], list[str | None]]:
    """What is left of each name, and the smallest place left out; nothing for names without places."""
    rests: list[str | None] = []
    left_out: list[str | None] = []
    for key, region in names:
        found = places.without(key, region)
        rests.append(found[0] if found else None)
        left_out.append(found[1] if found else None)
    return rests, left_out
