"""Which region of China a text means, however it is written."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.values.short_places import short_spellings
from loaders.identity import Entity, Unresolved
from loaders.places import Places

AS_WRITTEN = {
    # the 21 spellings of one published case
    "北京市/市辖区/东城区": "110101",
    "北京市/北京市/海淀区": "110108",
    "重庆市/县/巫山县": "500237",
    "湖北省/省直辖县级行政区划/仙桃市": "429004",
    "湖北省/仙桃市": "429004",
    "新疆维吾尔自治区/自治区直辖县级行政区划/石河子市": "659001",
    "云南省昆明市富民县": "530124",
    "云南省-昆明市-富民县": "530124",
    "云南省 昆明市 富民县": "530124",
    "云南/昆明/富民": "530124",
    "内蒙古/呼和浩特/新城区": "150102",
    "昆明市": "530100",
    "530124000000": "530124",
    "530124001": "530124",
    "530124.0": "530124",
    "５３０１２４": "530124",
    "云南省／昆明市／富民县": "530124",
    "云南省>昆明市>富民县": "530124",
    "广东省/东莞市": "441900",
    "海南省/三亚市/吉阳区": "460203",
    "广西/南宁市/青秀区": "450103",
    # and their kinds
    "530124": "530124",
    "530124000": "530124",
    "530124001201": "530124",
    "530124001000.0": "530124",
    "530100000000": "530100",
    "530000000000": "530000",
    "441900003000": "441900",
    "\u202a530112\u200b": "530112",
    " 530 112 ": "530112",
    "530124 富民县": "530124",
    "富民县530124": "530124",
    "天津市市辖区和平区": "120101",
    "重庆市县巫山县": "500237",
    "重庆市/重庆市/市辖区/巴南区": "500113",
    "湖北省省直辖县级行政区划仙桃市": "429004",
    "海南省/省直辖县级行政区划/白沙黎族自治县": "469025",
    "河南省/省直辖县级行政区划/济源市": "419001",
    "云南昆明富民": "530124",
    "中国/云南省/昆明市": "530100",
    "中国云南省": "530000",
    "朝阳区（北京市）": "110105",
    "富民县, 昆明市, 云南省": "530124",
    "富民县(530124)": "530124",
    "'530124": "530124",
    "云南富民": "530124",
    "云南省富民县": "530124",
    "云南·昆明·富民": "530124",
    "云南省→昆明市→富民县": "530124",
    "云南省，昆明市，富民县": "530124",
    "云南省|昆明市|富民县": "530124",
    "云南省＞昆明市＞富民县": "530124",
    "云南省／昆明市富民县": "530124",
    "云南": "530000",
    "昆明": "530100",
    "富民": "530124",
    "内蒙古": "150000",
    "新疆": "650000",
    "广西": "450000",
    "广西省": "450000",
    "宁夏": "640000",
    "西藏": "540000",
    "湘西州": "433100",
    "阿坝州": "513200",
    "黔西南": "522300",
    "积石山县": "622927",
    "三都县": "522732",
    "鄂温克旗": "150724",
    "科左中旗": "150521",
    "越秀": "440104",
    "浦东": "310115",
    "內蒙古自治區烏蘭察布市": "150900",
    "內蒙古自治區/烏蘭察布市/豐鎮市": "150981",
    "⻘海/⻄宁市": "630100",
    "云 南 省": "530000",
    "吉林省吉林市": "220200",
    "吉林/吉林": "220200",
    "甘肃省东乡县": "622926",
    "甘肃/东乡县": "622926",
    "甘肃/临夏/东乡": "622926",
    "张家口市/桥东区": "130702",
    "宁波江北区": "330205",
    "浙江/江北区": "330205",
    "公主岭市": "220184",
    "铜仁市": "520600",
    "三元区": "350404",
    "济南市中区": "370103",
    "四川省阿坝州阿坝县": "513231",
    "北京朝阳": "110105",
    # a short form that several bear, of which one holds the others
    "淮安": "320800",
    "江苏/淮安": "320800",
    "承德": "130800",
    "吉林": "220000",
    "河北": "130000",
    "河南": "410000",
    "黄南/河南": "632324",
}


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_a_place_is_found_however_it_is_written(china: Places, text: str) -> None:
    assert china.find(text).id == AS_WRITTEN[text]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("朝阳区", ["110105", "220104"]),
        ("朝阳", ["110105", "211300", "211321", "220104"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
        ("海南", ["150303", "460000", "632500"]),
        ("伊宁", ["654002", "654021"]),
        ("新城区", ["150102", "610102"]),
    ],
)
def test_a_name_that_several_bear_is_ambiguous(china: Places, text: str, candidates: list[str]) -> None:
    with pytest.raises(Unresolved, match="ambiguous") as error:
        china.find(text)
    assert [one.partition(" ")[0] for one in error.value.candidates] == candidates


@pytest.mark.parametrize(
    "text",
    [
        "云南省/昆明市/海淀区",
        "云南省昆明市海淀区",
        "昆明市/云南省/富民县",
        "云南省/昆明市/富民县/永定街道",
        "云南省/某市/富民县",
        "某省/昆明市/富民县",
        "市辖区",
        "北京市/市辖区",
        "市辖区/东城区",
        "县",
        "530199",
        "5301240",
        "53012400",
        "530124富民市",
        "530124/曲靖市",
        "530100001000",
        "530199000000",
        "110100",
        "长顺市",
        "大理石",
        "北京大学",
        "",
        "/",
        "x-530100-new",
    ],
)
def test_what_does_not_fit_is_not_ignored(china: Places, text: str) -> None:
    with pytest.raises(Unresolved):
        china.find(text)


@pytest.mark.parametrize(
    ("text", "said", "candidates"),
    [
        (
            "330104",
            "330104 was 江干区 in 浙江省杭州市, last in the register of 2020; write 330102 上城区",
            ["330102", "330114"],
        ),
        ("110103", "write 110101 东城区", ["110101"]),
        ("530121", "呈贡县", ["530114"]),
        ("411222", "check whether 411203 陕州区", ["411203"]),
        ("371202", "莱城区", ["370116"]),
        ("370284", "write 370211 黄岛区", ["370211"]),
        ("江干区", "write 330102 上城区, or 330114 钱塘区", ["330102", "330114"]),
        ("江干", "330104 was 江干区", ["330102", "330114"]),
        ("河南省/三门峡市/陕县", "411203 陕州区", ["411203"]),
        ("河南省三门峡市陕县", "411203 陕州区", ["411203"]),
        ("山东省/莱芜市/莱城区", "370116 莱芜区", ["370116"]),
        ("贵州省黔西县", "520581 黔西市", ["520581"]),
        ("平泉县", "130881 平泉市", ["130881"]),
        ("江西省/东乡县", "361003 东乡区", ["361003"]),
        ("襄樊市", "420600 was 襄樊市 in 湖北省, last in the register of 2009; check whether 420600", ["420600"]),
        ("莱芜市", "371200 was 莱芜市 in 山东省, last in the register of 2017; check whether 370100", ["370100"]),
        ("湖北省襄樊市襄阳区", "420607 襄州区", ["420607"]),
        ("云南省昭通地区鲁甸县", "昭通地区", ["530621"]),
        ("新津县", "510132 was 新津县", ["510118"]),
        ("江北区", "500105 was 江北区 in 重庆市, last in the register of 2024", ["330205"]),
        ("重庆市/江北区", "500105 was 江北区", []),
        ("桥东区", "it may be 130702 桥东区, but", ["130702", "130502"]),
        ("河北桥东区", "it may be 130702 桥东区, but", ["130702", "130502"]),
        ("清河区", "it may be 211204 清河区, but 320802 was 清河区 in 江苏省淮安市", ["211204", "320812"]),
        ("东乡县", "it may be 622926 东乡族自治县", ["622926", "361003"]),
    ],
)
def test_what_was_abolished_is_told(china: Places, text: str, said: str, candidates: list[str]) -> None:
    with pytest.raises(Unresolved) as error:
        china.find(text)
    assert said in error.value.reason
    assert [one.partition(" ")[0] for one in error.value.candidates] == candidates


def test_candidates_come_from_below_the_part_that_is_known(china: Places) -> None:
    with pytest.raises(Unresolved, match="is unknown: 530100 昆明市 holds no '富源县'") as error:
        china.find("云南省/昆明市/富源县")
    assert "530124 富民县" in error.value.candidates
    assert {one[:4] for one in error.value.candidates} == {"5301"}


def test_a_code_that_is_only_a_heading_says_so(china: Places) -> None:
    with pytest.raises(Unresolved, match="is only a heading in 110000 北京市"):
        china.find("110100")


def test_decisions_settle_a_text() -> None:
    regions = [Entity("Region", "130000", "河北省"), Entity("Region", "130881", "平泉市", (), "130000", "county")]
    places = Places(regions, {"平泉县": "河北省/平泉市", "甲": "乙"})
    assert places.find("平泉 县").id == "130881"
    assert places.knows("平泉县")
    assert places.find("河北省/平泉县").id == "130881"
    assert places.find("河北省平泉县").id == "130881"
    with pytest.raises(Unresolved, match="means '乙' by a decision, which is unknown"):
        places.find("甲")


def test_a_decision_on_a_name_holds_in_its_own_place_only(china: Places) -> None:
    places = Places(china, {"江北区": "330205", "海南": "海南", "桥东区": "张家口市/桥东区"})
    assert places.find("江北区").id == places.find("浙江省/江北区").id == "330205"
    assert places.find("桥东区").id == "130702"
    for text in ("重庆市/江北区", "海南"):
        with pytest.raises(Unresolved):
            places.find(text)


ENGLAND = [
    Entity("Region", "gb:E12000007", "London", ("Greater London",), None, "province"),
    Entity("Region", "gb:E09000007", "Camden", (), "gb:E12000007", "county"),
    Entity("Region", "gb:E09000001", "City of London", (), "gb:E12000007", "county"),
    Entity("Region", "gb:E06000021", "Stoke-on-Trent", (), None, "county"),
]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("gb:E09000007", "gb:E09000007"),
        (" gb:e09000007", "gb:E09000007"),
        ("E09000007", "gb:E09000007"),
        ("Camden", "gb:E09000007"),
        ("camden", "gb:E09000007"),
        ("London/Camden", "gb:E09000007"),
        ("Greater London > Camden", "gb:E09000007"),
        ("City of London", "gb:E09000001"),
        ("Stoke-on-Trent", "gb:E06000021"),
    ],
)
def test_another_register_has_ids_and_names_of_its_own(text: str, id_: str) -> None:
    assert Places(ENGLAND, register="gb").find(text).id == id_


def test_a_code_is_of_the_folders_register_first() -> None:
    regions = [Entity("Region", "530124", "富民县"), Entity("Region", "us:530124", "Some County")]
    assert Places(regions, register="us").find("530124").id == "us:530124"
    assert Places(regions).find("530124").id == "530124"


def test_a_name_of_another_register_has_no_short_forms() -> None:
    places = Places([Entity("Region", "jp:13", "东京县"), Entity("Region", "gb:1", "富民县")])
    with pytest.raises(Unresolved):
        places.find("富民")


def test_a_region_is_added_once_and_brings_its_names() -> None:
    places = Places()
    first = places.add(Entity("Region", "530124", "富民县", (), None, "county"))
    assert places.add(Entity("Region", "530124", "Fumin County", (), "530100", "county")) is first
    assert first.aliases == ("Fumin County",)
    assert first.region == "530100"
    assert places.find("fumin county") is first
    assert places.get("530124") is first
    assert places.get("530125") is None


def test_what_holds_a_region(china: Places) -> None:
    assert list(china.codes_above("530124")) == ["530100", "530000"]
    assert china.lies_in("530124", "530000")
    assert china.lies_in("530124", "530124")
    assert not china.lies_in("530000", "530124")
    assert list(china.codes_above("nowhere")) == []


@pytest.mark.parametrize("name", ["平和县", "呼和浩特", "和平区", "兰州市皋兰县", "平泉县", "甘谷", "佳木斯"])
def test_names_of_places_are_known(china: Places, name: str) -> None:
    assert china.knows(name)


@pytest.mark.parametrize("name", ["三县", "实验小学", "和", "呼", "张三和李四"])
def test_other_names_are_not(china: Places, name: str) -> None:
    assert not china.knows(name)


@given(data=st.data())
def test_a_path_in_any_spelling_is_never_another_place(china: Places, data: st.DataObject) -> None:
    """Names in full or short, parts left out, any separator: the region, one that holds it, or none."""
    region = data.draw(st.sampled_from(list(china)))
    holders = [holder for id_ in china.codes_above(region.id) if (holder := china.get(id_))]
    named = [*(one for one in reversed(holders) if data.draw(st.booleans())), region]
    spelt = [data.draw(st.sampled_from([one.name, *short_spellings(one.name)])) for one in named]
    text = data.draw(st.sampled_from(["", "/", "／", " ", "-", ">", "，"])).join(spelt)
    try:
        found = china.find(text)
    except Unresolved:
        return
    is_short_of_all = china.get(found.id) is not None and found.level == "province" and text == found.name[:-1]
    assert china.lies_in(region.id, found.id) or is_short_of_all


@given(text=st.text(st.sampled_from("云南省昆明市富民县区/ 0123456789.-朝阳，\u200b第一")))
@example("5" * 400)
@example("/" * 400)
@example("市辖区" * 100)
def test_any_text_is_a_region_or_unresolved(china: Places, text: str) -> None:
    with suppress(Unresolved):
        assert china.get(china.find(text).id)
    china.split_prefix(text)
    china.less_places(text, "530124")
    china.knows(text)
