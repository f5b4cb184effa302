"""Places within the names of schools."""

from __future__ import annotations

import pytest

from loaders.places import Places


@pytest.mark.parametrize(
    ("text", "id_", "name"),
    [
        ("兴安盟扎赉特旗音德尔第一中学", "152223", "音德尔第一中学"),
        ("興安盟扎賚特旗音德爾第一中學", "152223", "音德爾第一中學"),
        ("內蒙古自治區烏蘭察布市豐鎮第一中學", "150981", "豐鎮第一中學"),
        ("赤峰市敖漢旗箭橋中學", "150430", "箭橋中學"),
        ("通遼市科爾沁左翼后旗甘旗卡第二高級中學", "150522", "甘旗卡第二高級中學"),
        ("通辽市科尔沁左翼后旗甘旗卡二中", "150522", "甘旗卡二中"),
        ("垣曲县垣曲中学", "140827", "垣曲中学"),
        ("右玉县第一中学", "140623", "第一中学"),
        ("广西都安瑶族自治县高级中学", "451228", "高级中学"),
        ("重庆市奉节中学", "500236", "奉节中学"),
        ("青龙满族自治县青龙一中", "130321", "青龙一中"),
        ("广西壮族自治区马山县马山中学", "450124", "马山中学"),
        ("丰镇一中", "150981", "丰镇一中"),
        ("云南省 昆明市 富民县 第一中学", "530124", "第一中学"),
        ("云南昆明富民第1中学", "530124", "富民第1中学"),
        ("昆明市第一中学", "530100", "第一中学"),
        ("北京市市辖区东城区第一小学", "110101", "第一小学"),
        ("三都县民族中学", "522732", "民族中学"),
        ("长春朝阳区实验小学", "220104", "实验小学"),
    ],
)
def test_a_place_before_a_name_is_told_at_any_depth(china: Places, text: str, id_: str, name: str) -> None:
    split = china.split_prefix(text)
    assert split is not None
    assert (split[0].id, split[1]) == (id_, name)


@pytest.mark.parametrize(
    "text",
    [
        "朝阳区实验小学",
        "富民小学",
        "光明小学",
        "北京大学附属中学",
        "河南大学附属中学",
        "吉林大学附属中学昆明分校",
        "和平一中",
        "东乡县第一中学",
        "实验小学",
        "云南省",
        "",
    ],
)
def test_what_may_be_no_place_is_none(china: Places, text: str) -> None:
    assert china.split_prefix(text) is None


def test_a_district_without_its_word_is_part_of_the_name(china: Places) -> None:
    split = china.split_prefix("南京市雨花台小学")
    assert split is not None
    assert (split[0].id, split[1]) == ("320100", "雨花台小学")


@pytest.mark.parametrize(
    ("name", "region", "rest"),
    [
        ("常州市武进区鸣凰中心幼儿园", "320412", {"武进区鸣凰中心幼儿园", "鸣凰中心幼儿园"}),
        ("武进区鸣凰中心幼儿园", "320412", {"鸣凰中心幼儿园"}),
        ("武进鸣凰中心幼儿园", "320412", {"鸣凰中心幼儿园"}),
        (
            "江苏省常州市武进区鸣凰中心幼儿园",
            "320412",
            {"常州市武进区鸣凰中心幼儿园", "武进区鸣凰中心幼儿园", "鸣凰中心幼儿园"},
        ),
        ("鸣凰中心幼儿园", "320412", set()),
        ("无锡市鸣凰中心幼儿园", "320412", set()),
        ("昆明一中", "530102", {"一中"}),
        ("富民小学", "530124", set()),
        ("富民县城小学", "530124", {"城小学"}),
        ("富 民 县 第一中学", "530124", {"第一中学"}),
        ("豐鎮第一中學", "150981", {"第一中學"}),
        ("昆明一中", None, set()),
        ("昆明一中", "nowhere", set()),
    ],
)
def test_a_name_less_its_places(china: Places, name: str, region: str | None, rest: set[str]) -> None:
    assert china.less_places(name, region) == rest
