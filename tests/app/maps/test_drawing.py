from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.maps.drawing import draw
from app.maps.limit import drawable
from app.maps.texts import MapTexts
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

if TYPE_CHECKING:
    from tests.app.maps.conftest import PageOf

AS_OF = 20240901


def edges_of(view: Subgraph, as_of: int = AS_OF) -> dict[str, dict[str, Any]]:
    return {edge["id"]: edge for edge in draw(drawable(view).subgraph, MapTexts("zh"), as_of).edges}


def nodes_of(view: Subgraph) -> dict[str, dict[str, Any]]:
    return {node["id"]: node for node in draw(drawable(view).subgraph, MapTexts("zh"), AS_OF).nodes}


def test_every_node_and_link_is_drawn_once_in_its_place(page_of: PageOf, town: Subgraph) -> None:
    data = page_of(town).data
    assert sorted(node["id"] for node in data["nodes"]) == sorted(node.id for node in town.nodes)
    assert sorted((edge["id"], edge["from"], edge["to"]) for edge in data["edges"]) == sorted(
        (f"{link.type}:{link.key}", link.start, link.end) for link in town.links
    )
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in data["nodes"])
    assert data["options"]["physics"] == {"enabled": False}
    assert data["focus"] == "g"


def test_font_names_keep_their_spaces(town: Subgraph) -> None:
    options = draw(town, MapTexts("zh"), AS_OF).options
    assert options["nodes"]["font"]["face"] == "system-ui, sans-serif"


def test_a_link_is_dashed_from_the_day_after_its_last(town: Subgraph) -> None:
    assert "dashes" in edges_of(town)["AIDS:2"]
    assert "dashes" not in edges_of(town)["AIDS:3"], "its last day is the as-of day"
    assert "dashes" in edges_of(town, 20240902)["AIDS:3"]
    assert "dashes" not in edges_of(town, 20240831)["AIDS:2"]
    assert "dashes" not in edges_of(town)["LEADS:1"], "no last day counts as still going on"


def test_arrows_show_where_help_flows_to() -> None:
    nodes = [SubgraphNode("a", "School", "甲"), SubgraphNode("b", "School", "乙")]
    types = ["AIDS", "LEADS", "MANAGES", "SPUN_OFF_FROM", "MEMBER_OF", "PAIRED_WITH", "LOCATED_IN", "CAMPUS_OF"]
    edges = edges_of(Subgraph(nodes, [SubgraphLink(name, name, "a", "b") for name in types]))
    ends = {name: edges[f"{name}:{name}"]["arrows"]["to"] for name in types}
    arrows = {name for name, end in ends.items() if end["enabled"] and end["type"] == "arrow"}
    # A lead and who runs another have ends of their own: in red-blind sight their colours are those of help.
    assert arrows == {"AIDS", "SPUN_OFF_FROM"}
    assert not ends["MEMBER_OF"]["enabled"]
    assert not ends["PAIRED_WITH"]["enabled"]
    dotted = edges["SPUN_OFF_FROM:SPUN_OFF_FROM"]
    assert (dotted["from"], dotted["to"]) == ("a", "b")
    assert dotted["dashes"][0] < 3
    assert "dashes" not in edges["AIDS:AIDS"]


def test_an_ended_spin_off_differs_from_one_that_stands() -> None:
    nodes = [SubgraphNode("a", "School", "甲"), SubgraphNode("b", "School", "乙")]
    links = [
        SubgraphLink("1", "SPUN_OFF_FROM", "a", "b"),
        SubgraphLink("2", "SPUN_OFF_FROM", "b", "a", {"until_day": 20200101}),
    ]
    edges = edges_of(Subgraph(nodes, links))
    assert edges["SPUN_OFF_FROM:1"]["dashes"] != edges["SPUN_OFF_FROM:2"]["dashes"]


def test_an_entailed_link_is_thinner_and_lighter(town: Subgraph) -> None:
    edges = edges_of(town)
    entailed, stated = edges["MEMBER_OF:1"], edges["MEMBER_OF:5"]
    assert entailed["width"] < stated["width"]
    assert entailed["color"]["opacity"] < stated["color"]["opacity"]


def bend(edge: dict[str, Any], low: str) -> float:
    """How far a link bends, to which side, as seen from the node `low`."""
    smooth = edge.get("smooth", {"enabled": False})
    if not smooth["enabled"]:
        return 0.0
    side = 1 if smooth["type"] == "curvedCW" else -1
    return float(smooth["roundness"]) * side * (1 if edge["from"] == low else -1)


def test_parallel_links_bend_apart_whichever_way_they_run(town: Subgraph) -> None:
    edges = edges_of(town)
    bends = [bend(edges[key], "a") for key in ("AIDS:2", "AIDS:3", "PAIRED_WITH:4")]
    assert len(set(bends)) == 3
    assert min(abs(one - other) for one in bends for other in bends if one != other) >= 0.1
    assert bend(edges["LEADS:1"], "a") != bend(edges["MEMBER_OF:1"], "a")
    assert "smooth" not in edges["PART_OF:6"]


def test_two_links_in_opposite_directions_bend_apart() -> None:
    nodes = [SubgraphNode("a", "School", "甲"), SubgraphNode("b", "School", "乙")]
    edges = edges_of(Subgraph(nodes, [SubgraphLink("1", "AIDS", "a", "b"), SubgraphLink("2", "AIDS", "b", "a")]))
    assert bend(edges["AIDS:1"], "a") * bend(edges["AIDS:2"], "a") < 0


def test_loops_on_one_node_do_not_cover_each_other() -> None:
    nodes = [SubgraphNode("a", "School", "甲")]
    edges = edges_of(Subgraph(nodes, [SubgraphLink(key, "AIDS", "a", "a") for key in "12"]))
    assert edges["AIDS:1"]["selfReference"]["size"] != edges["AIDS:2"]["selfReference"]["size"]


def test_size_follows_students_or_else_links() -> None:
    nodes = [
        SubgraphNode("a", "School", "甲", {"students": 400}),
        SubgraphNode("b", "School", "乙", {"students": 2500}),
        SubgraphNode("c", "School", "丙"),
        SubgraphNode("d", "School", "丁"),
    ]
    links = [SubgraphLink(str(i), "AIDS", "c", other) for i, other in enumerate("abd")]
    drawn = nodes_of(Subgraph(nodes, links))
    assert drawn["a"]["size"] < drawn["b"]["size"]
    assert drawn["d"]["size"] < drawn["c"]["size"]
    assert drawn["a"]["size"] != drawn["d"]["size"], "the same links: the students decide"


def test_the_focus_stands_out() -> None:
    nodes = [SubgraphNode("a", "School", "甲"), SubgraphNode("b", "School", "乙")]
    drawn = nodes_of(Subgraph(nodes, [], focus="b"))
    assert drawn["b"]["size"] > drawn["a"]["size"]
    assert drawn["b"]["borderWidth"] > drawn["a"]["borderWidth"]
    assert "shadow" in drawn["b"]
    assert "shadow" not in drawn["a"]


def test_tooltips_are_plain_text_that_isolates_names() -> None:
    name = "<b>甲</b>\u202e\n乙"
    drawn = nodes_of(Subgraph([SubgraphNode("a", "School", name, {"students": 1200})], []))
    # vis-network sets a string title as innerText; an object would be put into the page as it is.
    assert drawn["a"]["title"] == "\u2068<b>甲</b>\u202e 乙\u2069\n学校\n学生数: 1,200"
