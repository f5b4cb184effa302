"""What the page with the map of an answer says: written by the command, answered by the API, or beside rows."""

from __future__ import annotations

from dataclasses import replace

from app.maps.page import Around, MapPage
from app.maps.texts import MapTexts
from app.texts import Language
from graph.answers import Answer, Receipt
from graph.model import LOCATED_IN, TAKES_PART, TIES
from graph.subgraph import Subgraph
from graph.today import today


def page_of_network(answer: Answer, language: Language = "zh") -> MapPage:
    """What the page with the map of a `network` answer says: it is named after its focus."""
    subgraph: Subgraph = answer.extra["view"]
    focus = next(node for node in subgraph.nodes if node.id == subgraph.focus)
    return replace(page_of_answer(answer.receipt, focus.name, language), around=around(answer.receipt, focus.label))


def around(receipt: Receipt, label: str) -> Around:
    """How far a `network` answer looked around its focus, which has that label."""
    is_region = label not in TAKES_PART
    follows = [*receipt.parameters.get("ties", TIES), *([LOCATED_IN.type] if is_region else [])]
    return Around(receipt.parameters["hops"], list(dict.fromkeys(follows)), is_region)


def page_of_answer(receipt: Receipt, title: str, language: Language = "zh") -> MapPage:
    """What the page with a map says, as of the answer's day; among links of any day a reader chooses the day.

    One file with nothing around it; whoever serves it replaces `assets`, and whoever knows more `surroundings`."""
    texts = MapTexts(language)
    return MapPage(title, texts, day_of(receipt.as_of), caption(receipt, texts), timed=receipt.as_of is None)


def day_of(as_of: str | None) -> int:
    """A receipt's day as YYYYMMDD; today where it has none."""
    return int((as_of or today().isoformat()).replace("-", ""))


def caption(receipt: Receipt, texts: MapTexts) -> str:
    """The receipt in a line: how far was looked, of which graph, and what weakens the answer."""
    parts = []
    if hops := receipt.parameters.get("hops"):
        parts.append(texts.word("hop" if hops == 1 else "hops", n=hops))
    if receipt.as_of is None:
        parts.append(texts.word("any_day"))
    if receipt.undated_links:
        parts.append(texts.word("undated", n=texts.undated(receipt)))
    if not receipt.graph_version:
        parts.append(texts.word("empty_graph"))
    else:
        parts.append(texts.word("version", version=receipt.graph_version))
        if receipt.newer_version:
            parts.append(texts.word("newer", version=receipt.newer_version))
        if not receipt.graph_complete:
            parts.append(texts.word("incomplete"))
    return " · ".join(parts)
