from __future__ import annotations

from typing import TYPE_CHECKING

from app.maps.legend import legend
from app.maps.texts import MapTexts
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

if TYPE_CHECKING:
    from tests.app.maps.conftest import Page, PageOf

AS_OF = 20240901


def marks(page: Page, name: str) -> list[str]:
    return [known[name] for tag, known in page.tags if tag == "li" and name in known]


def test_it_covers_exactly_what_is_drawn(page_of: PageOf, town: Subgraph) -> None:
    page = page_of(town)
    labels = ["LeadSchool", "School", "EducationGroup", "Prefecture", "County", "Indicator", "Nursery"]
    assert marks(page, "data-label") == labels
    types = ["LEADS", "MEMBER_OF", "AIDS", "PAIRED_WITH", "PART_OF", "LOCATED_IN", "ABOUT"]
    assert marks(page, "data-type") == types
    assert marks(page, "data-note") == ["ended", "entailed"]


def test_it_shows_the_colours_that_the_map_draws(page_of: PageOf, town: Subgraph) -> None:
    page = page_of(town)
    fills = {known["fill"] for tag, known in page.tags if tag in {"polygon", "circle"}}
    strokes = {known["stroke"] for tag, known in page.tags if tag == "line"}
    assert {node["color"]["background"] for node in page.data["nodes"]} <= fills
    assert {edge["color"]["color"] for edge in page.data["edges"]} <= strokes


def test_the_page_explains_no_dashes_where_nothing_ended(page_of: PageOf, town: Subgraph) -> None:
    assert marks(page_of(town, as_of=20200101), "data-note") == ["entailed"]


def test_it_explains_only_what_is_there() -> None:
    nodes = [SubgraphNode("a", "School", "甲"), SubgraphNode("b", "School", "乙")]
    plain = legend(Subgraph(nodes, [SubgraphLink("1", "AIDS", "a", "b")]), MapTexts("en"), AS_OF)
    assert (plain.ended, plain.entailed, plain.notes) == (False, False, ("size: number of links",))
    assert [(entry.text, entry.count) for entry in plain.nodes] == [("School", 2)]
    assert [(entry.text, entry.count) for entry in plain.links] == [("Aid link", 1)]
    assert legend(Subgraph([], []), MapTexts("en"), AS_OF).notes == ()


def test_counts_add_up(town: Subgraph) -> None:
    found = legend(town, MapTexts("zh"), AS_OF)
    assert sum(entry.count for entry in found.nodes) == 8
    assert sum(entry.count for entry in found.links) == 9
