"""A country with a register of its own, two levels and ids with a colon: every way to ask, on both engines."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from graph import Store
from graph.answers import Library
from graph.export import FORMATS, FolderFormat, exported_links, exported_nodes
from loaders.export import InputTables
from tests.graph.export.test_export import exported
from tests.held_graph import Graph

ENGLAND = Path(__file__).parents[2] / "data" / "england"
LONDON, SOUTH_EAST, CAMDEN = "gb:E12000007", "gb:E12000008", "gb:E09000007"
OXFORD, ROOT, DAY = "gb:E07000178", "gb:E92000001", "2024-01-01"


@pytest.fixture
def england(graph: Graph, reader: Store) -> Library:
    graph.hold(ENGLAND)
    return Library(reader)


@pytest.fixture
def client(england: Library, server: httpx.Client) -> httpx.Client:
    return server


def shares(library: Library, **given: str) -> dict[str, tuple[float, float]]:
    rows = library.ask("coverage", {"as_of": DAY, "covered_by": "group", **given}).rows
    return {row["id"]: (row["numerator"], row["denominator"]) for row in rows}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {LONDON: (2, 3), SOUTH_EAST: (0, 1)}),
        ({"by": "province"}, {LONDON: (2, 3), SOUTH_EAST: (0, 1)}),
        ({"by": "prefecture"}, {}),
        ({"by": "country"}, {ROOT: (2, 4)}),
        ({"by": "county", "region": LONDON}, {"gb:E09000001": (1, 1), CAMDEN: (1, 2)}),
        ({"region": ROOT, "covered_by": "any"}, {ROOT: (3, 4)}),
        ({"region": LONDON, "weight": "students"}, {LONDON: (600, 900)}),
    ],
)
def test_coverage_by_its_levels(england: Library, given: dict[str, str], expected: dict[str, Any]) -> None:
    assert shares(england, **given) == expected


def test_a_region_says_what_its_country_calls_its_level(england: Library) -> None:
    (camden,) = england.ask("region", {"id": CAMDEN}).rows
    assert (camden["level"], camden["level_name"], camden["parent"]) == ("county", "local authority", LONDON)
    (root,) = england.ask("region", {"id": ROOT}).rows
    assert (root["level"], root["parent"], root["regions_below"], root["schools_known"]) == ("country", None, 5, 4)
    named = england.ask("regions", {"parent": ROOT}).rows
    assert [(row["id"], row["level_name"]) for row in named] == [(LONDON, "region"), (SOUTH_EAST, "region")]


def test_reach_aid_and_search(england: Library) -> None:
    reached = england.ask("reach", {"start": LONDON, "hops": 1, "as_of": DAY}).rows
    assert [(row["id"], row["label"]) for row in reached] == [(OXFORD, "County")]
    flows = england.ask("aid_flows", {"level": "province", "as_of": DAY}).rows
    assert [(row["from_id"], row["to_id"]) for row in flows] == [(LONDON, SOUTH_EAST)]
    labels = {row["helper_label"] for row in england.ask("aid_links", {"region": SOUTH_EAST, "as_of": DAY}).rows}
    assert labels == {"Province", "School"}
    assert [row["id"] for row in england.ask("find", {"name": "city of  london"}).rows] == ["gb:E09000001"]
    assert [row["id"] for row in england.ask("find", {"name": "greater london"}).rows] == [LONDON]


@pytest.mark.parametrize("id_", [CAMDEN, quote(CAMDEN, safe="")])
def test_ids_with_a_colon_in_addresses(client: httpx.Client, id_: str) -> None:
    (region,) = client.get(f"/api/v1/regions/{id_}").json()["items"]
    assert (region["id"], region["level_name"]) == (CAMDEN, "local authority")
    reach = client.get(f"/api/v1/reach/{id_.replace('E09000007', 'E12000007')}", params={"as_of": DAY}).json()
    assert OXFORD in json.dumps(reach)
    schools = client.get(f"/api/v1/schools?region={id_}").json()["items"]
    assert [school["id"] for school in schools] == ["gb-100001", "gb-100002"]
    rows = client.get(f"/api/v1/coverage?region={id_}&as_of={DAY}&covered_by=group&format=csv").text
    assert [row["numerator"] for row in csv.DictReader(io.StringIO(rows.lstrip("\ufeff")))] == ["1.0"]
    network = client.get(f"/api/v1/network?focus={id_}&as_of={DAY}").json()
    assert {"gb-100001", "gb-100002", CAMDEN} <= {node["id"] for node in network["nodes"]}
    assert client.get(f"/api/v1/network?focus={id_}&format=html").status_code == 200


def test_pages_lead_to_ids_with_a_colon(client: httpx.Client) -> None:
    page = client.get("/questions/regions", params={"parent": LONDON, "lang": "en"}).text
    assert f"/regions/{quote(CAMDEN, safe='')}?lang=en" in page
    own = client.get("/questions/region", params={"id": CAMDEN, "lang": "en"})
    assert own.status_code == 200
    assert "local authority" in own.text
    assert "Camden" in client.get("/search", params={"q": "camden"}).text
    next_page = client.get("/api/v1/regions", params={"limit": 1, "q": "London"}).json()
    assert client.get("/api/v1/regions", params={"limit": 1, "q": "London", "cursor": next_page["next_cursor"]}).json()[
        "items"
    ]


def test_it_is_exported_and_loaded_again(england: Library, writer: Store, graph: Graph, tmp_path: Path) -> None:
    before = exported(writer)
    for format_ in FORMATS:
        target = tmp_path / format_.name
        if isinstance(format_, FolderFormat):
            format_.write(exported_nodes(writer), exported_links(writer), target)
        else:
            with target.open("wb") as file:
                format_.write(exported_nodes(writer), exported_links(writer), file)
    lines = map(json.loads, (tmp_path / "jsonl").read_text("utf-8").splitlines())
    assert {line["label"] for line in lines if line.get("id") in (ROOT, CAMDEN)} == {"Country", "County"}
    tables = tmp_path / "tables"
    InputTables().write(writer, tables)
    graph.hold(tables / "england")
    assert exported(writer) == before
    graph.changed()
