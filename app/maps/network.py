"""The page of a `network` answer: what `huoshui map` writes and what the API answers as HTML."""

from __future__ import annotations

from app.maps.assets import Assets
from app.maps.page import render_map
from app.maps.texts import MapTexts
from app.texts import Language
from graph.answers import Answer, Receipt
from graph.subgraph import Subgraph


def network_page(answer: Answer, language: Language = "zh", assets: Assets = "inline") -> str:
    """The map of a `network` answer, named after its focus, as of its day (today where it takes links of any day)."""
    subgraph: Subgraph = answer.extra["view"]
    as_of = answer.receipt.as_of
    return render_map(
        subgraph,
        title=next(node.name for node in subgraph.nodes if node.id == subgraph.focus),
        language=language,
        caption=caption(answer.receipt, MapTexts(language)),
        assets=assets,
        as_of=int(as_of.replace("-", "")) if as_of else None,
    )


def caption(receipt: Receipt, texts: MapTexts) -> str:
    """The receipt in a line: how far was looked, of which graph, and what weakens the answer."""
    hops = receipt.parameters["hops"]
    parts = [texts.word("hop" if hops == 1 else "hops", n=hops)]
    if receipt.as_of is None:
        parts.append(texts.word("any_day"))
    if receipt.undated_links:
        parts.append(texts.word("undated", n=texts.undated(receipt)))
    if receipt.graph_version:
        parts.append(texts.word("version", version=receipt.graph_version))
    if not receipt.graph_complete:
        parts.append(texts.word("incomplete"))
    return " · ".join(parts)
