from __future__ import annotations

import json
from typing import Any

import pytest

from app.web.pages.charts import _COLOURS, MOST_BARS, MOST_SIDE, ChartFigure, chart
from app.web.pages.texts import PageTexts
from graph.model import LINK_TYPES
from graph.questions import shipped_catalogue

ZH, EN = PageTexts("zh"), PageTexts("en")


def region(number: int, name: str = "", part: int = 1, whole: int = 2) -> dict[str, Any]:
    return {
        "id": str(530000 + number),
        "name": name or f"县{number}",
        "numerator": float(part),
        "denominator": float(whole),
        "share": part / whole if whole else None,
    }


def drawn(question: str, rows: list[dict[str, Any]], texts: PageTexts = EN) -> ChartFigure:
    found = chart(shipped_catalogue()[question], rows, texts)
    assert found is not None
    return found


def data(found: ChartFigure) -> dict[str, Any]:
    figure: dict[str, Any] = json.loads(found.figure)
    return figure


def test_bars_hold_the_rows_in_their_order_and_each_share_its_parts() -> None:
    found = drawn("coverage", [region(1, part=3, whole=7), region(2, part=0, whole=5)])
    (bars,) = data(found)["data"]
    assert bars["x"] == [3 / 7, 0.0]
    assert bars["text"] == ["3/7", "0/5"]
    assert bars["hovertext"] == ["县1: Share 42.9% (3/7)", "县2: Share 0.0% (0/5)"]
    assert data(found)["layout"]["yaxis"]["ticktext"] == ["县1", "县2"]
    assert data(found)["layout"]["yaxis"]["autorange"] == "reversed"
    assert data(found)["layout"]["xaxis"]["range"] == [0, 1]
    assert "numerator/denominator" in found.caption


def test_two_regions_of_one_name_are_two_bars() -> None:
    (bars,) = data(drawn("coverage", [region(1, "城关区"), region(2, "城关区")]))["data"]
    assert bars["y"] == [0, 1]


def test_a_share_that_is_not_known_has_no_bar() -> None:
    (bars,) = data(drawn("coverage", [region(1), region(2, whole=0)]))["data"]
    assert (bars["x"], bars["text"]) == ([0.5, None], ["1/2", ""])


def test_lines_have_a_look_each_and_units() -> None:
    rows = [
        {"year": year, "memberships": n, "schools_in_groups": n, "aid_links": 1} for year, n in ((2021, 4), (2020, 3))
    ]
    found = drawn("growth_by_year", rows, ZH)
    lines = data(found)["data"]
    assert [(line["x"], line["y"]) for line in lines] == [
        ([2020, 2021], [3, 4]), ([2020, 2021], [3, 4]), ([2020, 2021], [1, 1]),
    ]  # fmt: skip
    assert [line["name"] for line in lines] == ["成员关系（条）", "属于集团的学校（所）", "帮扶（条）"]
    looks = {(line["line"]["color"], line["line"]["dash"], line["marker"]["symbol"]) for line in lines}
    assert len({look[0] for look in looks}) == len({look[1] for look in looks}) == len({look[2] for look in looks}) == 3
    assert data(found)["layout"]["yaxis"]["title"]["text"] == "条、所"


def flow(a: int, b: int, links: int) -> dict[str, Any]:
    return {"from_id": f"a{a}", "from_name": "昆明市", "to_id": f"b{b}", "to_name": f"到{b}", "links": links}


def test_a_matrix_has_a_cell_for_each_row_and_gaps_for_the_rest() -> None:
    found = drawn("aid_flows", [flow(1, 1, 9), flow(1, 2, 3), flow(2, 1, 1)])
    (grid,) = data(found)["data"]
    assert grid["z"] == [[9, 3], [1, None]]
    assert data(found)["layout"]["yaxis"]["ticktext"] == ["昆明市", "昆明市"], "one name, two regions, two rows"
    assert data(found)["layout"]["xaxis"]["ticktext"] == ["到1", "到2"]
    assert found.caption == "Links: rows are “From”, columns “To”"


def test_what_is_left_out_is_said() -> None:
    assert f"Only the first {MOST_BARS}" in drawn("coverage", [region(n) for n in range(MOST_BARS + 1)]).caption
    assert "Only" not in drawn("coverage", [region(n) for n in range(MOST_BARS)]).caption
    many = drawn("aid_flows", [flow(1, n, 1) for n in range(MOST_SIDE + 1)])
    assert f"Only the first {MOST_SIDE}" in many.caption
    assert len(data(many)["data"][0]["z"][0]) == MOST_SIDE


@pytest.mark.parametrize("rows", [[], [region(1)]])
def test_what_can_not_be_compared_is_not_drawn(rows: list[dict[str, Any]]) -> None:
    assert chart(shipped_catalogue()["coverage"], rows, EN) is None
    assert chart(shipped_catalogue()["schools"], [region(1), region(2)], EN) is None


def test_names_stay_text_in_the_page_and_in_the_chart() -> None:
    name = "</script><b>甲</b><a href='javascript:alert(1)'>&"
    found = drawn("coverage", [region(1, name), region(2)])
    assert "<" not in found.figure
    (bars,) = data(found)["data"]
    for text in [*data(found)["layout"]["yaxis"]["ticktext"], *bars["hovertext"]]:
        assert "<" not in text
    assert bars["hovertext"][0].startswith("&lt;/script&gt;&lt;b&gt;甲")


def test_long_names_are_cut_beside_the_axis_and_whole_in_the_tip() -> None:
    name = "三门峡市外国语高级中学教育集团甘棠学校教学联盟"
    (bars,) = data(found := drawn("coverage", [region(1, name), region(2)]))["data"]
    assert data(found)["layout"]["yaxis"]["ticktext"][0].endswith("…")
    assert name in bars["hovertext"][0]


def test_colours_are_those_that_stand_out_by_day_and_by_night() -> None:
    assert set(_COLOURS) <= {each.look.color for each in LINK_TYPES}
    most = max(len(one.header.chart.values) for one in shipped_catalogue().values() if one.header.chart)
    assert most <= len(_COLOURS)


def test_a_share_of_few_is_hatched_and_said_so() -> None:
    found = drawn("coverage", [region(1, part=1, whole=4), region(2, part=3, whole=5), region(3, whole=0)])
    (bars,) = data(found)["data"]
    assert bars["marker"]["pattern"]["shape"] == ["/", "", "/"]
    assert "fewer than 5 are hatched" in found.caption
    assert "hatched" not in drawn("coverage", [region(1, whole=5), region(2, whole=9)]).caption


def test_a_chart_says_what_it_leaves_out() -> None:
    year = {"memberships": 1, "schools_in_groups": 1, "aid_links": 2, "memberships_without_start": 7}
    rows = [{**year, "year": 2020, "aid_links_without_start": 0}, {**year, "year": 2021, "aid_links_without_start": 0}]
    caption = drawn("growth_by_year", rows).caption
    assert "Not drawn: Memberships without start, 7." in caption
    assert "Aid links without start" not in caption, "there are none"
    assert "without a value" not in caption
    without = [{**region(1), "share": None, "denominator": None}, region(2)]
    assert "Not drawn, without a value: 1." in drawn("coverage", without).caption
