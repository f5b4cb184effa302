"""Likely same schools and groups: which pairs are found, which are not, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import pytest

from graph.matches import PAIRS, find_matches
from tests.graph.matches.made_up import made_up, regions

REGIONS = pl.DataFrame(
    [
        ("53", "云南省", None),
        ("5301", "昆明市", "53"),
        ("530102", "五华区", "5301"),
        ("530128", "禄劝彝族苗族自治县", "5301"),
        ("51", "四川省", None),
        ("510114", "新都区", "51"),
    ],
    schema=["id", "name", "parent"],
    orient="row",
).with_columns(aliases=pl.lit([], pl.List(pl.String())))
NO_PAIRS = pl.DataFrame(schema={"id": pl.String(), "other_id": pl.String()})
SCHEMA = {
    "id": pl.String(),
    "name": pl.String(),
    "region": pl.String(),
    "label": pl.String(),
    "aliases": pl.List(pl.String()),
    "datasets": pl.List(pl.String()),
    "whole": pl.String(),
}


def entity(id_: str, name: str, region: str | None = "530102", **others: Any) -> dict[str, Any]:
    """A school of a dataset that nothing else is of."""
    return {"id": id_, "name": name, "region": region, "label": "School", "aliases": [], "datasets": [id_],
            "whole": id_, **others}  # fmt: skip


def matches(*entities: dict[str, Any], apart: Sequence[tuple[str, str]] = ()) -> list[dict[str, Any]]:
    pairs = pl.DataFrame(apart, schema=NO_PAIRS.schema, orient="row")
    return find_matches(pl.DataFrame(list(entities), schema=SCHEMA), REGIONS, pairs).to_dicts()


def rule_of(one: str, other: str, **others: Any) -> str | None:
    found = matches(entity("a", one, **others), entity("b", other, **others))
    return found[0]["rule"] if found else None


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("⻘山⼩学", "青山小学", "spelling"),
        ("第１中学（东校区）", "第一中学(东校区)", "spelling"),
        ("師範附小", "师范 附小", "spelling"),
        ("第一中学", "一中", "short_form"),
        ("昆明市第12中学", "昆明市十二中", "short_form"),
        ("云南师范大学附属小学", "云南师大附小", "short_form"),
        ("第一中学东校区", "一中（东校区）", "short_form"),
        ("红星小学（原朝阳小学）", "红星小学", "short_form"),
        ("昆明市第三中学", "昆明三中", "place"),
        ("昆明市第三中学", "昆三中", "place"),
        ("昆明市第三中学", "市三中", "place"),
        ("昆明市五华区红旗小学", "红旗小学", "place"),
        ("云南省昆明市第三中学", "五华区第三中学", None),
        ("昆明市红旗小学", "五华区红旗小学", "place"),
        ("九龙镇中心学校", "九龙中心学校", "letters"),
        ("青山镇小学", "青山小学", "letters"),
    ],
)
def test_names_of_one_school_are_found_with_the_reason(one: str, other: str, rule: str | None) -> None:
    assert rule_of(one, other) == rule


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第七小学", "第八小学"),
        ("第一中学", "第一小学"),
        ("第一中学", "第一高级中学"),
        ("第十小学", "第十实验小学"),
        ("红旗小学", "红旗小学分校"),
        ("红旗小学（东校区）", "红旗小学（西校区）"),
        ("北京师范大学附属小学丽水分校", "北京师范大学附属小学丽江分校"),
        ("上坪小学", "下坪小学"),
        ("大青山中心小学", "青山中心小学"),
        ("新华小学", "新华路小学东校区"),
        ("青山镇双河村小学", "青山镇双江村小学"),
        ("昆明市第一中学", "五华区第一中学"),
        ("昆明市实验小学", "五华区实验小学"),
        ("实验小学", "五华区新实验小学"),
        ("云南大学附属中学", "大学附属中学"),
        ("红旗小学", "红星小学"),
    ],
)
def test_names_of_two_schools_are_not(one: str, other: str) -> None:
    assert matches(entity("a", one), entity("b", other)) == []


def test_groups() -> None:
    one = entity("g1", "昆明市第三中学教育集团", label="EducationGroup")
    assert [row["rule"] for row in matches(one, entity("g2", "昆三中集团", label="EducationGroup"))] == ["place"]
    assert matches(one, entity("g2", "昆明市第三中学教育联盟", label="EducationGroup")) == []
    assert matches(one, entity("s1", "昆三中集团")) == []


def test_a_pair_says_who_and_why() -> None:
    one = entity("a", "昆明市第三中学", "5301", aliases=["昆三中"], datasets=["report"])
    other = entity("b", "昆三中", datasets=["list", "other"])
    (found,) = matches(other, one)
    assert list(found) == list(PAIRS)
    assert found == {
        "score": 99.0, "rule": "spelling", "label": "School", "id": "a", "name": "昆明市第三中学", "region": "5301",
        "datasets": ["report"], "compared": "昆三中", "other_id": "b", "other_name": "昆三中", "other_region": "530102",
        "other_datasets": ["list", "other"], "other_compared": "昆三中",
    }  # fmt: skip


def test_the_surest_stand_first() -> None:
    entities = [
        ("a", "九龙镇中心学校"),
        ("b", "九龙中心学校"),
        ("c", "第一中学"),
        ("d", "一中"),
        ("e", "龙翔小学"),
        ("f", "龙翔 小学"),
    ]
    found = matches(*(entity(*one) for one in entities))
    assert [(row["id"], row["other_id"], row["score"]) for row in found] == [
        ("e", "f", 100.0),
        ("c", "d", 97.0),
        ("a", "b", 82.3),
    ]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("530102", "530102", True),
        ("530102", "530128", False),
        ("5301", "530102", True),
        ("53", "530102", True),
        ("51", "530102", False),
        (None, "530102", True),
        ("nowhere", "nowhere", True),
        ("nowhere", "530102", False),
    ],
)
def test_a_pair_lies_in_one_region_or_one_holds_the_other(one: str | None, other: str, found: bool) -> None:
    assert len(matches(entity("a", "红旗小学", one), entity("b", "红旗 小学", other))) == found


def test_a_number_alone_tells_a_school_in_its_own_region_only() -> None:
    """A city has a 第一中学 in each of its counties."""
    assert matches(entity("a", "第一中学", "5301"), entity("b", "一中", "530102")) == []
    assert len(matches(entity("a", "昆明市第一中学", "5301"), entity("b", "昆明一中", "530102"))) == 1
    assert matches(entity("a", "第一中学", None), entity("b", "一中", "530102")) == []


def test_one_list_that_names_both_means_two() -> None:
    both = {"datasets": ["list"]}
    assert rule_of("九龙镇中心学校", "九龙中心学校", **both) is None
    assert rule_of("昆明市红旗小学", "五华区红旗小学", **both) is None
    assert rule_of("第一中学", "一中", **both) == "short_form"


def test_few_letters_are_nothing_beside_a_surer_pair() -> None:
    found = matches(entity("a", "九龙镇中心学校"), entity("b", "九龙中心学校"), entity("c", "九龙 中心学校"))
    assert [(row["id"], row["other_id"]) for row in found] == [("b", "c")]


def test_a_school_is_not_held_against_its_campuses() -> None:
    one, other = entity("a", "红旗小学"), entity("b", "红旗 小学")
    assert matches(one, {**other, "whole": "a"}) == []
    assert matches({**one, "whole": "x"}, {**other, "whole": "x"}) == []


def test_what_is_known_to_be_two_is_left_out() -> None:
    one, other = entity("a", "红旗小学"), entity("b", "红旗 小学")
    for pair in (("a", "b"), ("b", "a")):
        assert matches(one, other, apart=[pair]) == []
    assert len(matches(one, other, apart=[("a", "c")])) == 1


def test_of_a_crowd_each_is_held_against_the_first() -> None:
    found = matches(*(entity(f"s{n:03}", "红旗小学") for n in range(200)))
    assert [(row["id"], row["other_id"]) for row in found] == [("s000", f"s{n:03}") for n in range(1, 200)]


def test_nothing_makes_no_pairs() -> None:
    assert matches() == []
    assert matches(entity("a", "·"), entity("b", "—")) == []


@pytest.mark.long
def test_twins_in_a_country(sized: Callable[[int, int], int], record_property: Callable[[str, object], None]) -> None:
    """At least 95 % of the planted twins, and at most 3 candidates a twin; seconds and memory stand in docs/long.md."""
    schools = sized(5_000, 100_000)
    entities, twins = made_up(schools, schools // 50)
    found = find_matches(entities, regions(), NO_PAIRS)
    pairs = set(found.select("id", "other_id").iter_rows())
    record_property("found", f"{len(pairs & twins)} of {len(twins)} twins among {len(pairs)} candidates")
    assert len(twins) == schools // 50
    assert len(pairs & twins) >= 0.95 * len(twins)
    assert len(pairs) <= 3 * len(twins)
