"""Where regions stand: as their counties lie, apart from each other, and the same whatever is shown."""

from __future__ import annotations

import csv
import math
from typing import Any

import pytest

from app.maps.layout import ASPECT, CELL
from app.maps.views.positions import SCALES, Positions, around, positions
from loaders import shipped_folder

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with (shipped_folder("regions") / "regions.csv").open(encoding="utf-8", newline="") as file:
        return [
            {
                "id": row["id"],
                "level": row["level"],
                "parent": row["parent"] or None,
                "lon": float(row["lon"]) if row["lon"] else None,
                "lat": float(row["lat"]) if row["lat"] else None,
            }
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def china(rows: list[Row]) -> Positions:
    return positions(rows)


def nearest(found: Positions, ids: list[str]) -> float:
    at = sorted((found.regions[id_].x / ASPECT, found.regions[id_].y) for id_ in ids)
    least = math.inf
    for index, (x, y) in enumerate(at):
        for x2, y2 in at[index + 1 :]:
            if x2 - x > least:
                break
            least = min(least, math.hypot(x2 - x, y2 - y))
    return least


def test_every_region_has_a_place(rows: list[Row], china: Positions) -> None:
    assert china.regions.keys() == {row["id"] for row in rows}
    assert all(math.isfinite(one.x) and math.isfinite(one.y) and one.radius > 0 for one in china.regions.values())


@pytest.mark.parametrize(("level", "share"), [("province", 0.98), ("prefecture", 0.95), ("county", 0.7)])
def test_regions_of_a_level_are_apart(rows: list[Row], china: Positions, level: str, share: float) -> None:
    ids = [row["id"] for row in rows if row["level"] == level]
    assert nearest(china, ids) >= share * CELL * SCALES[level]


@pytest.mark.parametrize(
    ("west", "east"), [("650000", "620000"), ("510000", "420000"), ("530000", "450000"), ("420000", "310000")]
)
def test_west_is_left(china: Positions, west: str, east: str) -> None:
    assert china.regions[west].x < china.regions[east].x


@pytest.mark.parametrize(
    ("north", "south"), [("230000", "210000"), ("110000", "410000"), ("410000", "420000"), ("430000", "440000")]
)
def test_north_is_up(china: Positions, north: str, south: str) -> None:
    assert china.regions[north].y < china.regions[south].y


def test_prefectures_lie_nearer_to_their_own_province_than_to_most_others(rows: list[Row], china: Positions) -> None:
    provinces = [row["id"] for row in rows if row["level"] == "province"]
    own = 0
    prefectures = [row for row in rows if row["level"] == "prefecture"]
    for row in prefectures:
        at = china.regions[row["id"]]
        ranked = sorted(
            provinces, key=lambda id_: math.dist((at.x, at.y), (china.regions[id_].x, china.regions[id_].y))
        )
        own += row["parent"] in ranked[:3]
    assert own / len(prefectures) > 0.9


def test_the_same_rows_give_the_same_places(rows: list[Row], china: Positions) -> None:
    assert positions(list(reversed(rows))) == china


def region(id_: str, level: str, parent: str | None = None, lon: float | None = None, lat: float | None = None) -> Row:
    return {"id": id_, "level": level, "parent": parent, "lon": lon, "lat": lat}


def test_regions_without_any_point_stand_in_a_grid_beside_the_others() -> None:
    known = [region("p", "province"), region("c", "county", "p", 100.0, 30.0)]
    other = [region("gb:E1", "province"), region("gb:E2", "province"), region("gb:C1", "county", "gb:E1")]
    found = positions([*known, *other]).regions
    province = CELL * SCALES["province"]
    assert {id_ for id_ in found if found[id_].x <= found["p"].x + province} == {"p", "c"}
    assert math.dist((found["gb:E1"].x, found["gb:E1"].y), (found["gb:E2"].x, found["gb:E2"].y)) > province
    assert math.dist((found["gb:C1"].x, found["gb:C1"].y), (found["gb:E1"].x, found["gb:E1"].y)) < 2 * province


def test_regions_at_one_point_part() -> None:
    rows = [region(f"c{n}", "county", None, 100.0, 30.0) for n in range(30)]
    assert nearest(positions(rows), [row["id"] for row in rows]) >= 0.9 * CELL * SCALES["county"]


def test_regions_that_lie_in_each_other_have_places_too() -> None:
    found = positions([region("a", "county", "b"), region("b", "county", "a"), region("c", "county", "c")]).regions
    assert found.keys() == {"a", "b", "c"}


def test_no_regions_no_places() -> None:
    assert positions([]) == Positions()


@pytest.mark.parametrize("count", [1, 5, 12, 60, 700])
def test_what_lies_in_a_county_stays_in_its_room(china: Positions, count: int) -> None:
    county = china.regions["530124"]
    points, scale = around(county, count)
    assert len({(round(x, 3), round(y, 3)) for x, y in points}) == count
    assert 0 < scale <= 1
    assert max(math.hypot((x - county.x) / ASPECT, y - county.y) for x, y in points) <= county.radius
