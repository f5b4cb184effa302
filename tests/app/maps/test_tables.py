from __future__ import annotations

from app.maps.drawing import draw, link_sentence
from app.maps.tables import link_rows, node_rows
from app.maps.texts import MapTexts
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

AS_OF = 20240901


def rows_of(link: SubgraphLink) -> list[str]:
    view = Subgraph([SubgraphNode("a", "School", "甲"), SubgraphNode("b", "School", "乙")], [link])
    texts = MapTexts("en")
    drawing = draw(view, texts, AS_OF)
    (row,) = link_rows(drawing, texts)
    return [row.detail, row.evidence]


def test_locators_stand_with_their_source_only_when_that_is_known() -> None:
    paired = {"source_ids": ["s1", "s2"], "locators": ["L1", "L2"]}
    assert rows_of(SubgraphLink("1", "AIDS", "a", "b", paired))[1] == "s1 L1; s2 L2"
    uneven = {"source_ids": ["s1"], "locators": ["L1", "L2"]}
    assert rows_of(SubgraphLink("1", "AIDS", "a", "b", uneven))[1] == "s1; L1; L2"
    assert rows_of(SubgraphLink("1", "AIDS", "a", "b", {"source_ids": None}))[1] == ""


def test_details_are_in_words() -> None:
    properties = {"form": "group_aid", "programme": "组团式帮扶", "until_day": 20200101, "entailed": True}
    assert rows_of(SubgraphLink("1", "AIDS", "a", "b", properties))[0] == "group aid; 组团式帮扶; ended; entailed"


def test_a_link_tells_when_it_was_seen() -> None:
    link = SubgraphLink("1", "AIDS", "a", "b", {"form": "other", "observed": ["2023", "2024-09"]})
    assert rows_of(link)[0] == "other; observed 2023, 2024-09"
    told = {language: link_sentence(link, {"a": "甲", "b": "乙"}, MapTexts(language)) for language in ("zh", "en")}
    assert told["zh"].endswith("见于 2023, 2024-09")
    assert told["en"].endswith("observed 2023, 2024-09")


def test_links_are_read_in_the_order_of_their_start(town: Subgraph) -> None:
    texts = MapTexts("zh")
    drawing = draw(town, texts, AS_OF)
    rows = link_rows(drawing, texts)
    assert [row.start.id for row in rows] == sorted(link.start for link in town.links)


def test_a_node_without_a_name_is_called_by_its_id() -> None:
    (row,) = node_rows(draw(Subgraph([SubgraphNode("a", "School", "")], []), MapTexts("zh"), AS_OF), None)
    assert (row.name, row.students) == ("a", "")
