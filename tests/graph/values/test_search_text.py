"""The forms by which names are found, and how what is typed may be read as pinyin."""

from __future__ import annotations

import polars as pl
import pytest

from graph.values.search_text import search_texts
from graph.values.syllables import read_as_pinyin


def _forms(name: str, id_: str = "school-530100-0123456789", aliases: list[str] | None = None) -> list[str]:
    kept = pl.Series([aliases], dtype=pl.List(pl.String()))
    (text,) = search_texts(pl.Series([id_]), pl.Series([name]), kept)
    assert text.startswith("\n")
    assert text.endswith("\n")
    return str(text).strip("\n").split("\n")


def test_the_forms_of_a_school() -> None:
    assert _forms("昆明市第3中学", aliases=["昆中"]) == [
        "昆明市第三中学", "昆中", "昆明第三中学", "昆明市三中", "昆明三中", "昆三中",
        "·KUN·MING·SHI·DI·SAN·ZHONG·XUE", "·KUN·ZHONG", "·KUN·MING·SAN·ZHONG", "·KUN·SAN·ZHONG",
        "kmsdszx", "kz", "kmsz", "ksz",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("禄劝彝族苗族自治县第一中学", {"禄劝第一中学", "禄劝一中", "·LU·QUAN·YI·ZHONG"}),
        ("云南省昆明市第三中学", {"云南昆明第三中学", "云南昆明三中"}),
        ("大理白族自治州", {"大理", "·DA·LI", "dl"}),
        ("滨海新区", {"滨海"}),
        ("昆明市第三中学呈贡校区", {"昆明三中呈贡校区"}),
        ("重庆谢家湾小学", {"·CHONG·QING·XIE·JIA·WAN·XIAO·XUE"}),
        ("吕梁市", {"·LV·LIANG"}),
    ],
)
def test_short_forms_and_how_they_are_read(name: str, forms: set[str]) -> None:
    assert forms <= set(_forms(name))


def test_a_given_code_is_a_form_and_a_derived_id_is_none() -> None:
    assert _forms("Fengzhen No.1") == ["fengzhenno.1"]
    assert _forms("City", "gb:E09000001") == ["city", "gb:e09000001"]


def test_a_column_is_done_as_each_of_its_names() -> None:
    names = ["昆明市第三中学", "City of London", "‮<b>", "重庆市", "昆" * 500]
    ids = [f"s{n}" for n in range(len(names))]
    together = search_texts(pl.Series(ids), pl.Series(names)).to_list()
    for name, id_, text in zip(names, ids, together, strict=True):
        assert text.strip("\n").split("\n") == _forms(name, id_)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kunsanzhong", "·KUN·SAN·ZHONG"), ("kunsanzh", "·KUN·SAN·ZH"), ("lüliang", "·LV·LIANG"),
        ("kūnmíng", "·KUN·MING"), ("k", "·K"),
    ],
)  # fmt: skip
def test_what_is_typed_is_read_as_syllables(typed: str, first: str) -> None:
    assert read_as_pinyin(typed)[0] == first


def test_syllables_may_be_cut_in_more_than_one_way_but_not_in_any_number_of_them() -> None:
    assert {"·XIAN", "·XI·AN"} <= set(read_as_pinyin("xian"))
    assert len(read_as_pinyin("an" * 30)) <= 8
    assert read_as_pinyin("ksz") == read_as_pinyin("昆明") == read_as_pinyin("a b") == []
