"""Likely same schools and groups: pairs whose names may mean one thing in one place, each with the reason.

Nothing is compared with everything: pairs are found where a form of one name is a form of another, or becomes it by one
letter less, in one region. So the work grows with the names, not with their square."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from rapidfuzz import fuzz

from graph.matches.forms import Rule, forms_of
from graph.matches.place_prefixes import NamedPlace, PlacePrefixes
from graph.values.core_names import APART

_LESS = {Rule.SPELLING: 0, Rule.SHORT_FORM: 3, Rule.PLACE: 6, Rule.LETTERS: 10}
"""What a score loses by its rule; and by an alias one more."""
_CLASS_LETTERS = "镇乡村路街县市区"
"""Letters that stand for what a place is, and are often left out."""
_SHORT = 4
"""Of so many letters one is too many to differ, but for those."""
_LONG = 10
"""From so many letters on, one that is another makes no other name."""
_CROWD = 6
"""Of more bearers of one form in one place each is held against the first only."""
PAIRS = {
    "score": pl.Float64(),
    "rule": pl.String(),
    "label": pl.String(),
    "id": pl.String(),
    "name": pl.String(),
    "region": pl.String(),
    "datasets": pl.List(pl.String()),
    "compared": pl.String(),
    "other_id": pl.String(),
    "other_name": pl.String(),
    "other_region": pl.String(),
    "other_datasets": pl.List(pl.String()),
    "other_compared": pl.String(),
}
"""Columns of the pairs: `compared` are the names, or aliases, that are alike."""


def find_matches(entities: pl.DataFrame, regions: pl.DataFrame, apart: pl.DataFrame) -> pl.DataFrame:
    """Pairs of entities that may be one, the surest first, as `PAIRS`.

    `entities` have label, id, name, aliases, region, datasets and `whole` (the school that one is a campus of, or its
    own id); `regions` id, name, aliases and parent; `apart` pairs of ids (id, other_id) that are known to be two."""
    places = PlacePrefixes(
        NamedPlace(id_, name, tuple(aliases or ()), parent)
        for id_, name, aliases, parent in regions.select("id", "name", "aliases", "parent").iter_rows()
    )
    numbered = entities.sort("id").with_row_index("n")
    forms = forms_of(numbered, places)
    above = _regions_above(numbered["region"], places)
    pairs = _scored(pl.concat([_same_forms(forms), *_same_across(forms, above), *_letters_differ(forms)]))
    ours = numbered.select("n", "label", "id", "name", "region", "datasets", "whole")
    others = ours.drop("label").rename({name: f"other_{name}" for name in ours.columns if name not in ("n", "label")})
    pairs = pairs.join(ours, on="n").join(others.rename({"n": "other"}), on="other")
    pairs = pairs.filter(pl.col("whole") != pl.col("other_whole"))
    pairs = _without_doubtful(pairs)
    both = pl.concat([apart.select("id", "other_id"), apart.select(id="other_id", other_id="id")])
    pairs = pairs.join(both, on=["id", "other_id"], how="anti")
    codes = {int(rule): rule.code for rule in Rule}
    pairs = pairs.with_columns(pl.col("rule").replace_strict(codes, return_dtype=pl.String()))
    return pairs.sort(-pl.col("score"), "id", "other_id").select(*PAIRS)


def _scored(found: pl.DataFrame) -> pl.DataFrame:
    """Each pair once, by its best form, with its score."""
    alike = [fuzz.ratio(one, other) for one, other in found.select("text", "other_text").iter_rows()]
    less = pl.col("rule").replace_strict({int(rule): lost for rule, lost in _LESS.items()}, return_dtype=pl.Float64())
    score = (pl.Series("alike", alike, dtype=pl.Float64()) - less - pl.col("alias").cast(pl.Float64)).round(1)
    scored = found.with_columns(score=score)
    return scored.sort(-pl.col("score"), "rule", "doubtful", "compared", "other_compared").unique(
        ["n", "other"], keep="first", maintain_order=True
    )


def _without_doubtful(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs without doubtful ones where one list names both; nor are near letters anything beside a surer pair.

    Who lists 梅岭小学 and 梅岭村小学 means two; of two lists each may mean the same by them."""
    in_one_list = pl.col("datasets").list.set_intersection("other_datasets").list.len() > 0
    pairs = pairs.filter(~(pl.col("doubtful") & in_one_list))
    sure = pairs.filter(pl.col("rule") < int(Rule.LETTERS))
    settled = pl.concat([sure["n"], sure["other"]]).implode()
    has_surer = pl.col("n").is_in(settled) | pl.col("other").is_in(settled)
    return pairs.filter((pl.col("rule") < int(Rule.LETTERS)) | ~has_surer)


def _regions_above(regions: pl.Series, places: PlacePrefixes) -> pl.DataFrame:
    """Every region with each of those that hold it: region, within."""
    rows = [(region, holder) for region in regions.unique().drop_nulls().sort() for holder in places.above(region)[1:]]
    return pl.DataFrame(rows, schema={"region": pl.String(), "within": pl.String()}, orient="row")


def _same_forms(forms: pl.DataFrame) -> pl.DataFrame:
    """Pairs that share a form in one region."""
    block = ["label", "region", "text"]
    bearers = pl.col("n").n_unique().over(block)
    several = forms.filter(pl.col("region").is_not_null()).filter(bearers > 1)
    few, crowd = several.filter(bearers <= _CROWD), several.filter(bearers > _CROWD)
    first = crowd.filter(pl.col("n") == pl.col("n").min().over(block))
    pairs = pl.concat([few.join(few, on=block), first.join(crowd, on=block)])
    return _paired(pairs.filter(_may_be_one()))


def _same_across(forms: pl.DataFrame, above: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Pairs that share a form where the region of one holds that of the other, or where one has no region."""
    block = ["label", "within", "text"]
    bearers = pl.col("n").n_unique().over(block)
    lower = forms.join(above, on="region").filter(bearers <= _CROWD)
    upper = forms.rename({"region": "within"})
    pairs = lower.join(upper, on=block)
    yield _paired(pairs.filter((pl.col("proper") > 0) | (pl.col("place") == pl.col("place_right"))))
    somewhere = forms.filter((pl.col("proper") > 1) & (pl.col("n").n_unique().over("label", "text") <= _CROWD))
    nowhere = somewhere.filter(pl.col("region").is_null())
    yield _paired(somewhere.join(nowhere, on=["label", "text"]))


def _letters_differ(forms: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Pairs of one region of which one has a letter more, or, in long names, another letter at one place."""
    block = ["label", "region", "text"]
    length = pl.col("text").str.len_chars()
    shortest = pl.col("rule") == pl.col("rule").max().over("n", "name")
    whole = forms.filter(pl.col("region").is_not_null() & shortest & (pl.col("least") > 1) & ~pl.col("part"))
    shorter = whole.filter(length >= _SHORT - 1)
    # A row for each letter: the text without it.
    less = whole.filter(length >= _SHORT).with_columns(at=pl.int_ranges(length)).explode("at")
    at = pl.col("at")
    less = less.with_columns(
        letter=pl.col("text").str.slice(at, 1),
        less=pl.concat_str(pl.col("text").str.slice(0, at), pl.col("text").str.slice(at + 1)),
    ).filter(~pl.col("letter").is_in(list(APART)))
    enough = (length > _SHORT) | pl.col("letter").is_in(list(_CLASS_LETTERS))
    more = less.filter(enough).join(shorter, left_on=["label", "region", "less"], right_on=block, coalesce=False)
    yield _paired(more, Rule.LETTERS)
    long = less.filter(length >= _LONG)
    changed = long.join(long, on=["label", "region", "less", "at"]).filter(pl.col("letter") != pl.col("letter_right"))
    yield _paired(changed, Rule.LETTERS)


def _paired(pairs: pl.DataFrame, rule: Rule | None = None) -> pl.DataFrame:
    """Pairs of forms as pairs of entities, the first in order before the other, with the less sure rule of both."""
    turned = pl.col("n") > pl.col("n_right")
    doubtful = (pl.col("place") != pl.col("place_right")).fill_null(value=False)
    texts = pl.col("text"), pl.col("text_right") if "text_right" in pairs.columns else pl.col("text")
    return pairs.filter(pl.col("n") != pl.col("n_right")).select(
        pl.max_horizontal("rule", "rule_right") if rule is None else pl.lit(int(rule), pl.UInt8()).alias("rule"),
        n=pl.min_horizontal("n", "n_right"),
        other=pl.max_horizontal("n", "n_right"),
        alias=pl.col("alias") | pl.col("alias_right"),
        doubtful=doubtful if rule is None else pl.lit(value=True),
        text=texts[0],
        other_text=texts[1],
        compared=pl.when(turned).then("name_right").otherwise("name"),
        other_compared=pl.when(turned).then("name").otherwise("name_right"),
    )


def _may_be_one() -> pl.Expr:
    """Where nothing but number and kind is left, the places left out are one, or one name has none."""
    place, other = pl.col("place"), pl.col("place_right")
    return (pl.col("proper") > 0) | place.is_null() | other.is_null() | (place == other)
