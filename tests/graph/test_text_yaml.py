"""YAML without guesses, and the lines of what stands in it."""

from __future__ import annotations

import pytest

from graph.text_yaml import FAULTS, line_of, text_yaml

TEXT = """\
code: 010203
steps:
  - day: 2024-07-01
    figures: [a,
      b]
  - day: yes
"""


def test_scalars_stay_text() -> None:
    assert text_yaml(TEXT) == {
        "code": "010203",
        "steps": [{"day": "2024-07-01", "figures": ["a", "b"]}, {"day": "yes"}],
    }
    with pytest.raises(FAULTS, match="stands here twice"):
        text_yaml("a: 1\na: 2")


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("code",), 1), (("steps",), 2), (("steps", 0), 3), (("steps", 0, "figures", 1), 5), (("steps", 1, "day"), 6),
        (("steps", 1, "figures", 0), 6), (("nothing",), 1), (("steps", 7), 2), ((), 1),
    ],
)  # fmt: skip
def test_what_isnt_there_has_the_line_of_what_would_hold_it(place: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, place) == line
