"""What is known of the Chinese register alone."""

from __future__ import annotations

import csv

import pytest

from loaders.datasets import shipped_folder
from loaders.places import china
from loaders.places.former import former_divisions


@pytest.mark.parametrize("id_", ["530124", "x-530100-dianzhong"])
def test_ids_of_china(id_: str) -> None:
    assert china.is_id(id_)


@pytest.mark.parametrize("id_", ["", "53012", "5301240", "030124", "53012a", "gb:E09000007", "x-5301-a", "x-530000-"])
def test_other_ids(id_: str) -> None:
    assert not china.is_id(id_)
    assert china.level_of(id_) is None
    assert china.codes_above(id_) == []


@pytest.mark.parametrize(
    ("id_", "level", "above"),
    [
        ("530000", "province", []),
        ("530100", "prefecture", ["530000"]),
        ("530124", "county", ["530100", "530000"]),
        ("x-530100-dianzhong", None, ["530100"]),
    ],
)
def test_a_code_tells_its_level_and_what_holds_it(id_: str, level: str | None, above: list[str]) -> None:
    assert china.level_of(id_) == level
    assert china.codes_above(id_) == above


def test_every_division_of_today_that_a_hand_names_is_one() -> None:
    regions = shipped_folder("regions")
    with (regions / "regions.csv").open(encoding="utf-8") as file:
        codes = {row["id"] for row in csv.DictReader(file)}
    with (regions / "former_by_hand.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert set(row["now"].split(";")) <= codes
        assert row["code"] not in codes
        assert row["source"]
        assert former_divisions().coded(row["code"])
