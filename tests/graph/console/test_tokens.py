"""Reading text into tokens: nothing hides, and every offset stays true."""

from __future__ import annotations

import pytest

from graph.console.tokens import Reading, position
from graph.errors import BadParameter, StatementInvalid, StatementRefused


def spelled(text: str) -> list[str]:
    return [token.text for token in Reading(text).tokens]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("RETURN 1..3", ["RETURN", "1", "..", "3"]),
        ("[*1..3]", ["[", "*", "1", "..", "3", "]"]),
        ("1.5e-3 0x1F 0o17", ["1.5e-3", "0x1F", "0o17"]),
        ("a.`b c`=~'\\'//'", ["a", ".", "`b c`", "=~", "'\\'//'"]),
        ('"/* " /* " */ b', ['"/* "', "b"]),
        ("$name $1 $`a b`", ["$name", "$1", "$`a b`"]),
        ("(学校)-->(b)", ["(", "学校", ")", "-", "-", ">", "(", "b", ")"]),
        ("1;", ["1"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert spelled(text) == tokens


def test_comments_and_line_ends_become_blanks_and_offsets_stay() -> None:
    text = "MATCH (n) // all\r\nWHERE /* not\n */ n.x = 'a // b\n'\nRETURN n;"
    reading = Reading(text)
    assert len(reading.text) == len(text)
    assert "//" not in reading.text.replace("'a // b\n'", "")
    assert "\n" not in reading.text.replace("'a // b\n'", "")
    assert all(reading.text[t.offset : t.offset + len(t.text)] == t.text for t in reading.tokens)
    assert reading.position(next(t for t in reading.tokens if t.word == "return")) == (5, 1)


def test_a_name_in_backticks_is_no_keyword() -> None:
    (token,) = Reading("`create`").tokens
    assert (token.word, token.mark, token.is_name) == ("", "", True)


@pytest.mark.parametrize("text", ["'", '"a', "'\\x'", "`", "``", "`a\\`", "/* ", "1a", "0x", "a ? b", "@", "a；", "（"])
def test_what_can_be_read_in_two_ways_is_invalid(text: str) -> None:
    with pytest.raises(StatementInvalid):
        Reading(text)


@pytest.mark.parametrize("text", ["\\u0041", "'\\U0041'", "a\u200b", "\u202ea", "\x00", "ｓet", "\u212a", "$ﬁn"])
def test_what_hides_is_refused(text: str) -> None:
    with pytest.raises(StatementRefused):
        Reading(text)


@pytest.mark.parametrize("text", ["\ud800", "x" * 10_001, "汉" * 3_334])
def test_what_is_no_text_or_too_long_names_the_statement(text: str) -> None:
    with pytest.raises(BadParameter) as raised:
        Reading(text)
    assert raised.value.parameter == "statement"


def test_brackets_are_matched() -> None:
    reading = Reading("f([a], {b: (c)})")
    assert {reading.at(o).text + reading.at(c).text for o, c in reading.closers.items()} == {"()", "[]", "{}"}
    assert [reading.at(index).text for index in reading.at_depth(1)] == ["[", ",", "{"]


def test_a_position_counts_from_one() -> None:
    assert [position("ab\ncd", offset) for offset in (0, 1, 3, 4)] == [(1, 1), (1, 2), (2, 1), (2, 2)]
