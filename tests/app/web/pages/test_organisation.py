"""The page of an organisation, and what leads to it."""

from __future__ import annotations

import httpx

from graph import Store
from tests.app.web.pages.reading import links, opened
from tests.graphs import Link, write_graph
from tests.held_graph import Graph


def test_an_organisation_has_a_page_that_others_lead_to(
    server: httpx.Client, writer: Store, empty_graph: Graph
) -> None:
    write_graph(
        writer,
        [
            Link("AIDS", "o1", "s1", "aids-1", properties={"form": "other", "observed": ["2023", "2024-09"]}),
            Link("LEADS", "o1", "g1", "leads-1"),
            Link("LOCATED_IN", "o1", "r1", "located-in-1"),
        ],
        o1={"name": "某大学", "kind": "university"},
    )
    page = opened(server, "organisation", id="o1", lang="en")
    assert "某大学" in page.text
    assert "university" in page.text
    assert page.all("iframe")
    asked: list[tuple[str, dict[str, str]]] = [
        ("aid_links", {}), ("find", {"name": "某大"}), ("reach", {"start": "s1"}), ("organisations", {}),
    ]  # fmt: skip
    for question, given in asked:
        assert any(one.startswith("/organisations/o1?") for one in links(opened(server, question, **given)))
    assert "见于" in opened(server, "aid_links").text
    assert "2024-09" in opened(server, "ties_of_school", id="s1").text
    assert "某大学" in opened(server, "group", id="g1").text
