"""What of lines lies in a box, told from sums over a grid."""

from __future__ import annotations

import pytest

from app.maps.pictures.lines import LinesInTheWay
from app.maps.pictures.names import place_names
from app.maps.pictures.picture import circle, straight

ALONG = straight((0, 0), (600, 0))


def test_what_lies_in_a_box_is_about_its_length() -> None:
    lines = LinesInTheWay([ALONG, straight((0, 300), (600, 300))])
    assert lines.under((100, -10, 200, 10)) == pytest.approx(100, abs=15)
    assert lines.under((100, -10, 200, 310)) == pytest.approx(200, abs=30)
    assert lines.under((100, 50, 200, 250)) == 0
    assert lines.under((-900, -900, -800, -800)) == 0


def test_the_end_of_a_line_counts_more() -> None:
    lines = LinesInTheWay([ALONG])
    assert lines.under((570, -10, 600, 10)) > 2 * lines.under((100, -10, 130, 10))


def test_curves_count_too_and_no_line_is_nothing() -> None:
    assert LinesInTheWay([circle(0, 0, 100)]).under((-110, -110, 110, 110)) > 400
    assert LinesInTheWay([]).under((0, 0, 10, 10)) == 0


def test_a_name_keeps_off_a_line_where_it_can() -> None:
    node = {"id": "n", "label": "一中", "x": 0, "y": 0, "size": 9, "font": {"size": 16}}
    assert place_names([node])["n"].room[1] > 0, "below its node where nothing is"
    down = straight((0, 0), (0, 400))
    assert place_names([node], [down])["n"].room[3] < 0, "above it where a line runs down"
