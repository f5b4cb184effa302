from __future__ import annotations

import pytest

from loaders.names import derived_id, digest, natural, normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("昆明市第一中学（东校区）", "昆明市第一中学(东校区)"),
        ("磨憨—磨丁合作区", "磨憨-磨丁合作区"),
        ("磨憨——磨丁合作区", "磨憨-磨丁合作区"),
        ("“1+3”教育联盟", "1＋3教育联盟"),
        ("ABC 学校", "ａｂｃ学校"),
        ("阿坝·师范附小", "阿坝师范附小"),
        ("昆明\u200b一中\ufeff", "昆明一中"),
    ],
)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)
    assert derived_id("school", "530102", one) == derived_id("school", "530102", other)


def test_other_names_stay_apart() -> None:
    assert normalise("第一中学") != normalise("第二中学")
    assert normalise("磨憨-磨丁") != normalise("磨憨磨丁")


def test_an_id_tells_the_kind_the_region_and_the_name() -> None:
    assert derived_id("school", "530102", "一中").startswith("school-530102-")
    assert derived_id("school", None, "一中").startswith("school-000000-")
    ids = {derived_id(kind, code, "一中") for kind in ("school", "group") for code in ("530102", "530124", None)}
    assert len(ids) == 6


def test_a_digest_keeps_its_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert len(digest("a", length=32)) == 32


def test_locators_are_ordered_by_their_numbers() -> None:
    assert sorted(["L57", "a", "L9", "10", "L9a", "9"], key=natural) == ["L9", "L9a", "L57", "a", "9", "10"]
