"""Views of the graph from far away, of answers on the small dataset."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from app.maps.drawing import draw, opening_zoom
from app.maps.limit import drawable, link_id
from app.maps.surroundings import surroundings
from app.maps.texts import MapTexts
from app.maps.views.flows import flows_matrix, flows_view
from app.maps.views.geography import geography_view
from app.maps.views.overview import overview_view_of
from app.maps.views.positions import Positions
from app.maps.views.regions import region_positions
from app.maps.views.view import View
from graph.answers import Library
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode
from tests.engine_choice import on_arcadedb

DAY = "2025-09-01"
ENGLISH, CHINESE = MapTexts("en"), MapTexts("zh")


def overview(library: Library, **given: Any) -> View:
    return overview_view_of(library, library.ask("overview", {"as_of": DAY, **given}), ENGLISH)


@on_arcadedb
def test_each_row_of_an_overview_has_a_place_and_a_size(small: Library) -> None:
    view = overview(small)
    ids = {node.id for node in view.subgraph.nodes}
    assert ids == {"530000", "no-region:Organisation"} == view.layout.places.keys()
    assert view.layout.marks["530000"].size > view.layout.marks["no-region:Organisation"].size
    names = {node.id: node.name for node in view.subgraph.nodes}
    assert names["no-region:Organisation"] == "Organisation: region not known"
    assert "no borders" in view.notes[0]
    assert any("Province 33" in note for note in view.notes)


@on_arcadedb
def test_nothing_moves_when_more_is_opened_or_the_day_changes(small: Library) -> None:
    """On 1 January 2019 a1-east wasn't there yet, nor was g1."""
    first = overview(small, open="530100,530124").layout.places
    for given in ({"open": "530100"}, {"open": "530124", "as_of": "2019-01-01"}, {}, {"level": "county"}):
        places = overview(small, **given).layout.places
        assert {id_ for id_ in first.keys() & places.keys() if places[id_] != first[id_]} == set()
    assert {"a2", "a7"} <= overview(small, open="530124", as_of="2019-01-01").layout.places.keys() < first.keys()


@on_arcadedb
def test_what_is_opened_is_drawn_smaller_and_shown_first(small: Library) -> None:
    view = overview(small, open="530100,530124")
    assert set(view.fit) == {"a1", "a1-east", "a2", "a3", "a4", "a5", "a6", "a7", "g1"}
    sizes = {id_: mark.size for id_, mark in view.layout.marks.items()}
    assert sizes["a1"] < sizes["530125"] < sizes["530000"]
    county = region_positions(small).regions["530124"]
    for id_ in view.fit:
        x, y = view.layout.places[id_]
        assert math.hypot((x - county.x) / 1.5, y - county.y) <= county.radius + 1


@on_arcadedb
def test_groups_are_laid_out_like_a_network(small: Library) -> None:
    view = overview(small, by="group")
    assert view.layout.marks["530000"].size > view.layout.marks["g1"].size > view.layout.marks["g2"].size
    assert not view.layout.fixed
    assert not any("no borders" in note for note in view.notes)


@on_arcadedb
def test_an_overview_is_drawn_as_it_says(small: Library) -> None:
    view = overview(small, open="530100")
    drawing = draw(view.subgraph, ENGLISH, 20250901, view.layout)
    drawn = {node["id"]: node for node in drawing.nodes}
    assert drawn["530125"]["size"] == view.layout.marks["530125"].size
    told = dict(drawn["530125"]["facts"])
    assert told["Schools"] == "5"
    assert not {"Opens", "Region above"} & told.keys()
    assert {edge["pixels"] for edge in drawing.edges} == set(view.layout.widths.values())
    zoom = opening_zoom(view.layout.places)
    assert all(math.isclose(edge["width"] * zoom, edge["pixels"], abs_tol=0.01) for edge in drawing.edges)
    assert {edge["notes"] for edge in drawing.edges} == {"1 in all"}


@on_arcadedb
def test_flows_are_as_wide_as_they_are_large(small: Library) -> None:
    """b1 sends 10 teachers to 530126, and aids b2 and b4 of its own county; a2 aids a6 with 2."""
    answer = small.ask("aid_flows", {"level": "county", "as_of": DAY})
    by_links = flows_view(small, answer, "links", ENGLISH)
    widths = {(link.start, link.end): by_links.layout.widths[link_id(link)] for link in by_links.subgraph.links}
    assert widths["530125", "530125"] > widths["530125", "530126"] == widths["530124", "530124"]
    by_teachers = flows_view(small, answer, "teachers", ENGLISH)
    widths = {(link.start, link.end): by_teachers.layout.widths[link_id(link)] for link in by_teachers.subgraph.links}
    assert widths["530125", "530126"] > widths["530124", "530124"] > widths["530125", "530125"]
    assert any("2 of 4 links" in note for note in by_teachers.notes)
    rings = [
        edge for edge in draw(by_links.subgraph, ENGLISH, 20250901, by_links.layout).edges if edge["from"] == edge["to"]
    ]
    assert len(rings) == 2
    assert all(ring["selfReference"]["size"] > by_links.layout.marks[ring["from"]].size for ring in rings)


@on_arcadedb
def test_lines_that_are_left_out_are_told_by_type(small: Library) -> None:
    answer = small.ask("overview", {"as_of": DAY})
    thin = {"lines": 1200, "ties": 1300, "by_type": [{"type": "AIDS", "lines": 200, "ties": 300}]}
    told = replace(answer, extra={**answer.extra, "lines_left_out": thin})
    assert overview_view_of(small, told, ENGLISH).notes[-1] == (
        "The 1,200 thinnest lines are left out (1,300 ties: Aid link 300)."
    )


@on_arcadedb
def test_a_matrix_has_the_same_figures(small: Library) -> None:
    answer = small.ask("aid_flows", {"level": "county", "as_of": DAY})
    matrix = flows_matrix(answer, "links", ENGLISH)
    assert [id_ for id_, _ in matrix.helpers] == ["530125", "530124"]
    assert [id_ for id_, _ in matrix.helped] == ["530125", "530124", "530126"]
    assert [[cell.figure for cell in row] for row in matrix.cells] == [[2, None, 1], [None, 1, None]]
    assert [[cell.shade for cell in row] for row in matrix.cells] == [[5, 0, 4], [0, 4, 0]]


@on_arcadedb
def test_what_a_matrix_has_no_room_for_is_added_up(small: Library) -> None:
    answer = small.ask("aid_flows", {"level": "county", "as_of": DAY})
    matrix = flows_matrix(answer, "links", CHINESE, most=2)
    assert matrix.helped == (("530125", "宜良县"), ("", "其他 2 个"))
    assert sum(cell.figure or 0 for row in matrix.cells for cell in row) == sum(row["links"] for row in answer.rows)


def geography(library: Library, **given: Any) -> tuple[View, dict[str, str]]:
    subgraph = drawable(library.ask("network", {"as_of": "any", **given}).extra["view"]).subgraph
    lies_in = {id_: region for id_, (region, _) in surroundings(library.store, subgraph).regions.items()}
    return geography_view(subgraph, lies_in, region_positions(library), ENGLISH), lies_in


@on_arcadedb
def test_schools_stand_around_the_place_of_their_county(small: Library) -> None:
    view, lies_in = geography(small, focus="g2", hops=4)
    places = view.layout.places
    assert places.keys() == {node.id for node in view.subgraph.nodes}
    for id_, region in lies_in.items():
        others = [other for other, elsewhere in lies_in.items() if elsewhere != region]
        own = [other for other, same in lies_in.items() if same == region and other != id_]
        if own and others:
            nearest = min(math.dist(places[id_], places[other]) for other in own)
            assert nearest < min(math.dist(places[id_], places[other]) for other in others)
    assert view.notes[0] == ENGLISH.word("schema")


@on_arcadedb
def test_a_crowd_of_counties_keeps_apart_and_what_lies_nowhere_stands_below(small: Library) -> None:
    where = region_positions(small)
    counties = sorted(id_ for id_ in where.regions if id_.startswith("31"))
    nodes = [SubgraphNode(f"{county}-{n}", "School", "校") for county in counties for n in range(9)]
    view = geography_view(
        Subgraph([*nodes, SubgraphNode("lost", "School", "校")], [SubgraphLink("k", "AIDS", "lost", nodes[0].id)]),
        {node.id: node.id[:6] for node in nodes},
        where,
        ENGLISH,
    )
    places = view.layout.places
    assert min(math.dist(places[a.id], places[b.id]) for a in nodes for b in nodes if a.id < b.id) > 60
    assert places["lost"][1] > max(y for id_, (_, y) in places.items() if id_ != "lost")


def test_a_network_without_any_place_is_drawn_all_the_same() -> None:
    view = geography_view(Subgraph([SubgraphNode("a", "School", "校")], []), {}, Positions(), ENGLISH)
    assert view.layout.places.keys() == {"a"}
