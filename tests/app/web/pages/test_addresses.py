from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

from app.web.pages import addresses
from graph.answers import Receipt
from graph.questions import shipped_catalogue

REACH = shipped_catalogue()["reach"]


def receipt(**parameters: Any) -> Receipt:
    given = {"question": "reach", "revision": "r", "graph_version": "v", "graph_complete": True, "as_of": None}
    counts = {"undated_links": 0, "engine": "e", "row_count": 0, "truncated": False, "cut_at": 9, "elapsed_ms": 1.0}
    return Receipt(**given, **counts, parameters=parameters, answer_digest="d", cypher="", cypher_parameters=None)  # type: ignore[arg-type]


ASKED = receipt(start="学 校&'1'", hops=2, ties=["AIDS", "LEADS"], direction="any", as_of="2025-09-01", q=None)


def test_an_answer_is_asked_again_with_all_that_was_used() -> None:
    assert addresses.used(ASKED) == [
        ("start", "学 校&'1'"), ("hops", "2"), ("ties", "AIDS,LEADS"), ("direction", "any"), ("as_of", "2025-09-01"),
    ]  # fmt: skip
    address = addresses.answer_address(REACH, ASKED, 100, format="csv")
    assert address.startswith(
        "/api/v1/questions/reach/answer?start=%E5%AD%A6+%E6%A0%A1%26%271%27&hops=2&ties=AIDS,LEADS"
    )
    assert address.endswith("&limit=100&format=csv")


def test_the_command_survives_a_shell() -> None:
    words = shlex.split(addresses.command(REACH, ASKED, 5))
    assert words[:5] == ["huoshui", "ask", "reach", "-p", "start=学 校&'1'"]
    assert words[-2:] == ["--limit", "5"]


def test_a_map_is_of_the_answer_as_it_was_asked_or_of_what_surrounds_it() -> None:
    asked = addresses.answer_map(REACH, ASKED, 7, "en")
    assert asked.startswith("/questions/reach/map?lang=en&start=%E5%AD%A6")
    assert asked.endswith("&hops=2&ties=AIDS,LEADS&direction=any&as_of=2025-09-01&limit=7")
    around = addresses.answer_map(shipped_catalogue()["group"], receipt(id="g1"), 7, "zh")
    assert around == "/maps?lang=zh&focus=g1&hops=1&as_of=any"
    framed = addresses.answer_map(shipped_catalogue()["group"], receipt(id="g1"), 7, "zh", alone=True)
    assert framed == f"{around}&embed=true"
    assert addresses.answer_map(shipped_catalogue()["schools"], receipt(), 7, "zh") == ""


def test_the_example_of_a_question_gives_all_that_its_header_does() -> None:
    assert addresses.example_page(REACH, "en").startswith("/questions/reach?lang=en&start=school-")
    assert addresses.example_page(shipped_catalogue()["schools_without_county"], "zh") == (
        "/questions/schools_without_county?lang=zh"
    )


def test_no_template_writes_an_address_of_its_own() -> None:
    templates = sorted((Path(addresses.__file__).parent / "templates").glob("*.j2"))
    assert len(templates) > 10
    for template in templates:
        assert not re.findall(r'(?:href|src|action)="/[^"]*"', template.read_text("utf-8")), template.name
