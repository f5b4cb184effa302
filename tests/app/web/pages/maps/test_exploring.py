"""A map as people explore it: by mouse and keys, on other days, without someone, and when they come back."""

from __future__ import annotations

import json
from itertools import combinations

import httpx
import pytest

from tests.app.web.conftest import ALLIANCE, LEAD
from tests.app.web.pages.maps.conftest import CITY, DRAWN, TABLES, Map, files_of
from tests.chromium import LAPTOP, PHONE, Chromium
from tests.engine_choice import on_arcadedb

# What a browser draws of an answer does not depend on the engine, on which answers are tested elsewhere.
pytestmark = [on_arcadedb, pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.mark.parametrize(("focus", "hops"), [(CITY, 1), (CITY, 2), (LEAD, 2), (ALLIANCE, 2), ("530124", 2)])
def test_on_any_day_the_map_reaches_whom_the_api_reaches(
    client: httpx.Client, map_: Map, focus: str, hops: int
) -> None:
    map_.open(f"focus={focus}&hops={hops}")
    sizes = set()
    for day in ("", "1990-01-01", "2016-06-01", "2020-10-01", "2024-03-01", "2025-09-01"):
        map_.change(f"{{day: '{day}'}}")
        asked = {"focus": focus, "hops": str(hops), "as_of": day or "any"}
        network = client.get("/api/v1/network", params=asked).json()
        assert map_.ids("reached") == {node["id"] for node in network["nodes"]}, day
        sizes.add(len(network["nodes"]))
    assert len(sizes) > 1, "on every day the same: this shows nothing"


def test_what_is_lost_without_someone_is_what_the_api_says(client: httpx.Client, map_: Map) -> None:
    lost_some = 0
    for focus in (LEAD, ALLIANCE):
        map_.open(f"focus={focus}&hops=3&lang=zh")
        for other in sorted(map_.ids("reached") - {focus}):
            map_.change(f"{{without: ['{other}'], day: '2025-09-01'}}")
            asked = {"start": focus, "hops": "3", "as_of": "2025-09-01", "without": other}
            if other not in map_.ids("reached"):
                continue
            answer = client.get("/api/v1/questions/reach/answer", params=asked).json()
            left = {row["id"] for row in answer["items"]}
            assert map_.ids("left") - {focus} == left, other
            before, after = len(map_.ids("reached")) - 1, len(left)
            lost_some += before - after > 1
            told = map_.text("what-if")
            assert f"从 {before} 个减为 {after} 个：失去 {before - after} 个" in told
    assert lost_some, "nobody was lost but the one who left: this shows little"


def test_a_day_moves_no_node(map_: Map) -> None:
    map_.open(f"focus={CITY}&hops=2")
    days = map_.value("HuoshuiMap.days(HuoshuiMap.graph)")
    assert len(days) > 3
    before: dict[str, tuple[float, float]] = {}
    for day in days:
        map_.change(f"{{day: '{day}'}}")
        places = {id_: map_.place(id_) for id_ in map_.ids("nodes")}
        for id_ in before.keys() & places.keys():
            assert max(abs(a - b) for a, b in zip(before[id_], places[id_], strict=True)) <= 1
        before |= places


def test_the_slider_and_play_choose_the_day(map_: Map) -> None:
    map_.open(f"focus={CITY}&hops=1&as_of=2020-01-01")
    assert "2020-01-01" in map_.text("day-text")
    first = map_.ids("links")
    map_.value("document.getElementById('day').focus(); document.getElementById('day').value = 0")
    map_.press("ArrowRight")
    assert map_.value("HuoshuiMap.state.now().day") == map_.value("HuoshuiMap.days(HuoshuiMap.graph)[1]")
    map_.value("document.getElementById('any-day').click()")
    assert map_.value("HuoshuiMap.state.now().day") == ""
    assert map_.ids("links") > first
    map_.value("document.getElementById('play').click()")
    map_.browser.until("HuoshuiMap.state.now().day === HuoshuiMap.days(HuoshuiMap.graph)[1]")
    map_.value("document.getElementById('play').click()")
    assert map_.value("document.getElementById('play').getAttribute('aria-pressed')") == "false"


@pytest.mark.parametrize("query", ["view=overview&open=530000", "view=flows&level=county"])
def test_a_map_from_far_away_has_days_too(client: httpx.Client, map_: Map, query: str) -> None:
    map_.open(f"{query}&as_of=2025-09-01&lang=en")
    days = map_.value("HuoshuiMap.data.days")
    assert len(days) > 5
    before: dict[str, tuple[float, float]] = {}
    sums = set()
    for day in [*days[:: len(days) // 2], "", "2025-09-01"]:
        map_.change(f"{{day: '{day}'}}")
        map_.browser.until(f"document.documentElement.dataset.tables === '{day or 'any'}'")
        asked = client.get(f"/maps/file?{query}&as_of={day or 'any'}&format=json").json()
        assert map_.ids("nodes") == {node["id"] for node in asked["nodes"]}, day
        assert map_.ids("links") == {f"{link['type']}:{link['key']}" for link in asked["links"]}, day
        seen = "filter(one => HuoshuiMap.view().nodes.has(one.id) || HuoshuiMap.view().links.has(one.id))"
        both = "[...HuoshuiMap.graph.nodes, ...HuoshuiMap.graph.edges]"
        sums.add(str(map_.value(f"{both}.{seen}.map(one => one.id + one.facts + one.notes).sort()")))
        places = {id_: map_.place(id_) for id_ in map_.ids("nodes")}
        for id_ in before.keys() & places.keys():
            assert max(abs(a - b) for a, b in zip(before[id_], places[id_], strict=True)) <= 1
        before |= places
        assert (day or "any day") in map_.text("caption") + map_.text("facts")
    assert len(sums) > 2, "on every day the same: this shows nothing"
    map_.change(f"{{day: '{days[2]}'}}")
    map_.browser.until(f"document.documentElement.dataset.tables === '{days[2]}'")
    nodes = map_.ids("nodes")
    taken = client.get(files_of(map_)["json"]).json()
    assert {node["id"] for node in taken["nodes"]} == nodes
    map_.page.reload()
    map_.browser.until(TABLES + f" && document.documentElement.dataset.tables === '{days[2]}'")
    assert map_.ids("nodes") == nodes
    map_.value("document.getElementById('play').click()")
    map_.browser.until(f"HuoshuiMap.state.now().day === '{days[4]}'")
    map_.value("document.getElementById('play').click()")


def test_a_map_of_groups_says_why_it_has_no_days(client: httpx.Client) -> None:
    page = client.get("/maps?view=overview&by=group&lang=en").text
    assert "days can&#39;t be played" in page
    flows = client.get("/maps?view=flows&lang=en").text
    assert "as_of=2024-" in flows, "without a script, links lead to other days"


def test_a_mouse_chooses_and_filters(map_: Map) -> None:
    map_.open(f"focus={CITY}&hops=1&lang=en")
    map_.page.mouse.click(*map_.place(CITY))
    map_.browser.until(f"HuoshuiMap.state.now().select === '{CITY}'")
    assert "昆明市" in map_.text("details-body")
    assert map_.value("document.querySelector('#details-body .name a').pathname") == f"/regions/{CITY}"
    assert map_.value("document.querySelector('#details-body .evidence a').pathname").startswith("/sources/")
    map_.value("document.querySelector(\"input[data-mark='type:AIDS']\").click()")
    assert not [id_ for id_ in map_.ids("links") if id_.startswith("AIDS:")]
    map_.browser.until("!document.getElementById('links').textContent.includes('Aid link')")
    map_.value("document.getElementById('undo').click()")
    assert [id_ for id_ in map_.ids("links") if id_.startswith("AIDS:")]
    map_.value("document.getElementById('redo').click()")
    assert not [id_ for id_ in map_.ids("links") if id_.startswith("AIDS:")]
    map_.value("document.getElementById('reset').click()")
    assert map_.value("location.hash") == ""


def test_keys_walk_hide_and_take_away(map_: Map) -> None:
    map_.open(f"focus={CITY}&hops=1")
    map_.focus()
    map_.press("ArrowRight")
    assert map_.value("HuoshuiMap.state.now().select") == CITY
    map_.press("ArrowRight")
    neighbour = map_.value("HuoshuiMap.state.now().select")
    assert neighbour != CITY
    assert neighbour in map_.ids("nodes")
    assert map_.value(f"HuoshuiMap.graph.byId.get('{neighbour}').name") in map_.text("said")
    map_.press("w")
    assert neighbour in map_.ids("lost")
    map_.press("h")
    assert neighbour not in map_.ids("nodes")
    assert map_.value("HuoshuiMap.state.now().hide") == [neighbour]
    map_.press("f")
    assert map_.value("document.activeElement.id") == "query"
    map_.page.keyboard.type("磨憨", delay=40)
    map_.page.keyboard.press("Enter")
    map_.browser.until("HuoshuiMap.state.now().select !== null")
    map_.focus()
    map_.press("Enter")
    assert map_.value("document.activeElement.id") == "details"
    map_.focus()
    map_.press("Escape")
    assert map_.value("HuoshuiMap.state.now().select") is None


def test_the_address_holds_all_of_it(map_: Map) -> None:
    map_.open(f"focus={CITY}&hops=1")
    other = sorted(map_.ids("nodes") - {CITY})[0]
    map_.change(
        f"{{day: '2022-10-01', off: ['form:pairing'], hide: ['{other}'], without: ['530124'], select: '{CITY}'}}"
    )
    map_.change("{outline: 'regions'}")
    state, nodes, links = map_.value("location.hash"), map_.ids("nodes"), map_.ids("links")
    assert state
    map_.page.reload()
    map_.browser.until(TABLES)
    assert (map_.value("location.hash"), map_.ids("nodes"), map_.ids("links")) == (state, nodes, links)
    assert map_.value("document.getElementById('outline').value") == "regions"
    with Chromium() as stranger:
        stranger.page.goto(f"{map_.base}/maps?focus={CITY}&hops=1{state}")
        stranger.until(TABLES)
        assert set(stranger.page.evaluate("Array.from(HuoshuiMap.view().nodes)")) == nodes
    map_.page.go_back()
    map_.browser.until("HuoshuiMap.state.now().outline === null")
    map_.page.go_back()
    map_.browser.until("HuoshuiMap.state.now().hide.length === 0")
    assert other in map_.ids("nodes")
    # Away to a page and back again.
    map_.page.goto(f"{map_.base}/questions?lang=en")
    map_.page.go_back()
    map_.browser.until(TABLES)
    assert other in map_.ids("nodes")


def test_what_is_around_a_node_comes_in_and_stays(map_: Map) -> None:
    map_.open(f"focus={ALLIANCE}&hops=1&as_of=any")
    far = map_.value("HuoshuiMap.graph.edges.find(e => e.from !== HuoshuiMap.data.focus).from")
    before, places = map_.ids("nodes"), {id_: map_.place(id_) for id_ in map_.ids("nodes")}
    map_.value(f"HuoshuiMap.expand('{far}')")
    map_.browser.until(f"HuoshuiMap.state.now().expand.includes('{far}')")
    after = map_.ids("nodes")
    assert after >= before
    assert {id_: map_.place(id_) for id_ in before} == places, "what was there stays where it was"
    map_.page.reload()
    map_.browser.until(TABLES + f" && HuoshuiMap.view().nodes.size === {len(after)}")
    assert map_.ids("nodes") == after


LEGEND = """Object.fromEntries(Array.from(document.querySelectorAll('#legend input, #filters input'), box =>
    [box.dataset.mark, Number(box.closest('label').querySelector('.count').textContent.replaceAll(',', ''))]))"""
COUNTED = """(() => { const told = {};
    const seen = HuoshuiMap.inOrder(HuoshuiMap.graph, HuoshuiMap.state.now().expand).map(ids => new Set(ids));
    [HuoshuiMap.graph.nodes, HuoshuiMap.graph.edges].forEach((all, kind) => all.filter(one => seen[kind].has(one.id))
        .forEach(one => one.marks.forEach(mark => { told[mark] = (told[mark] || 0) + 1; })));
    return told; })()"""


def test_legend_filters_and_outlines_take_in_what_was_brought_in(map_: Map) -> None:
    map_.open(f"focus={LEAD}&hops=1&as_of=any&layout=regions")
    first, first_outlines = map_.value(LEGEND), map_.value("HuoshuiMap.data.outlines")
    for far in sorted(map_.ids("nodes") - {LEAD})[:3]:
        map_.value(f"HuoshuiMap.expand('{far}')")
        map_.browser.until(f"HuoshuiMap.state.now().expand.includes('{far}')")
    legend, counted = map_.value(LEGEND), map_.value(COUNTED)
    assert legend.items() <= counted.items()
    assert {mark for mark in counted if mark.startswith(("label:", "type:"))} <= legend.keys()
    assert sum(legend.values()) > sum(first.values())
    before, outlines = ({(o["kind"], o["id"]): o["nodes"] for o in of} for of in (
        first_outlines, map_.value("HuoshuiMap.data.outlines")
    ))  # fmt: skip
    assert list(outlines)[: len(before)] == list(before), "each keeps its colour"
    around = {id_ for ids in outlines.values() for id_ in ids}
    assert around - {id_ for ids in before.values() for id_ in ids}
    # A box that came in works, and so does undo.
    new = sorted(legend.keys() - first.keys())[0]
    map_.value(f"document.querySelector('input[data-mark=\"{new}\"]').click(); 0")
    map_.browser.until(f"HuoshuiMap.state.now().off.includes('{new}')")
    for _ in range(4):
        map_.value("HuoshuiMap.state.undo()")
    map_.browser.until("HuoshuiMap.state.now().expand.length === 0")
    map_.browser.until(f"JSON.stringify({LEGEND}) === {json.dumps(json.dumps(first, separators=(',', ':')))}")
    assert map_.value("HuoshuiMap.data.outlines") == first_outlines


def test_what_a_map_leaves_out_is_found_by_its_search(map_: Map) -> None:
    map_.open(f"focus={LEAD}&hops=1&lang=en")
    assert CITY not in map_.ids("nodes")
    map_.value("document.getElementById('query').focus()")
    map_.page.keyboard.type("昆明市", delay=40)
    map_.press("Enter")
    map_.browser.until("document.querySelector('#found a') !== null")
    map_.value("document.querySelector('#found a').click()")
    map_.browser.until("location.pathname === '/search' && document.readyState === 'complete'")
    assert map_.value(f"document.querySelector('main a[href*=\"/regions/{CITY}\"]') !== null")


def test_two_are_joined_by_a_path(map_: Map) -> None:
    map_.open(f"focus={ALLIANCE}&hops=1&as_of=any&lang=en")
    two = sorted(map_.ids("nodes") - {ALLIANCE})[:2]
    map_.change(f"{{path: ['{two[0]}']}}")
    assert "Choose another node" in map_.text("details-body")
    map_.page.mouse.click(*map_.place(two[1]))
    map_.browser.until("HuoshuiMap.state.now().path.length === 2")
    assert "Shortest path: 2 steps" in map_.text("details-body")


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_labels_are_seen_and_never_overlap(map_: Map) -> None:
    seen = []
    for query in (
        f"focus={CITY}&hops=1", f"focus={CITY}&hops=2&layout=regions", f"focus={ALLIANCE}&hops=2&as_of=any",
        f"focus={CITY}&hops=2&view=geography", f"focus={LEAD}&hops=2", "view=overview",
    ):  # fmt: skip
        map_.open(query)
        labels = map_.value("HuoshuiMap.labels")
        nodes = map_.ids("nodes")
        width, height = map_.value("(map => [map.clientWidth, map.clientHeight])(document.getElementById('map'))")
        for label in labels:
            left, top, right, bottom = label["box"]
            assert min(left, top, width - right, height - bottom) >= 0, (query, label, "cut at an edge")
        for a, b in combinations([one["box"] for one in labels], 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (query, a, b)
        if len(nodes) >= 12:
            seen.append(len([one for one in labels if one["id"] in nodes]))
    assert min(seen) >= 12


AT_THE_BOTTOM = """(() => {
    const node = (id, x, y, label) => ({id, x, y, radius: 10, label, weight: 1, strong: false, dim: false});
    const nodes = [node('low', 100, 70, 'Kunming Southwest\\nAssociated University\\nInstitute'),
      node('over', 100, 35, '长沙'),
      node('left', 30, 70, ''), node('right', 170, 70, '')];
    const context = document.createElement('canvas').getContext('2d');
    const look = {ink: '#000', paper: '#fff', face: 'serif'};
    return HuoshuiMap.drawLabels(context, nodes, [], {width: 200, height: 120}, look);
})()"""


def test_a_label_at_the_bottom_is_shortened_and_not_cut(map_: Map) -> None:
    map_.open(f"focus={ALLIANCE}&hops=1")
    (low,) = [label for label in map_.value(AT_THE_BOTTOM) if label["id"] == "low"]
    assert low["box"][3] <= 120
    # How much of it is left depends on the machine's fonts.
    assert low["text"].endswith("…")
    assert "Kunming Southwest Associated University".startswith(low["text"][:-1])


def test_a_map_alone_may_stand_in_a_frame(client: httpx.Client, map_: Map) -> None:
    map_.open(f"focus={ALLIANCE}&hops=1&lang=en")
    map_.change("{off: ['type:LEADS']}")
    code = map_.value("document.getElementById('embed').value")
    address = code.split('src="')[1].split('"')[0].replace("&amp;", "&")
    assert "embed=true" in address
    assert "off=type%3ALEADS" in address
    page = client.get(address.partition("#")[0])
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert '<h1 id="title"' not in page.text
    map_.page.goto(address)
    map_.browser.until(DRAWN)
    assert not [id_ for id_ in map_.ids("links") if id_.startswith("LEADS:")]


def test_a_name_leads_to_the_map_of_the_only_one_who_has_it(client: httpx.Client) -> None:
    found = client.get("/maps?focus=昆明市&hops=1&lang=en")
    assert found.status_code == 307
    assert dict(httpx.URL(found.headers["location"]).params) == {"lang": "en", "focus": CITY, "hops": "1"}
    several = client.get("/maps?focus=第一中学&lang=en")
    assert several.status_code == 300
    assert client.get("/maps?focus=没有这样的学校&lang=en").status_code == 404
    wrong = client.get(f"/maps?focus={CITY}&view=sideways", headers={"Accept": "text/html"})
    assert wrong.status_code == 422


def test_an_address_with_nonsense_behind_it_is_a_map_all_the_same(map_: Map) -> None:
    nonsense = "#day=soon&select=nobody&hide=,&off=%zz,no:mark&path=a,b&without=x&expand=y&outline=z&=&&t"
    map_.open(f"focus={CITY}&hops=1{nonsense}")
    assert len(map_.ids("nodes")) > 5
    map_.change("{select: '530100', path: []}")
    assert "昆明市" in map_.text("details-body")
