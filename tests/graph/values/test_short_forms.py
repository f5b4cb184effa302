"""Short forms that a search finds beside the long ones."""

from __future__ import annotations

import pytest

from graph.values.short_forms import also_written


@pytest.mark.parametrize(
    ("key", "others"),
    [
        ("新都一中", {"新都第一中学"}),
        ("丰镇第一中学", {"丰镇一中"}),
        ("三中附小", {"三中附属小学", "第三中学附小", "第三中学附属小学"}),
        ("红旗集团", {"红旗教育集团"}),
        ("红旗教育集团", {"红旗集团"}),
        ("云南师大", {"云南师范大学"}),
        ("一中心小学", set()),
        ("一小学", {"第一小学", "一小"}),
        ("小学", set()),
        ("第一", set()),
        ("富民县", set()),
    ],
)
def test_other_forms_of_a_key(key: str, others: set[str]) -> None:
    found = also_written(key)
    assert (found[0], set(found[1:])) == (key, others)


def test_there_are_never_many() -> None:
    assert len(also_written("三中" * 300)) == 16
