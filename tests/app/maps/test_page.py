from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.maps import ASSET_NAMES, render_map
from app.maps.assets import SCRIPT_NAMES, STYLE_NAMES, served_at
from app.maps.page import json_for_script
from app.maps.tables import FIRST_ROWS
from graph.errors import BadParameter
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

if TYPE_CHECKING:
    from tests.app.maps.conftest import PageOf

HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "<!-- <script>",
    "\"quoted\" 'single' & &amp; `tick` {{ 7*7 }}",
    "line\u2028and\u2029paragraph",
    "学校🏫👩‍🏫",
    "\u202eright to left\u202c שלום",
    "back\\slash \\u003c/script>",
]


def hostile_view() -> Subgraph:
    nodes = [SubgraphNode(name, name, name, {"students": 5}) for name in HOSTILE]
    links = [
        SubgraphLink(
            name, name, name, HOSTILE[0], {"form": name, "since": name, "source_ids": [name], "locators": [name]}
        )
        for name in HOSTILE
    ]
    return Subgraph(nodes, links, focus=HOSTILE[0])


@pytest.mark.parametrize("assets", ["inline", "served"])
def test_nothing_points_to_another_machine(page_of: PageOf, town: Subgraph, assets: str) -> None:
    page = page_of(town, assets=assets)
    pointers = [
        value
        for _, known in page.tags
        for name, value in known.items()
        if name in {"src", "href", "srcset", "action", "poster", "data", "formaction"}
    ]
    assert pointers, "a page without any pointer would make this test say nothing"
    assert [p for p in pointers if not re.match(r"#|data:,$|/assets/", p)] == []
    styles = page.found("style")
    assert {url[:5] for style in styles for url in re.findall(r"url\(\s*[\"']?([^)]*)", style)} <= {"data:"}
    assert not any("@import" in style for style in styles)
    assert not re.search(r"cdnjs|jsdelivr|unpkg|cloudflare|googleapis|bootstrap|sourceMappingURL", page.text)


def test_the_policy_forbids_every_request_and_names_what_runs(page_of: PageOf, town: Subgraph) -> None:
    page = page_of(town)
    (policy,) = [known["content"] for tag, known in page.tags if known.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    blocks = page.found("style") + [
        text for tag, known, text in page.contents if tag == "script" and "type" not in known
    ]
    assert len(blocks) == len(ASSET_NAMES)
    for block in blocks:
        assert base64.b64encode(hashlib.sha256(block.encode()).digest()).decode() in policy


def test_served_holds_no_code_of_its_own(page_of: PageOf, town: Subgraph) -> None:
    page = page_of(town, assets="served", assets_url="/static/maps/")
    sources = [known["src"] for tag, known in page.tags if tag == "script" and "src" in known]
    sheets = [known["href"] for _, known in page.tags if known.get("rel") == "stylesheet"]
    assert sources == [served_at(name, "/static/maps") for name in SCRIPT_NAMES]
    assert sheets == [served_at(name, "/static/maps") for name in STYLE_NAMES]
    assert all(re.fullmatch(r"/static/maps/[\w.-]+\?v=[0-9a-f]{16}", address) for address in [*sources, *sheets])
    assert page.found("style") == []
    assert [known for tag, known in page.tags if tag == "script" and not known.keys() & {"src", "type"}] == []
    # An attribute such as onclick or style would need 'unsafe-inline'.
    assert [known for _, known in page.tags if any(name == "style" or name.startswith("on") for name in known)] == []


def test_hostile_names_stay_text(page_of: PageOf, town: Subgraph) -> None:
    page = page_of(hostile_view(), title=HOSTILE[0], caption=HOSTILE[1])
    plain = page_of(town)
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in plain.tags} | {"p"}
    assert [known for _, known in page.tags if "onerror" in known] == []
    assert page.found("title") == [HOSTILE[0]]
    assert {row[0].removesuffix(" 焦点") for row in page.body_rows("nodes")} == set(HOSTILE)
    assert {row[0] for row in page.body_rows("links")} == set(HOSTILE)
    assert {node["id"] for node in page.data["nodes"]} == set(HOSTILE)
    assert set(page.found("li", data_label=HOSTILE[0])) != set()


def test_json_in_a_script_can_not_end_it() -> None:
    text = str(json_for_script(HOSTILE))
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == HOSTILE


@pytest.mark.parametrize("assets", ["inline", "served"])
def test_the_same_view_gives_the_same_bytes(crowd: Callable[[int, int], Subgraph], assets: Any) -> None:
    view = crowd(150, 400)
    nodes, links = list(view.nodes), list(view.links)
    random.Random(1).shuffle(nodes)
    random.Random(2).shuffle(links)
    assert nodes != view.nodes
    pages = [
        render_map(each, title="T", as_of=20240901, assets=assets) for each in (view, view, Subgraph(nodes, links))
    ]
    assert pages[0] == pages[1] == pages[2]


def test_tables_hold_every_node_and_link_once(page_of: PageOf, town: Subgraph) -> None:
    page = page_of(town)
    nodes, links = page.body_rows("nodes"), page.body_rows("links")
    assert [row[-1] for row in nodes] == ["530100", "530124", "a", "b", "c", "g", "i", "x"]
    assert nodes[2] == ["昆明市第一中学", "牵头校", "3,600", "5", "a"]
    assert nodes[5] == ["昆一中教育集团 焦点", "教育集团", "", "4", "g"]
    assert len(links) == 9
    aid = [
        "昆明市第一中学",
        "帮扶",
        "富民县第一中学",
        "2020-09",
        "2024-08",
        "托管；已结束",
        "seed-000 L20；seed-004 L7",
    ]
    assert aid in links
    assert ["昆明市第一中学", "成员", "昆一中教育集团", "", "", "牵头；推断", ""] in links
    assert ["富民县第一中学", "成员", "昆一中教育集团", "", "", "成员", "seed-000"] in links


def test_tables_tell_a_screen_reader_what_they_are(page_of: PageOf, town: Subgraph) -> None:
    page = page_of(town, language="en")
    assert page.found("caption") == ["Every node on the map", "Every link on the map"]
    heads = [known for tag, known in page.tags if tag == "th"]
    assert {known.get("scope") for known in heads} == {"col", "row"}
    regions = [known for _, known in page.tags if known.get("role") == "region"]
    ids = {known["id"] for _, known in page.tags if "id" in known}
    assert [known["tabindex"] for known in regions] == ["0", "0"]
    assert {known["aria-labelledby"] for known in regions} <= ids
    assert {known["href"][1:] for tag, known in page.tags if tag == "a"} <= ids
    assert {known.get("lang") for tag, known in page.tags if tag == "th" and known["scope"] == "row"} == {"zh-Hans"}


@pytest.mark.parametrize(("language", "tag", "word"), [("zh", "zh-Hans", "帮扶"), ("en", "en", "Aid link")])
def test_the_page_speaks_one_language(page_of: PageOf, town: Subgraph, language: str, tag: str, word: str) -> None:
    page = page_of(town, language=language)
    assert ("html", {"lang": tag}) in page.tags
    assert [word in text for text in page.found("li", data_type="AIDS")] == [True]
    assert any(known.get("name") == "viewport" for _, known in page.tags)


def test_a_cut_is_told_with_what_and_why(page_of: PageOf, town: Subgraph) -> None:
    cut = Subgraph(town.nodes, town.links, town.focus, left_out=2345, cut_at=1500)
    (notice,) = page_of(cut, language="en").found("p", class_="notice")
    assert "1,500" in notice
    assert "2,345" in notice
    assert "can't be read" in notice
    assert page_of(town).found("p", class_="notice") == []


@pytest.mark.parametrize(
    ("language", "kinds", "links"),
    [
        ("zh", "（学校 2,300；县级 45）", "连着它们的关系也未画：帮扶 4,000；"),
        ("en", " (School 2,300; County 45)", "these links: Aid link 4,000; "),
    ],
)
def test_a_cut_is_counted_by_kind_and_by_type_of_tie(
    page_of: PageOf, town: Subgraph, language: str, kinds: str, links: str
) -> None:
    cut = replace(
        town, left_out=2345, cut_at=1500,
        nodes_left_out={"County": 45, "School": 2300}, links_left_out={"LEADS": 5, "AIDS": 4000},
    )  # fmt: skip
    (notice,) = page_of(cut, language=language).found("p", class_="notice")
    assert kinds in notice
    assert links in notice


def test_more_than_a_page_holds_is_cut_here_too(page_of: PageOf, crowd: Callable[[int, int], Subgraph]) -> None:
    page = page_of(crowd(1510, 3000), language="en")
    (notice,) = page.found("p", class_="notice")
    assert "1,500 nodes; left out: 10" in notice
    assert "most links" in notice
    assert len(page.data["nodes"]) == 1500


def test_the_full_size_page_holds_everything(page_of: PageOf, crowd: Callable[[int, int], Subgraph]) -> None:
    page = page_of(crowd(1500, 5000), language="en")
    assert (len(page.data["nodes"]), len(page.data["edges"])) == (1500, 5000)
    # The script draws the other rows when they are asked for; a page without one says how many there are.
    assert (len(page.body_rows("nodes")), len(page.body_rows("links"))) == (FIRST_ROWS, FIRST_ROWS)
    assert "all 1,500" in page.text
    assert "all 5,000" in page.text
    assert len({(node["x"], node["y"]) for node in page.data["nodes"]}) == 1500
    assert page.found("p", class_="notice") == []


def test_an_empty_view_says_so_and_runs_nothing(page_of: PageOf) -> None:
    page = page_of(Subgraph([], []))
    assert page.found("p", id="map") == ["没有可画的内容：这个视图里没有节点。"]
    assert page.body_rows("nodes") == page.body_rows("links") == [["无"]]
    assert [known for tag, known in page.tags if tag == "script" and "type" not in known] == []


def test_one_node_alone_is_a_page(page_of: PageOf) -> None:
    page = page_of(Subgraph([SubgraphNode("a", "School", "")], []))
    assert [(node["id"], node["label"]) for node in page.data["nodes"]] == [("a", "a")]
    assert len(page.found("li")) == 1


def test_without_a_day_it_is_today(town: Subgraph) -> None:
    days = {date.today()}
    text = render_map(town, title="T")
    days.add(date.today())
    assert any(f"截至 {day.isoformat()}" in text for day in days)


@pytest.mark.parametrize(
    ("options", "parameter"),
    [
        ({"language": "fr"}, "language"),
        ({"assets": "cdn"}, "assets"),
        ({"as_of": 20240231}, "as_of"),
        ({"as_of": 2024}, "as_of"),
        ({"assets_url": "https://cdn.example/x"}, "assets_url"),
        ({"assets_url": "//cdn.example/x"}, "assets_url"),
        ({"assets_url": "/\\cdn.example"}, "assets_url"),
        ({"assets_url": '/a" onload="x'}, "assets_url"),
    ],
)
def test_wrong_options_are_named(town: Subgraph, options: dict[str, Any], parameter: str) -> None:
    with pytest.raises(BadParameter) as caught:
        render_map(town, **({"title": "T"} | options))
    assert caught.value.parameter == parameter
