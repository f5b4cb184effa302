"""Files of a map that a reader explored: they hold what is seen, and need nothing else."""

from __future__ import annotations

import html
from pathlib import Path

import httpx
import pytest

from tests.app.web.conftest import LEAD
from tests.app.web.pages.maps.conftest import CITY, TABLES, Map, files_of, taken_away
from tests.engine_choice import on_arcadedb

# What a browser draws of an answer does not depend on the engine, on which answers are tested elsewhere.
pytestmark = [on_arcadedb, pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_file_holds_what_is_seen(client: httpx.Client, map_: Map) -> None:
    map_.open(f"focus={CITY}&hops=1&lang=en")
    other = sorted(map_.ids("nodes") - {CITY})[0]
    map_.change(f"{{day: '2022-10-01', off: ['type:LEADS'], hide: ['{other}'], without: ['530124']}}")
    formats = files_of(map_)
    assert set(formats) == {"html", "png", "svg", "pdf", "csv", "json", "graphml", "gexf"}
    told = client.get(formats["json"]).json()
    assert {node["id"] for node in told["nodes"]} == map_.ids("nodes")
    assert {f"{link['type']}:{link['key']}" for link in told["links"]} == map_.ids("links")
    assert "2022-10-01" in str(told["facts"])
    for name, start in (
        ("png", b"\x89PNG"),
        ("svg", b"<?xml"),
        ("pdf", b"%PDF"),
        ("html", b"<!DOCTYPE"),
        ("csv", b"\xef\xbb\xbf"),
    ):
        answer = client.get(formats[name])
        assert answer.content.startswith(start), name
        assert answer.headers["content-disposition"].startswith("attachment")
    again = client.get(formats["png"].replace("shown=", "shown=A"), headers={"Accept": "application/json"})
    assert again.status_code == 422
    assert "the graph has changed" in again.text


def test_a_file_holds_what_a_reader_brought_in(client: httpx.Client, map_: Map, tmp_path: Path) -> None:
    map_.open(f"focus={LEAD}&hops=1&as_of=any&lang=en")
    before = map_.ids("nodes")
    for _ in range(2):
        for id_ in sorted(map_.ids("nodes") - {LEAD} - set(map_.value("HuoshuiMap.state.now().expand")))[:3]:
            map_.value(f"HuoshuiMap.expand('{id_}')")
            map_.browser.until(f"HuoshuiMap.state.now().expand.includes('{id_}')")
    undone = map_.value("HuoshuiMap.state.now().expand.at(-1)")
    map_.value("HuoshuiMap.state.undo()")
    assert map_.value(f"!HuoshuiMap.state.now().expand.includes('{undone}')")
    nodes, links = map_.ids("nodes"), map_.ids("links")
    brought = nodes - before
    assert len(brought) >= 3
    places = map_.value("HuoshuiMap.graph.nodes.map(node => [node.id, [node.x, node.y]])")
    formats = files_of(map_)
    told = client.get(formats["json"]).json()
    assert {node["id"] for node in told["nodes"]} == nodes
    assert {f"{link['type']}:{link['key']}" for link in told["links"]} == links
    cited = {id_ for one in (*told["nodes"], *told["links"]) for id_ in one["properties"].get("source_ids", [])}
    assert {source["id"] for source in told["sources"]} == cited
    names = {node["name"] for node in told["nodes"] if node["id"] in brought}
    for format_ in ("csv", "graphml", "gexf", "svg"):
        text = client.get(formats[format_]).text
        assert [name for name in names if name not in text] == [], format_
    for format_ in ("png", "pdf"):
        assert client.get(formats[format_]).status_code == 200
    with taken_away(client.get(formats["html"]).content, tmp_path) as browser:
        page = browser.page
        for of, ids in (("nodes", nodes), ("links", links)):
            assert set(page.evaluate(f"Array.from(HuoshuiMap.view().{of})")) == ids
        there = dict(page.evaluate("HuoshuiMap.graph.nodes.map(node => [node.id, [node.x, node.y]])"))
        assert there == {id_: place for id_, place in places if id_ in nodes}
        assert browser.said == []
    # The same map opened again: what was brought in stands where it stood.
    map_.page.reload()
    map_.browser.until(TABLES + f" && HuoshuiMap.view().nodes.size === {len(nodes)}")
    again = dict(map_.value("HuoshuiMap.graph.nodes.map(node => [node.id, [node.x, node.y]])"))
    assert again.items() <= dict(places).items()


@pytest.mark.parametrize(
    "query", ["view=overview", "view=overview&by=group", "view=flows", "view=flows&weight=teachers", f"focus={CITY}"]
)
def test_files_of_every_view_name_their_sources(client: httpx.Client, query: str) -> None:
    """What is summed up rests on sources, too: those of the links, or of the whole graph."""
    asked = f"/maps/file?{query}&lang=en&as_of=any&format="
    told = client.get(f"{asked}json").json()
    assert told["sources"]
    for source in told["sources"]:
        assert source["title"]
    for fact in ("Graph version", "Ask again", "How to cite"):
        assert told["facts"][fact]
    for format_ in ("html", "csv", "graphml", "gexf"):
        text = html.unescape(client.get(asked + format_).text)
        for source in told["sources"]:
            assert source["title"] in text, format_


@pytest.mark.parametrize(
    "query",
    [
        f"focus={LEAD}&hops=1", f"focus={CITY}&hops=1&as_of=any", f"focus={LEAD}&hops=2&as_of=2020-10-01",
        f"focus={CITY}&view=geography&as_of=2024-03-01",
    ],
)  # fmt: skip
def test_a_file_of_a_copied_link_holds_what_the_page_shows_at_first(
    client: httpx.Client, map_: Map, tmp_path: Path, query: str
) -> None:
    map_.open(query)
    told = client.get(f"/maps/file?{query}&format=json").json()
    assert {node["id"] for node in told["nodes"]} == map_.ids("nodes")
    assert {f"{link['type']}:{link['key']}" for link in told["links"]} == map_.ids("links")
    with taken_away(client.get(f"/maps/file?{query}&format=html").content, tmp_path) as browser:
        for of in ("nodes", "links"):
            assert set(browser.page.evaluate(f"Array.from(HuoshuiMap.view().{of})")) == map_.ids(of)


def test_a_page_taken_away_holds_what_is_seen(client: httpx.Client, map_: Map, tmp_path: Path) -> None:
    map_.open(f"focus={CITY}&hops=2&as_of=any&lang=en")
    without = sorted(id_ for id_ in map_.ids("nodes") if id_.startswith("school-"))[:4]
    map_.change(f"{{without: {without}, on: ['type:LOCATED_IN']}}")
    lost = map_.ids("lost") & map_.ids("nodes")
    assert lost
    with taken_away(client.get(files_of(map_)["html"]).content, tmp_path) as browser:
        page = browser.page
        for of in ("nodes", "links"):
            assert set(page.evaluate(f"Array.from(HuoshuiMap.view().{of})")) == map_.ids(of)
        hollow = "HuoshuiMap.graph.nodes.filter(node => node.borderDashes).map(node => node.id)"
        assert set(page.evaluate(hollow)) == lost


def test_a_page_taken_away_needs_no_network(client: httpx.Client, map_: Map, tmp_path: Path) -> None:
    file = client.get(f"/maps/file?focus={CITY}&hops=1&format=html&lang=en").content
    with taken_away(file, tmp_path, offline=True) as browser:
        page = browser.page
        page.evaluate(f"HuoshuiMap.state.change({{select: '{CITY}', off: ['type:AIDS']}}); 0")
        assert "昆明市" in page.evaluate("document.getElementById('details-body').textContent")
        assert not [id_ for id_ in page.evaluate("Array.from(HuoshuiMap.view().links)") if id_.startswith("AIDS:")]
        assert [asked for asked in browser.requests if not asked.startswith(("file:", "data:"))] == []
        assert browser.said == []
