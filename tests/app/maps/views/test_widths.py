"""Lines whose width is a figure, in a browser."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.maps.layout import Layout
from app.maps.limit import link_id
from app.maps.page import MapPage, render
from app.maps.texts import MapTexts
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode
from tests.chromium import LAPTOP, Chromium

pytestmark = pytest.mark.browser
DRAWN = "document.documentElement.dataset.map === 'drawn'"
# How many orange dots the column in the middle of the map has.
ACROSS = """(() => {
  const canvas = document.querySelector('#map canvas');
  const dots = canvas.getContext('2d').getImageData(Math.round(canvas.width / 2), 0, 1, canvas.height).data;
  let orange = 0;
  for (let at = 0; at < dots.length; at += 4) {
    if (dots[at + 3] > 100 && dots[at] > 180 && dots[at + 1] < 160 && dots[at + 2] < 120) { orange += 1; }
  }
  return orange;
})()"""


def test_a_line_is_as_wide_from_near_as_from_far(tmp_path: Path) -> None:
    link = SubgraphLink("a b", "AIDS", "a", "b", {"links": 9})
    subgraph = Subgraph([SubgraphNode("a", "Province", "甲"), SubgraphNode("b", "Province", "乙")], [link])
    layout = Layout({"a": (-90_000, 0), "b": (90_000, 0)}, {}, fixed=True, widths={link_id(link): 8.0})
    file = tmp_path / "map.html"
    file.write_text(render(subgraph, MapPage("图", MapTexts("zh"), 20250901, layout=layout)), "utf-8")
    with Chromium(**LAPTOP) as browser:
        page = browser.page
        page.goto(file.as_uri())
        browser.until(DRAWN)
        widths = [page.evaluate(ACROSS)]
        for by in (6, 1 / 12):
            page.evaluate(f"HuoshuiMap.zoom({by}); 0")
            time.sleep(1.5)
            widths.append(page.evaluate(ACROSS))
    assert all(6 <= width <= 10 for width in widths), widths
