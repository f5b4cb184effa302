"""What the search looks through: all forms of a thing's names, made at load and kept with it.

Each form stands on a line of its own, so that a search tells a whole form and the beginning of one from what is held
somewhere in one: keys of the names, short forms of them (昆明三中, 昆三中), their pinyin, initials, and the code."""

from __future__ import annotations

import polars as pl

from graph.values.core_names import core_name_expr
from graph.values.name_keys import name_keys
from graph.values.pinyin import pinyin_expr, readings_of
from graph.values.short_forms import NUMERALS
from graph.values.short_places import PEOPLES

_CLASS = "(?:特别行政区|自治[区州县旗]|地区|新区|林区|特区|[省市县区州盟旗])"
_NOT_OF_SCHOOLS = r"[\p{Han}&&[^校学园院]]"
"""No place ends in these: 校区 and 学区 are no names of divisions."""
_AUTONOMOUS = rf"^(\p{{Han}}{{2,6}}?){PEOPLES}自治[区州县旗]"
_PLACE = rf"^(\p{{Han}}{{1,3}}?{_NOT_OF_SCHOOLS}){_CLASS}"
_SECOND_PLACE = rf"^(\p{{Han}}{{3,7}}?{_NOT_OF_SCHOOLS}){_CLASS}"
_NUMBERED = rf"^(\p{{Han}})\p{{Han}}{{1,3}}?([{NUMERALS}]+[中小])$"
_DERIVED_ID = "-[0-9a-f]{10}$"


def search_texts(ids: pl.Series, names: pl.Series, aliases: pl.Series | None = None) -> pl.Series:
    """The search text of things with these ids, names and lists of aliases."""
    none = pl.lit(None, pl.List(pl.String()))
    things = pl.DataFrame({"id": ids, "name": names}).with_row_index("n")
    things = things.with_columns(aliases=none if aliases is None else aliases)
    called = pl.concat(
        [things.select("n", "name"), things.select("n", name="aliases").explode("name")], how="vertical"
    ).drop_nulls()
    called = called.with_columns(key=name_keys(called["name"]))
    codes = things.filter(~pl.col("id").str.contains(_DERIVED_ID)).select("n", "id")
    forms = pl.concat([_forms(called), codes.select("n", form=name_keys(codes["id"]))])
    lines = forms.filter(pl.col("form") != "").group_by("n").agg(pl.col("form").unique(maintain_order=True))
    text = things.select("n").join(lines, on="n", how="left", maintain_order="left")
    joined = text.select("\n" + pl.col("form").fill_null([""]).list.join("\n") + "\n")
    return joined.to_series().rename("search_text")


def _forms(called: pl.DataFrame) -> pl.DataFrame:
    """All forms of keys, in a fixed order: n, form. The longest is read as pinyin, and the shortest ones."""
    key = pl.col("key")
    bare = key.str.replace(_AUTONOMOUS, "${1}").str.replace(_PLACE, "${1}").str.replace(_SECOND_PLACE, "${1}")
    short = called.with_columns(bare=bare).with_columns(core=core_name_expr(key), least=core_name_expr(pl.col("bare")))
    short = short.with_columns(letters=pl.col("least").str.replace(_NUMBERED, "${1}${2}"))
    written = short.unpivot(["key", "bare", "core", "least", "letters"], index="n", value_name="form")
    read = written.filter(
        pl.col("variable").is_in(["key", "least", "letters"]) & pl.col("form").str.contains(r"\p{Han}")
    )
    written = written.select("n", "form")
    if read.is_empty():
        return written
    letters = set("".join(read["form"].unique()))
    syllables, initials = pinyin_expr(pl.col("form"), readings_of(letters))
    spelled = read.select("n", syllables.alias("syllables"), initials.alias("initials"))
    return pl.concat(
        [written, spelled.select("n", form="syllables"), spelled.select("n", form="initials")], how="vertical"
    )
