from __future__ import annotations

import re
from dataclasses import replace

from app.maps.network import caption, page_of_network
from app.maps.page import render
from app.maps.texts import MapTexts
from graph.answers import Answer, Receipt
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

RECEIPT = Receipt(
    question="network",
    revision="r",
    parameters={"hops": 2},
    graph_version="abc",
    graph_complete=True,
    as_of="2025-09-01",
    undated_links=0,
    engine="neo4j",
    row_count=1,
    truncated=False,
    cut_at=1500,
    elapsed_ms=1.0,
    answer_digest="0123" * 4,
    cypher="",
    cypher_parameters=None,
)


def test_a_dated_and_complete_answer_needs_no_warning() -> None:
    assert caption(RECEIPT, MapTexts("en")) == "within 2 hops · graph version abc"
    assert caption(RECEIPT, MapTexts("zh")) == "2 步以内 · 图谱版本 abc"


def test_what_weakens_an_answer_is_said() -> None:
    weak = replace(RECEIPT, as_of=None, undated_links=3, graph_complete=False)
    assert caption(weak, MapTexts("en")) == (
        "within 2 hops · links of any day · undated links: 3, taken as holding while both their ends do"
        " · graph version abc"
        " · a load has not finished"
    )


def test_where_undated_links_were_observed_is_said() -> None:
    seen = replace(RECEIPT, undated_links=3, undated_observed={"before": 2, "within": 1, "after": 0})
    assert "undated links: 3 (observed before the day: 2, at the time: 1, after it: 0)" in caption(seen, MapTexts("en"))
    assert "没有时间的联系：3（见于该日之前 2 条、当时 1 条、之后 0 条）" in caption(seen, MapTexts("zh"))


def test_the_page_is_as_of_the_answers_day() -> None:
    """One link held from 2019 to 2021: on a day of 2020 nothing has ended."""
    view = Subgraph(
        nodes=[SubgraphNode("q1", "School", "强校"), SubgraphNode("w1", "School", "弱校")],
        links=[SubgraphLink("1", "AIDS", "q1", "w1", {"since": "2019", "until": "2021", "until_day": 20211231})],
        focus="q1",
    )

    def page(day: str) -> str:
        return render(view, page_of_network(Answer((), [], replace(RECEIPT, as_of=day), {"view": view}), "en"))

    held = page("2020-06-01")
    assert re.findall(r"As of (\S+?)<", held, re.IGNORECASE) == ["2020-06-01"]
    assert "ended" not in words(held)
    assert "ended" in words(page("2022-06-01"))


def words(page: str) -> str:
    """A page without its scripts and styles."""
    return re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
