"""The map page of an answer: what `huoshui map` writes, what the API answers as HTML, and what stands beside rows."""

from __future__ import annotations

from app.maps.assets import Assets
from app.maps.page import render_map
from app.maps.texts import MapTexts
from app.texts import Language
from graph.answers import Answer, Receipt
from graph.subgraph import Subgraph


def network_page(answer: Answer, language: Language = "zh", assets: Assets = "inline") -> str:
    """The map of a `network` answer, named after its focus."""
    subgraph: Subgraph = answer.extra["view"]
    title = next(node.name for node in subgraph.nodes if node.id == subgraph.focus)
    return answer_map(subgraph, answer.receipt, title, language, assets)


def answer_map(
    subgraph: Subgraph, receipt: Receipt, title: str, language: Language = "zh", assets: Assets = "inline"
) -> str:
    """A map of what an answer tells, as of its day (today where it takes links of any day)."""
    return render_map(
        subgraph,
        title=title,
        language=language,
        caption=caption(receipt, MapTexts(language)),
        assets=assets,
        as_of=int(receipt.as_of.replace("-", "")) if receipt.as_of else None,
    )


def caption(receipt: Receipt, texts: MapTexts) -> str:
    """The receipt in a line: how far was looked, of which graph, and what weakens the answer."""
    parts = []
    if hops := receipt.parameters.get("hops"):
        parts.append(texts.word("hop" if hops == 1 else "hops", n=hops))
    if receipt.as_of is None:
        parts.append(texts.word("any_day"))
    if receipt.undated_links:
        parts.append(texts.word("undated", n=texts.undated(receipt)))
    if receipt.graph_version:
        parts.append(texts.word("version", version=receipt.graph_version))
    if not receipt.graph_complete:
        parts.append(texts.word("incomplete"))
    return " · ".join(parts)
