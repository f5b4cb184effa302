"""Aid in a region, counted on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

import pytest

from graph.answers import Library

DAY = "2025-09-01"


@pytest.mark.parametrize(
    ("given", "pairs"),
    [
        # Either end in the region counts, schools and the region itself alike; a pairing is no aid.
        ({"region": "530124"}, [("a2", "a6")]),
        ({"region": "530125"}, [("b1", "530126"), ("b1", "b2"), ("b1", "b4")]),
        ({"region": "530126"}, [("b1", "530126")]),
        ({"region": "530100"}, [("a2", "a6"), ("b1", "530126"), ("b1", "b2"), ("b1", "b4")]),
        ({"region": "530100", "form": "training"}, [("b1", "b2")]),
        ({"region": "530124", "as_of": "2024-06-30"}, [("a1", "b3"), ("a2", "a6")]),
        ({"region": "530124", "as_of": "any"}, [("a1", "b3"), ("a2", "a6")]),
        ({"region": "530125", "as_of": "2020-01-01"}, [("b1", "b2")]),
        ({"region": "110000"}, []),
        ({"region": "999999"}, []),
    ],
)
def test_who_aids_whom(small: Library, given: dict[str, str], pairs: list[tuple[str, str]]) -> None:
    rows = small.ask("aid_in_region", {"as_of": DAY, **given}).rows
    assert [(row["helper_id"], row["helped_id"]) for row in rows] == pairs


def test_an_aid_link_with_its_form_counts_and_evidence(small: Library) -> None:
    (row,) = small.ask("aid_in_region", {"region": "530126", "as_of": DAY}).rows
    assert {name: value for name, value in row.items() if name != "key"} == {
        "helper_id": "b1",
        "helper": "乙一中",
        "helped_id": "530126",
        "helped": "石林彝族自治县",
        "form": "group_aid",
        "programme": "组团式帮扶",
        "since": "2022",
        "until": None,
        "teachers_sent": 10,
        "teachers_received": None,
        "students_exchanged": None,
        "entailed": False,
        "undated_links": 0,
        "source_ids": ["small-2"],
        "locators": ["L8"],
    }


def test_undated_aid_is_counted(small: Library) -> None:
    assert small.ask("aid_in_region", {"region": "530100", "as_of": DAY}).receipt.undated_links == 1
