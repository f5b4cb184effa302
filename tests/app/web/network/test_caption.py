from __future__ import annotations

from dataclasses import replace

from app.web.network.caption import caption
from graph.answers import Receipt

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
    answer_digest="8f0c41d8a1b9e2d7",
    cypher="",
    cypher_parameters=None,
)


def test_a_dated_and_complete_answer_needs_no_warning() -> None:
    assert caption(RECEIPT, "en") == "within 2 hops · graph version abc"
    assert caption(RECEIPT, "zh") == "2 步以内 · 图谱版本 abc"


def test_what_weakens_an_answer_is_said() -> None:
    weak = replace(RECEIPT, as_of=None, undated_links=3, graph_complete=False)
    assert caption(weak, "en") == (
        "within 2 hops · links of any day · undated links: 3, taken as always holding · graph version abc"
        " · a load has not finished"
    )
