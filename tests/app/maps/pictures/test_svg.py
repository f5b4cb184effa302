"""The SVG of a map: all that is on it, in outlines, and nothing that runs or is fetched."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from app.maps.content import MapContent
from app.maps.layout import Mark, lay_out
from app.maps.limit import link_id
from app.maps.pictures.compose import map_picture
from app.maps.pictures.picture import TextLine
from app.maps.pictures.svg import svg
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode
from tests.app.maps.contents import content_of
from tests.app.maps.test_page import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
_ALLOWED = {"svg", "title", "desc", "metadata", "defs", "path", "g", "use"}


def tree(content: MapContent) -> ET.Element:
    return ET.fromstring(svg(map_picture(content)))


def titles(root: ET.Element) -> list[str]:
    """What the pieces of a picture are called, the picture itself among them."""
    return [title.text or "" for title in root.iter(f"{SVG}title")]


def said(root: ET.Element, tag: str) -> str:
    found = root.find(f"{SVG}{tag}")
    assert found is not None
    return found.text or ""


def test_every_node_and_link_is_on_it_and_says_what_it_is(town: Subgraph) -> None:
    root = tree(content_of(town))
    told = titles(root)
    assert told[0] == "镇上的集团"
    for node in town.nodes:
        assert any(title.startswith(f"{node.name} · ") for title in told), node.name
    sentences = [title for title in told if "帮扶" in title]
    assert len(sentences) == 2, "both of the aid links"
    assert any("2020-09" in title for title in sentences)


def test_it_says_what_it_rests_on(town: Subgraph) -> None:
    root = tree(content_of(town))
    facts = said(root, "metadata")
    for fact in (
        "2024-09-01",
        "v42",
        "报道 1",
        "https://example.org/r1",
        "CC BY 4.0",
        "https://example.org/maps?focus=g1",
    ):
        assert fact in facts
    assert "引用: Huoshui 活水: 镇上的集团" in facts
    assert "8 个节点" in said(root, "desc")


def test_it_is_the_same_each_time(town: Subgraph) -> None:
    assert svg(map_picture(content_of(town))) == svg(map_picture(content_of(town)))


def test_both_languages_have_their_words(town: Subgraph) -> None:
    assert "School" in " ".join(titles(tree(content_of(town, language="en"))))
    assert tree(content_of(town, language="en")).get("lang") == "en"


def test_looks_are_those_of_the_page(town: Subgraph) -> None:
    content = content_of(town)
    edges = {edge["id"]: edge for edge in content.drawing.edges}
    assert [list(edge["dashes"]) for edge in edges.values() if "dashes" in edge], "one link has ended"
    lines = [path for path in tree(content).iter(f"{SVG}path") if path.get("stroke")]
    for edge in edges.values():
        width = f"{edge['width']:.2f}".rstrip("0").rstrip(".")
        alike = [
            line
            for line in lines
            if line.get("stroke") == edge["color"]["color"]
            and line.get("stroke-width") == width
            and line.get("stroke-dasharray") == (" ".join(map(str, edge["dashes"])) if "dashes" in edge else None)
        ]
        assert alike, edge["id"]


def test_what_is_hidden_is_not_on_it_and_is_counted(town: Subgraph) -> None:
    gone = link_id(town.links[3])
    content = content_of(town, hidden={"c", gone})
    root = tree(content)
    assert not any(title.startswith("富民县第二中学") for title in titles(root))
    assert len([title for title in titles(root) if "帮扶" in title]) == 1
    assert "1 个节点，2 条关系" in said(root, "desc"), "the link of the hidden node is gone with it"
    places = {node["id"]: (node["x"], node["y"]) for node in content.drawing.nodes}
    whole = {node["id"]: (node["x"], node["y"]) for node in content_of(town).drawing.nodes}
    assert places == {id_: place for id_, place in whole.items() if id_ != "c"}, "the others stay where they were"


def test_letters_are_outlines_of_the_picture_itself(town: Subgraph) -> None:
    root = tree(content_of(town))
    assert not list(root.iter(f"{SVG}text"))
    kept = {path.get("id") for path in root.iter(f"{SVG}path") if path.get("id")}
    used = [use.get("href", "") for use in root.iter(f"{SVG}use")]
    assert used
    assert {name.removeprefix("#") for name in used} <= kept


def test_hostile_names_do_no_harm() -> None:
    nodes = [SubgraphNode(name, "School", name) for name in HOSTILE]
    links = [SubgraphLink(name, "AIDS", name, HOSTILE[0], {"form": name}) for name in HOSTILE]
    root = tree(content_of(Subgraph(nodes, links, focus=HOSTILE[0]), title=HOSTILE[0]))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= _ALLOWED
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.get("href", "#").startswith("#")
    assert titles(root)[0] == HOSTILE[0]


@pytest.mark.parametrize("title", ["x" * 5000, "\u202e逆\u2066", "a\nb\0c\ud800", ""])
def test_no_title_breaks_it(town: Subgraph, title: str) -> None:
    picture = map_picture(content_of(town, title=title))
    assert picture.width < 3000
    assert ET.fromstring(svg(picture)) is not None


def test_nothing_on_it_still_makes_a_picture() -> None:
    picture = map_picture(content_of(Subgraph([], [])))
    assert picture.width > 0
    assert re.search(r"0 个节点", picture.description)


def test_a_view_that_sizes_its_nodes_tells_so_itself(town: Subgraph) -> None:
    content = content_of(town)
    assert any("大小" in line.text for line in lines_of(content))
    sized = replace(content.page, layout=replace(lay_out(town), marks={"a": Mark(20.0, 16.0)}))
    assert not any("大小" in line.text for line in lines_of(replace(content, page=sized)))


def lines_of(content: MapContent) -> list[TextLine]:
    pieces = map_picture(content).pieces
    return [mark for piece in pieces for mark in piece.marks if isinstance(mark, TextLine)]
