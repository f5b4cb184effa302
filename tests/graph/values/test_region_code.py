"""Division codes, and what stands above them."""

from __future__ import annotations

import pytest

from graph.values import is_region_code, is_register_code, parent_codes


@pytest.mark.parametrize("code", ["530000", "530100", "530124", "110101"])
def test_six_digits_are_a_register_code(code: str) -> None:
    assert is_register_code(code)
    assert is_region_code(code)


@pytest.mark.parametrize("code", ["x-530000-mohan", "x-430100-xiangjiang", "x-430100-new-area-2"])
def test_a_functional_district_is_a_region_but_not_of_the_register(code: str) -> None:
    assert is_region_code(code)
    assert not is_register_code(code)


@pytest.mark.parametrize(
    "text",
    ["", "53012", "5301240", "030124", "53012a", "五三〇一二四", "x-5301-a", "x-530000-", "x-530000-Mohan", "530124\n"],
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert not is_region_code(text)


@pytest.mark.parametrize(
    ("code", "above"),
    [("530124", ["530100", "530000"]), ("530100", ["530000"]), ("530000", []), ("429004", ["429000", "420000"])],
)
def test_the_nearest_parent_comes_first(code: str, above: list[str]) -> None:
    assert parent_codes(code) == above
