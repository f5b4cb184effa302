"""Nodes are moved, and maps used by a finger."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest

from tests.app.web.conftest import ALLIANCE
from tests.app.web.pages.maps.conftest import CITY, TABLES, Map, files_of
from tests.chromium import PHONE
from tests.engine_choice import on_arcadedb

# What a browser draws of an answer does not depend on the engine, on which answers are tested elsewhere.
pytestmark = [on_arcadedb, pytest.mark.browser, pytest.mark.timeout(300)]


def drag(map_: Map, start: tuple[float, float], end: tuple[float, float], *, finger_s: float | None = None) -> None:
    """Drag by mouse, or by a finger that holds still for so long first."""
    between = [(start[0] + (end[0] - start[0]) * n / 8, start[1] + (end[1] - start[1]) * n / 8) for n in range(9)]
    if finger_s is not None:
        map_.browser.swipe(*between, held_s=finger_s)
        return
    map_.page.mouse.move(*start)
    map_.page.mouse.down()
    map_.page.mouse.move(*end, steps=8)
    map_.page.mouse.up()


def test_a_node_is_dragged_and_stays_where_it_was_put(client: httpx.Client, map_: Map) -> None:
    map_.open(f"focus={ALLIANCE}&hops=1&as_of=any&lang=en")
    one, *others = sorted(map_.ids("nodes") - {ALLIANCE})
    before = {id_: map_.place(id_) for id_ in map_.ids("nodes")}
    x, y = before[one]
    drag(map_, (x, y), (x + 90, y - 60))
    map_.browser.until("HuoshuiMap.state.now().at.length === 1")
    assert map_.place(one) == pytest.approx((x + 90, y - 60), abs=2)
    assert {id_: map_.place(id_) for id_ in others} == {id_: before[id_] for id_ in others}
    drawn = map_.value(f"(() => {{ const at = HuoshuiMap.network().getPositions()['{one}']; return [at.x, at.y]; }})()")
    node = map_.value(f"(() => {{ const at = HuoshuiMap.graph.byId.get('{one}'); return [at.x, at.y]; }})()")
    assert drawn == pytest.approx(node, abs=1)
    told = client.get(files_of(map_)["html"]).text
    assert f'"x":{node[0]},"y":{node[1]}' in told
    map_.page.reload()
    map_.browser.until(TABLES)
    assert map_.value(f"HuoshuiMap.graph.byId.get('{one}').x") == node[0]
    map_.focus()
    map_.change(f"{{select: '{one}'}}")
    map_.press("Shift+ArrowRight")
    map_.browser.until(f"HuoshuiMap.graph.byId.get('{one}').x > {node[0]}")
    map_.value("HuoshuiMap.state.undo()")
    map_.browser.until(f"HuoshuiMap.graph.byId.get('{one}').x === {node[0]}")
    map_.value("document.getElementById('reset').click()")
    map_.browser.until(f"location.hash === '' && HuoshuiMap.atHome(HuoshuiMap.graph, '{one}')")


@pytest.mark.parametrize("screen", [PHONE], ids=["phone"])
def test_a_finger_that_holds_a_node_moves_it_and_a_swipe_scrolls(map_: Map) -> None:
    map_.open(f"focus={ALLIANCE}&hops=1&as_of=any&lang=en")
    map_.value("document.getElementById('map').scrollIntoView()")
    x, y = map_.place(ALLIANCE)
    drag(map_, (x, y), (x + 10, y - 120), finger_s=0)
    map_.browser.until("window.scrollY > 40")
    assert map_.value("HuoshuiMap.state.now().at.length") == 0
    # A swipe goes on for a while.
    time.sleep(1)
    map_.value("document.getElementById('map').scrollIntoView()")
    x, y = map_.place(ALLIANCE)
    scrolled = map_.value("window.scrollY")
    drag(map_, (x, y), (x + 10, y - 120), finger_s=0.6)
    map_.browser.until("HuoshuiMap.state.now().at.length === 1")
    assert map_.value("window.scrollY") == scrolled
    assert map_.place(ALLIANCE) == pytest.approx((x + 10, y - 120), abs=3)


@pytest.mark.parametrize("screen", [PHONE], ids=["phone"])
def test_a_finger_chooses_and_scrolls(map_: Map, screen: dict[str, Any]) -> None:
    height = screen["viewport"]["height"]
    map_.open(f"focus={CITY}&hops=1")
    map_.value("document.getElementById('map').scrollIntoView()")
    map_.page.touchscreen.tap(*map_.place(CITY))
    map_.browser.until(f"HuoshuiMap.state.now().select === '{CITY}'")
    box = "document.getElementById('details').getBoundingClientRect()"
    assert map_.value(f"{box}.bottom") == height
    assert 0 < map_.value(f"{box}.height") <= 0.46 * height
    map_.value("document.getElementById('close').click(); window.scrollTo(0, 0)")
    map_.browser.swipe(*[(195, 600 - 20 * step) for step in range(15)])
    map_.browser.until("window.scrollY > 100")


@pytest.mark.parametrize("screen", [PHONE], ids=["phone"])
def test_a_finger_follows_no_link_of_the_sheet_that_it_brings_up(map_: Map) -> None:
    map_.open(f"focus={ALLIANCE}&hops=1&as_of=any&lang=en")
    one = min(map_.ids("nodes"), key=map_.place)
    map_.change(f"{{select: '{one}'}}")
    link = map_.page.locator("#details-body .name a").bounding_box()
    assert link
    map_.change("{select: null}")
    map_.value(f"window.scrollBy(0, {map_.place(one)[1] - link['y'] - link['height'] / 2}); 0")
    x, y = map_.place(one)
    assert link["x"] < x < link["x"] + link["width"]
    assert link["y"] < y < link["y"] + link["height"]
    map_.page.touchscreen.tap(x, y)
    map_.browser.until(f"HuoshuiMap.state.now().select === '{one}'")
    map_.page.wait_for_timeout(400)
    assert map_.value("location.pathname") == "/maps"
    map_.page.locator("#details").get_by_role("button", name="Expand").tap()
    map_.browser.until(f"HuoshuiMap.state.now().expand.includes('{one}')")
