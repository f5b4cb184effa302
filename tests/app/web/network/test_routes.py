from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import networkx as nx
import pytest
from markupsafe import escape

from app.maps.assets import SCRIPT_NAMES, STYLE_NAMES, content_policy, inline_script, inline_style, served_at
from app.web.network.schemas import shown_subgraph
from graph import Subgraph
from tests.app.web.conftest import ALLIANCE, LEAD, Get, problem
from tests.commands import Run

DAY = "2025-09-01"
UNDATED = "group-411202-ea630c9c08"  # its two campuses are members without a date


def test_nodes_and_all_ties_among_them(get: Get) -> None:
    body = get("network", focus=ALLIANCE, hops=1, as_of=DAY)
    assert body["receipt"]["question"] == "network"
    assert len(body["nodes"]) == 5
    assert (body["left_out"], body["nodes_left_out"], body["links_left_out"]) == (0, {}, {})
    lead = next(node for node in body["nodes"] if node["id"] == LEAD)
    assert lead["label"] == "School"
    assert lead["properties"]["lead"] is True
    types = sorted(link["type"] for link in body["links"])
    assert types == ["LEADS", "MEMBER_OF", "MEMBER_OF", "MEMBER_OF", "MEMBER_OF"]
    assert {link["to"] for link in body["links"]} == {ALLIANCE}
    assert all(link["properties"]["source_ids"] for link in body["links"])


def test_what_is_left_out_is_counted_by_kind() -> None:
    counted: dict[str, Any] = {"left_out": 3, "nodes_left_out": {"School": 3}, "links_left_out": {"AIDS": 4}}
    assert counted.items() <= shown_subgraph(Subgraph([], [], **counted)).items()


def test_only_the_ties_asked_for_on_the_day_asked_for(get: Get) -> None:
    assert len(get("network", focus=ALLIANCE, hops=1, ties="LEADS", as_of=DAY)["nodes"]) == 2
    before = get("network", focus=ALLIANCE, hops=1, as_of="2024-12-31")
    assert {node["id"] for node in before["nodes"]} <= {ALLIANCE, LEAD}, "the three joined later"


def test_the_map_holds_the_same(client: httpx.Client, get: Get) -> None:
    asked = {"focus": ALLIANCE, "hops": "1", "as_of": DAY}
    nodes = get("network", **asked)["nodes"]
    response = client.get("/api/v1/network", params={**asked, "format": "html"})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    found = re.search(r'<script type="application/json" id="map-data">(.*?)</script>', response.text, re.DOTALL)
    assert found
    assert {node["id"] for node in json.loads(found[1])["nodes"]} == {node["id"] for node in nodes}
    assert "<title>湖滨区中学城乡一体化教育联盟</title>" in response.text


def test_the_maps_words_follow_the_language_and_its_caption_the_receipt(client: httpx.Client, get: Get) -> None:
    asked = {"focus": UNDATED, "hops": "1", "ties": "MEMBER_OF", "as_of": "any"}
    receipt = get("network", **asked)["receipt"]
    undated, version = receipt["undated_links"], receipt["graph_version"]
    assert undated >= 2
    english = client.get("/api/v1/network", params={**asked, "format": "html", "lang": "en"}).text
    assert '<html lang="en">' in english
    assert f"within 1 hop · links of any day · undated links: {undated}" in english
    assert f"graph version {version}" in english
    assert "1 步以内" in client.get("/api/v1/network", params={**asked, "format": "html"}).text


def test_the_commands_page_has_the_same_bytes_but_for_scripts_styles_and_addresses(
    client: httpx.Client, huoshui: Run, tmp_path: Path
) -> None:
    asked = {"focus": ALLIANCE, "hops": "2", "as_of": DAY, "lang": "en"}
    served = client.get("/api/v1/network", params={**asked, "format": "html"}).text
    options = ("--focus", ALLIANCE, "--hops", "2", "--as-of", DAY, "--lang", "en", "-o", "map.html")
    assert huoshui("map", *options).returncode == 0
    inlined = served.replace(escape(content_policy("served")), escape(content_policy("inline")))
    for name in STYLE_NAMES:
        link = f'<link rel="stylesheet" href="{served_at(name, "/assets")}">'
        inlined = inlined.replace(link, f"<style>{inline_style(name)}</style>")
    for name in SCRIPT_NAMES:
        inlined = inlined.replace(f'<script src="{served_at(name, "/assets")}">', f"<script>{inline_script(name)}")
    # A file leads to no pages: nobody knows where it will be opened.
    assert '"page":"/' in inlined
    alone = re.sub(r'"page":"/[^"]*"', '"page":""', inlined)
    # A file says what it rests on: the page says it elsewhere.
    file, about = re.subn(
        r'<section class="about">.*?</section>\n', "", (tmp_path / "map.html").read_text("utf-8"), flags=re.DOTALL
    )
    assert about == 1
    assert file == alone


def test_whatever_the_map_loads_this_app_serves(client: httpx.Client) -> None:
    page = client.get(f"/api/v1/network?focus={LEAD}&format=html").text
    loaded = re.findall(r'(?:src|href)="([^"#][^"]*)"', page)
    assert {address.partition("?")[0] for address in loaded} >= {"/assets/map.js", "/assets/map.css"}
    for address in loaded:
        assert address.startswith(("/assets/", "data:,")), address
        if address.startswith("/"):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("format_", ["html", "json"])
def test_an_unknown_or_missing_focus_is_a_problem_in_either_form(client: httpx.Client, format_: str) -> None:
    problem(client.get(f"/api/v1/network?focus=nowhere&format={format_}"), 404, "focus")
    problem(client.get(f"/api/v1/network?format={format_}"), 422, "focus")


@pytest.mark.parametrize(("format_", "read"), [("graphml", nx.parse_graphml), ("gexf", None)])
def test_a_network_as_a_file_for_other_programs(
    client: httpx.Client, get: Get, format_: str, read: Callable[[str], nx.Graph[str]] | None
) -> None:
    body = get("network", focus=LEAD)
    response = client.get("/api/v1/network", params={"focus": LEAD, "format": format_})
    assert response.status_code == 200
    assert f".{format_}" in response.headers["content-disposition"]
    network = read(response.text) if read else nx.read_gexf(io.BytesIO(response.content))
    assert set(network.nodes) == {node["id"] for node in body["nodes"]}
    assert network.number_of_edges() == len(body["links"])
    assert network.nodes[LEAD]["label"] == next(node["name"] for node in body["nodes"] if node["id"] == LEAD)
