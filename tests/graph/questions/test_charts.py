"""Charts and maps as headers declare them, and what no chart can show."""

from __future__ import annotations

import pytest

from graph.errors import CatalogueInvalid
from graph.questions import AnswerMap, Chart
from graph.questions.header import parse_header

HEADER = """\
// title: 覆盖率 / Coverage
// description: 多少学校被覆盖， 分子分母 同列。 / How many schools.
// params: start string "s1" "起点 / where from"; hops integer{1..6}=2 "2" "步数 / how far"
// returns: id string, other string, numerator integer schools, denominator integer schools, share float 0-1,
//   year integer, names strings, key string
// DRAWN
MATCH (n) RETURN $start
"""


def header(line: str, text: str = HEADER) -> tuple[Chart | None, AnswerMap | None]:
    parsed, _ = parse_header(text.replace("// DRAWN", line), "x/y.cypher")
    return parsed.chart, parsed.map


def test_a_chart_and_a_map_are_read() -> None:
    assert header("// chart: bar id share\n// map: key start") == (
        Chart("bar", ("id",), ("share",)),
        AnswerMap("key", ("start",)),
    )
    assert header("// chart: line year numerator,denominator")[0] == Chart(
        "line", ("year",), ("numerator", "denominator")
    )
    assert header("// chart: matrix id other numerator")[0] == Chart("matrix", ("id", "other"), ("numerator",))
    assert header("// map: key")[1] == AnswerMap("key", ())
    assert header("// map: path start")[1] == AnswerMap("path", ("start",))
    assert header("// map: around start")[1] == AnswerMap(None, ("start",))


def test_neither_need_be_there() -> None:
    assert header("", HEADER.replace("// DRAWN\n", "")) == (None, None)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("// chart: ", "'' is none of bar, line, matrix"),
        ("// chart: pie id share", "'pie' is none of bar, line, matrix"),
        ("// chart: bar share", r"a bar takes 1 column\(s\) of labels"),
        ("// chart: bar id other share", r"a bar takes 1 column\(s\) of labels"),
        ("// chart: matrix id share", r"a matrix takes 2 column\(s\) of labels"),
        ("// chart: bar name share", "'name' is no column; there are id, other"),
        ("// chart: bar id share,total", "'total' is no column"),
        ("// chart: bar id names", "names is a strings, which no bar can show"),
        ("// chart: matrix id other share,year", "a matrix shows one column of numbers"),
        ("// map: ", "'' is neither 'around' nor a column"),
        ("// map: id start", "'id' is neither 'around' nor a column"),
        ("// map: key focus", "'focus' is not a parameter"),
        ("// map: key hops", "'hops' is not a parameter"),
        ("// map: around", "takes the one parameter"),
        ("// map: around start start", "takes the one parameter"),
        ("// chart: bar id share\n// chart: bar id share", "chart stands twice"),
    ],
)
def test_what_can_not_be_drawn_is_refused_with_its_place(line: str, problem: str) -> None:
    with pytest.raises(CatalogueInvalid, match=problem) as raised:
        header(line)
    assert raised.value.message.startswith("x/y.cypher: ")


@pytest.mark.parametrize("lacking", ["numerator integer schools, ", "denominator integer schools, "])
def test_a_share_is_never_drawn_without_what_it_is_a_share_of(lacking: str) -> None:
    with pytest.raises(CatalogueInvalid, match="needs numerator and denominator"):
        header("// chart: bar id share", HEADER.replace(lacking, ""))


def test_lines_of_chinese_are_joined_without_a_gap() -> None:
    parsed, _ = parse_header(HEADER.replace("// DRAWN\n", ""), "x")
    assert parsed.description == ("多少学校被覆盖，分子分母同列。", "How many schools.")
