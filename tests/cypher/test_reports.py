"""Answers on the five reports, counted from the tables of data/seeds by reading them."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import Answer, Library

pytestmark = pytest.mark.sample

DAY = "2025-09-01"


@pytest.fixture
def ask(seeds: Library) -> Any:
    def answer(question: str, **given: Any) -> Answer:
        return seeds.ask(question, given)

    return answer


def named(ask: Any, name: str) -> str:
    """Id of the school, group or region with exactly this name."""
    (id_,) = [row["id"] for row in ask("find", name=name).rows if row["name"] == name]
    return str(id_)


def test_members_of_xiejiawan(ask: Any) -> None:
    rows = ask("members_of_group", group=named(ask, "谢家湾小学教育集团"), as_of=DAY).rows
    assert (rows[0]["name"], rows[0]["role"], rows[0]["since"]) == ("重庆谢家湾小学", "lead", None)
    assert {row["name"]: row["role"] for row in rows[1:]} == {
        "谢家湾（金茂）小学": "branch",
        "铁路小学": "member",
        "华福小学": "member",
        "华梁小学": "member",
    }


def test_a_school_that_left_is_a_member_until_the_end_of_that_year(ask: Any) -> None:
    group = named(ask, "南县实验学校教育集团")
    left = named(ask, "南县实验学校教育集团安庄分校")
    for as_of, member in (("2017-08-31", False), ("2017-09-01", True), ("2024-12-31", True), ("2025-01-01", False)):
        rows = ask("members_of_group", group=group, as_of=as_of).rows
        assert (left in {row["school_id"] for row in rows}) is member, as_of


def test_aid_of_kunming(ask: Any) -> None:
    """29 links have an end in 昆明 or below: 14 go from the city itself; 12 have no date."""
    answer = ask("aid_in_region", region="530100", as_of=DAY)
    assert len(answer.rows) == 29
    assert sum(row["helper_id"] == "530100" for row in answer.rows) == 14
    assert answer.receipt.undated_links == 12
    (paired,) = ask("aid_in_region", region="530124", form="pairing", as_of="2020-09-01").rows[:1]
    assert (paired["helper"], paired["helped"], paired["teachers_received"], paired["students_exchanged"]) == (
        "五华区",
        "富民县",
        164,
        43,
    )
    assert [row["teachers_sent"] for row in answer.rows if row["teachers_sent"]] == [66, 14, 6]


def test_reach_of_kunming_no_3(ask: Any) -> None:
    """It helps four schools, three of them in a county that is known; the three links to 马关 are one step."""
    start = named(ask, "昆明市第三中学")
    one = ask("reach", start=start, hops=1, as_of=DAY)
    assert {row["name"] for row in one.rows} == {
        "呈贡一中",
        "东川易地扶贫搬迁安置中学",
        "昆明市第三中学经开区分校",
        "马关县第一中学",
    }
    assert {row["sentence"] for row in one.rows} >= {"昆明市第三中学帮扶马关县第一中学"}
    assert one.extra["totals"] == {
        "schools": 4,
        "groups": 0,
        "organisations": 0,
        "regions": 0,
        "counties": 3,
        "students": 0,
        "schools_with_students": 0,
    }
    assert one.receipt.undated_links == 3
    # None of the four is tied to anything else.
    assert ask("reach", start=start, hops=2, as_of=DAY).rows == one.rows


def test_reach_of_jinmao_goes_through_its_lead_and_its_group(ask: Any) -> None:
    rows = ask("reach", start=named(ask, "谢家湾（金茂）小学"), hops=2, as_of=DAY).rows
    assert {row["name"]: row["hops"] for row in rows} == {
        "重庆谢家湾小学": 1,
        "谢家湾小学教育集团": 1,
        "铁路小学": 2,
        "华福小学": 2,
        "华梁小学": 2,
    }


def test_spin_offs_of_shazitang(ask: Any) -> None:
    old = named(ask, "砂子塘教育集团")
    rows = [row for row in ask("spin_offs").rows if row["old_id"] == old]
    assert {row["new_name"]: row["since"] for row in rows} == {
        "万境水岸教育集团": "2022",
        "吉联教育集团": None,
        "魅力教育集团": "2023",
    }
    by_2022 = [row["new_name"] for row in ask("spin_offs", as_of="2022-06-01").rows if row["old_id"] == old]
    assert sorted(by_2022) == ["万境水岸教育集团", "吉联教育集团"]


@pytest.mark.parametrize(
    ("region", "given", "numerator", "denominator"),
    [
        # 湖滨区: 13 schools and 4 campuses, each in a group, an alliance or a community.
        ("411202", {}, 13, 13),
        ("411202", {"weight": "campuses"}, 17, 17),
        # Aided: 向川小学, 大安小学 and 磁钟小学; as campuses also 建设路校区.
        ("411202", {"covered_by": "aid"}, 3, 13),
        ("411202", {"covered_by": "aid", "weight": "campuses"}, 4, 17),
        # 向川小学 since 2024-07-15, the two others since 2025.
        ("411202", {"covered_by": "aid", "as_of": "2024-07-15"}, 1, 13),
        ("411202", {"covered_by": "aid", "as_of": "2024-07-14"}, 0, 13),
        # 三门峡市 adds 外国语高级中学 and 甘棠学校, both in a group.
        ("411200", {"covered_by": "group"}, 15, 15),
        # 湘江新区: eight of the nine known schools are in a group, 岳麓一小 is not; 162 schools are reported.
        ("x-430100-xiangjiang", {"covered_by": "group"}, 8, 9),
        ("x-430100-xiangjiang", {"covered_by": "group", "universe": "reported"}, 8, 162),
        # 富民县: 大营中心小学 and 富民一中, both aided.
        ("530124", {"covered_by": "group"}, 0, 2),
        ("530124", {"covered_by": "aid"}, 2, 2),
    ],
)
def test_coverage(ask: Any, region: str, given: dict[str, str], numerator: int, denominator: int) -> None:
    (row,) = ask("coverage", **{"region": region, "as_of": DAY, **given}).rows
    assert (row["numerator"], row["denominator"]) == (numerator, denominator)


def test_the_known_school_outside_the_groups_of_xiangjiang(ask: Any) -> None:
    rows = ask("uncovered_schools", region="x-430100-xiangjiang", covered_by="group", as_of=DAY).rows
    assert [row["name"] for row in rows] == ["岳麓一小"]


def test_reported_totals_of_kunming(ask: Any) -> None:
    figures = {row["metric"]: row for row in ask("reported_figures", subject="530100").rows}
    assert (figures["groups_total"]["value"], figures["member_schools"]["value"]) == (89, 434)
    assert figures["quality_seats"]["qualifier"] == "at_least"


def test_short_names_find_the_school(ask: Any) -> None:
    assert ask("find", name="昆三中").rows[0]["name"] == "昆明市第三中学"


def test_no_link_lacks_evidence(ask: Any) -> None:
    assert ask("links_without_evidence").rows == []


def test_what_the_reports_name_and_tie_to_nothing(seeds: Library) -> None:
    rows = seeds.ask("without_ties").rows
    assert [(row["problem"], row["name"]) for row in rows] == [
        ("no_lead", "三门峡市外国语高级中学教育集团甘棠学校教学联盟"),
        ("no_lead", "砂子塘教育集团"),
        ("no_member", "昭通市职业教育一体化办学"),
        ("no_member", "昭通市义务教育学区制"),
        ("no_tie", "昭阳区第七小学"),
        ("no_tie", "海晏池九年一贯制学校"),
        ("no_tie", "岳麓一小"),
    ]
