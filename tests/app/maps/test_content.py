"""What a file holds of a map: what is shown of it, on its day, and what it rests on."""

from __future__ import annotations

from dataclasses import replace

from app.maps.content import MapContent, map_content
from app.maps.limit import link_id
from app.maps.network import page_of_answer
from app.maps.seen import part_of
from app.maps.styles import DOTTED_UNDATED, PAPER
from graph.subgraph import Subgraph
from tests.app.maps.contents import content_of, receipt


def of_any_day(view: Subgraph, day: int) -> MapContent:
    return content_of(view, asked=receipt(as_of=None), day=day)


def edge(content: MapContent, id_: str) -> dict[str, object]:
    return next(one for one in content.drawing.edges if one["id"] == id_)


def test_among_links_of_any_day_the_day_that_is_shown_decides(town: Subgraph) -> None:
    content = of_any_day(town, 20230901)
    assert content.day == "2023-09-01"
    assert ("截至", "2023-09-01") in content.facts
    assert "2023-09-01" in content.cited
    assert not any("任何时间" in note for note in content.notes)
    assert edge(content, "AIDS:2")["dashes"] is None, "it held on that day"
    assert edge(content, "PAIRED_WITH:4")["dashes"] == DOTTED_UNDATED


def test_what_does_not_hold_on_the_day_is_not_shown(town: Subgraph) -> None:
    content = of_any_day(town, 20240901)
    shown = {link_id(link) for link in content.subgraph.links}
    assert "AIDS:2" not in shown, "it ended the day before"
    assert "AIDS:3" in shown, "it ends that day"
    assert any("0 个节点，1 条关系" in note for note in content.notes)


def test_the_notes_of_a_view_stay_whatever_the_day(town: Subgraph) -> None:
    told = receipt(as_of=None)
    page = page_of_answer(told, "T")
    page = replace(page, caption=f"{page.caption} · 没有边界", day=20230901)
    notes = map_content(part_of(town, page), page, told, "").notes
    assert notes[0].endswith(" · 没有边界")
    assert "任何时间" not in notes[0]


def test_of_any_day_links_that_have_ended_are_dashed(town: Subgraph) -> None:
    content = of_any_day(town, 0)
    assert any("任何时间" in note for note in content.notes)
    assert edge(content, "AIDS:2")["dashes"]
    assert not edge(content, "PAIRED_WITH:4").get("dashes")


def test_who_is_lost_is_hollow(town: Subgraph) -> None:
    content = content_of(town, lost={"b"})
    nodes = {node["id"]: node for node in content.drawing.nodes}
    assert nodes["b"]["color"]["background"] == PAPER
    assert nodes["b"]["borderDashes"]
    assert nodes["a"]["color"]["background"] != PAPER


def test_what_is_hidden_is_left_out_of_all_parts(town: Subgraph) -> None:
    content = content_of(town, hidden={"a", link_id(town.links[-1])})
    ids = {node.id for node in town.nodes} - {"a"}
    assert {node.id for node in content.subgraph.nodes} == {node["id"] for node in content.drawing.nodes} == ids
    assert {link_id(link) for link in content.subgraph.links} == {one["id"] for one in content.drawing.edges}
    assert len(content.subgraph.links) == 3
    assert any("1 个节点，6 条关系" in note for note in content.notes)


def test_a_hidden_focus_is_no_focus(town: Subgraph) -> None:
    assert content_of(town, hidden={"g"}).subgraph.focus is None
