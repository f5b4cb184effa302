"""What a file says of the answer in it: what was asked, of which graph, and how to ask the same again and cite it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.web.pages.addresses import used
from graph.model import Words
from graph.questions.vocabulary import shipped_vocabulary

if TYPE_CHECKING:
    from graph.answers import Receipt

_TOLD = ("question", "as_of", "timezone", "graph_version", "newer_version", "graph_complete", "undated_links",
         "row_count", "truncated", "engine", "revision", "answer_digest")  # fmt: skip


def receipt_facts(title: Words, receipt: Receipt, again: str) -> Iterator[tuple[Words, str]]:
    """(what, value) of an answer's receipt; `again` is the address or command that asks the same."""
    vocabulary = shipped_vocabulary()
    parts = receipt.as_dict()
    for name, text in used(receipt):
        if name != "as_of":
            yield vocabulary.parameter(name).words, text
    for name in _TOLD:
        if parts[name] is not None:
            yield vocabulary.part(name).words, str(parts[name])
    yield ("再问一次", "Ask again"), again
    yield ("引用", "How to cite"), citation(title, receipt, again)


def citation(title: Words, receipt: Receipt, again: str) -> str:
    """One line that names the answer, its day and the graph that it was asked of."""
    day = f", {receipt.as_of}" if receipt.as_of else ""
    named = " / ".join(dict.fromkeys(title))
    return f"Huoshui 活水: {named}{day}. Graph {receipt.graph_version}, answer {receipt.answer_digest}. {again}"
