"""Headers of question files: what is read, and what is refused with its place."""

from __future__ import annotations

import pytest

from graph.errors import CatalogueInvalid
from graph.questions import Column
from graph.questions.header import parse_header

HEADER = """\
// title: 覆盖率 / Coverage
// description: 多少学校被覆盖。 / How many
//   schools are covered.
// params: region string "530124" "代码；下辖的都计入 / code; all below it counts";
//   as_of day=today "2025-09-01" "截至 / on
//   this day"
// returns: id string, share float? 0-1, students integer students
MATCH (n) RETURN 1
"""


def test_a_header_and_the_statement_under_it_are_read() -> None:
    header, statement = parse_header(HEADER, "regions/coverage.cypher")
    assert header.title == ("覆盖率", "Coverage")
    assert header.description == ("多少学校被覆盖。", "How many schools are covered.")
    assert [parameter.name for parameter in header.parameters] == ["region", "as_of"]
    assert header.parameters[0].description == ("代码；下辖的都计入", "code; all below it counts")
    assert header.columns == (
        Column("id", "string"),
        Column("share", "float", "0-1", nullable=True),
        Column("students", "integer", "students"),
    )
    assert header.computed is None
    assert statement == "MATCH (n) RETURN 1"


def test_a_column_has_the_unit_of_the_vocabulary_unless_it_says_another() -> None:
    told = HEADER.replace(
        "students integer students", "students integer, schools integer memberships, lon float degrees"
    )
    columns = {column.name: column.unit for column in parse_header(told, "x")[0].columns}
    assert columns == {"id": "", "share": "0-1", "students": "students", "schools": "memberships", "lon": "degrees"}


def test_a_comment_inside_the_statement_is_no_header() -> None:
    _, statement = parse_header(HEADER + "// owner: nobody\n", "x")
    assert statement.endswith("// owner: nobody")


def test_a_window_names_two_parameters_in_their_order() -> None:
    window = HEADER.replace(
        'as_of day=today "2025-09-01" "截至 / on\n//   this day"',
        'first day "" "起 / from"; last day=today "" "止 / to"',
    )
    header, _ = parse_header(window.replace("MATCH (n)", "// ordered: first last\nMATCH (n)"), "x")
    assert header.ordered == ("first", "last")
    assert parse_header(HEADER, "x")[0].ordered is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("// title: 覆盖率 / Coverage\n", ""), "lacks 'title'"),
        (("// returns: id string, share float? 0-1, students integer students\n", ""), "lacks 'returns'"),
        (("// title:", "// owner:"), "unknown header key 'owner'"),
        (("// title: 覆盖率 / Coverage\n", "// title: 甲 / A\n// title: 乙 / B\n"), "title stands twice"),
        (("覆盖率 / Coverage", "Coverage"), "is not 'Chinese / English'"),
        (("覆盖率 / Coverage", " / Coverage"), "is not 'Chinese / English'"),
        (("//   schools", "// schools"), "is no header line"),
        (("MATCH (n) RETURN 1\n", ""), "no statement under the header"),
        (("share float", "share number"), "is not 'name type unit'"),
        (("share float", "Share float"), "is not 'name type unit'"),
        (('string "530124"', 'text "530124"'), "params:"),
        (("MATCH", "// ordered: as_of until\nMATCH"), "ordered: 'as_of until' are not two declared"),
        (("MATCH", "// ordered: as_of region\nMATCH"), "ordered: 'as_of region' are not two declared"),
        (("MATCH", "// ordered: as_of\nMATCH"), "ordered: 'as_of' are not two"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(change: tuple[str, str], problem: str) -> None:
    assert change[0] in HEADER
    with pytest.raises(CatalogueInvalid, match=problem) as raised:
        parse_header(HEADER.replace(*change), "regions/coverage.cypher")
    assert raised.value.message.startswith("regions/coverage.cypher: ")
