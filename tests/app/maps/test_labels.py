from __future__ import annotations

import pytest
from rich.cells import cell_len

from app.maps.labels import LINE_COLUMNS, MAX_LINES, wrap


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("昆明市第一中学", "昆明市第一中学"),
        ("昆明市第一中学教育集团", "昆明市第一中\n学教育集团"),
        ("North Lake Primary School", "North Lake\nPrimary School"),
        ("  a\n b\t", "a b"),
        ("", ""),
    ],
)
def test_names_are_set_in_even_lines(name: str, shown: str) -> None:
    assert wrap(name) == shown


@pytest.mark.parametrize("name", ["学" * 100, "a" * 100, "word " * 30, "👩‍🏫" * 40, "ab" + "学" * 23, "x́" * 60])
def test_no_label_is_larger_than_its_cell(name: str) -> None:
    lines = wrap(name).split("\n")
    assert len(lines) <= MAX_LINES
    assert max(map(cell_len, lines)) <= LINE_COLUMNS
    assert lines[-1].endswith("…") or "".join(lines) == name


def test_nothing_is_lost_from_a_name_that_fits() -> None:
    name = "云南大学附属中学星耀学校呈贡校区初中部"
    assert wrap(name).replace("\n", "") == name
