from __future__ import annotations

import pytest

from loaders.cells import Figure, is_placeholder, parse_date, parse_integer, parse_number, read_figure


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020", "2020"),
        ("2020.0", "2020"),
        ("2020年", "2020"),
        ("2020-09", "2020-09"),
        ("2020.9", "2020-09"),
        ("2020/9", "2020-09"),
        ("2020－09", "2020-09"),
        ("2020–09", "2020-09"),
        ("2020 年 9 月", "2020-09"),
        ("２０２０年９月", "2020-09"),
        ("202009", "2020-09"),
        ("20200901", "2020-09-01"),
        ("20200901.0", "2020-09-01"),
        ("2020-09-01 00:00:00", "2020-09-01"),
        ("2020-9-1 0:00", "2020-09-01"),
        ("2020-09-01T00:00:00", "2020-09-01"),
        ("2020-09-01T08:30:15.123+08:00", "2020-09-01"),
        ("2020.9.1", "2020-09-01"),
        ("2020年09月01日", "2020-09-01"),
        ("2020年9月1号", "2020-09-01"),
        ("二〇二〇年九月", "2020-09"),
        ("二○二〇年十二月三十一日", "2020-12-31"),
        ("二零二零年", "2020"),
        ("1 September 2020", "2020-09-01"),
        ("Sep 2020", "2020-09"),
    ],
)
def test_dates_are_read_at_the_precision_at_which_they_are_written(text: str, iso: str) -> None:
    assert str(parse_date(text)) == iso


@pytest.mark.parametrize(
    "text",
    [
        "2020年秋",
        "2020学年",
        "2020-2021",
        "2020至2021",
        "约2020年",
        "44075",
        "44075.5",
        "Sep-20",
        "2020-00-00",
        "20200231",
        "20201301",
        "2020-13",
        "1/9/2020",
        "01.09.20",
        "201112",
        "9月1日",
        "二〇二〇年十三月",
        "二〇二〇年二十二十月",
        "31 June 2020",
        "0",
        "",
        "一中",
    ],
)
def test_what_is_no_date_or_may_be_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_date(text)


def test_a_refused_date_is_shown_as_it_is_written() -> None:
    with pytest.raises(ValueError, match="'２０２０年１３月' has no month 13"):
        parse_date("２０２０年１３月")
    with pytest.raises(ValueError, match="'1/9/2020' can be read as two dates"):
        parse_date("1/9/2020")


@pytest.mark.parametrize(
    "text", ["1200", "1200.0", "１２００", "1,200", "1，200", "1 200", "1\u00a0200", "1200人", "1,200 人"]
)
def test_whole_numbers_as_people_write_them(text: str) -> None:
    assert parse_integer(text) == 1200


@pytest.mark.parametrize(
    "text", ["12,00", "1200.5", "-1", "+1200", "'1200", "1.2E+03", "1.200", "1200-1300", "9" * 16, "", "人", "1 2"]
)
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no whole number of 0 or more"):
        parse_integer(text)


@pytest.mark.parametrize("text", ["约1200", "超1200", "1200余人", "1200人以上"])
def test_a_number_with_a_qualifier_is_no_exact_one(text: str) -> None:
    with pytest.raises(ValueError, match="is no exact number"):
        parse_integer(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25.5", 25.5),
        ("-0.5", -0.5),
        ("−0.5", -0.5),
        ("1,200.5", 1200.5),
        ("5E-05", 5e-05),
        ("１．５", 1.5),
        ("1 200", 1200),
    ],
)
def test_numbers(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["1e15", "85%", "nan", "inf", "1_000", "0x10", "", "12,00", "1.2.3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1200", Figure(1200)),
        ("1,200人", Figure(1200, None, "人")),
        ("约1200", Figure(1200, "about")),
        ("约 1200 人", Figure(1200, "about", "人")),
        ("1200人左右", Figure(1200, "about", "人")),
        ("超1200", Figure(1200, "at_least")),
        ("1200余", Figure(1200, "at_least")),
        ("1200余人", Figure(1200, "at_least", "人")),
        ("1200人以上", Figure(1200, "at_least", "人")),
        ("至少1.2万人", Figure(1.2, "at_least", "万人")),
        ("2万余人", Figure(2, "at_least", "万人")),
        ("计划3000万元", Figure(3000, "planned", "万元")),
        ("about 1,200", Figure(1200, "about")),
        ("85.5%", Figure(85.5, None, "%")),
        ("-3", Figure(-3)),
        ("5E-05", Figure(5e-05)),
    ],
)
def test_figures_keep_their_qualifier_and_unit(text: str, figure: Figure) -> None:
    assert read_figure(text) == figure


@pytest.mark.parametrize("text", ["", "许多", "1200-1300", "1200~1300人", "约1200人以上", "1200、1300", "三百"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "暂无",
        "待定",
        "不详",
        "未知",
        "nan",
        "NaN",
        "NaT",
        "N/A",
        "ｎ／ａ",
        "None",
        "null",
        "NA",
        "-",
        "—",
        "——",
        "/",
        "／",
        "--",
        "…",
        "（无）",
        "[]",
        "<NA>",
        "#N/A",
        "无 ",
        "",
        "　",
        "?",
        "not applicable",
    ],
)
def test_placeholders_are_nothing(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["无锡", "0", "A-1", "否", "√", "○", "*", "无名小学", "x", "南", "+"])
def test_values_are_no_placeholders(text: str) -> None:
    assert not is_placeholder(text)
