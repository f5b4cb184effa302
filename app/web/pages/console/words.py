"""What the editor colours and completes: what the console runs, and what the graph is declared to hold."""

from __future__ import annotations

from typing import Any

from app.web.pages.texts import PageTexts
from graph.console.allowed import CLAUSES, FUNCTIONS
from graph.model import LINK_TYPES, NODE_TYPES

_INSIDE = (
    "WHERE", "AS", "DISTINCT", "ORDER BY", "ASC", "DESC", "SKIP", "LIMIT", "YIELD", "ALL", "AND", "OR", "XOR", "NOT",
    "IN", "IS", "NULL", "TRUE", "FALSE", "CONTAINS", "STARTS WITH", "ENDS WITH", "CASE", "WHEN", "THEN", "ELSE", "END",
    "EXISTS", "COUNT", "COLLECT", "EXPLAIN",
)  # fmt: skip


def editor_words(texts: PageTexts) -> dict[str, Any]:
    """Keywords, functions, labels, link types and properties; what is declared with its meaning."""
    labels = [label for node in NODE_TYPES for label in (node.label, *(extra.label for extra in node.extra_labels))]
    declared = [prop for node in NODE_TYPES for prop in node.properties]
    declared += [prop for link in LINK_TYPES for prop in link.properties]
    return {
        "keywords": sorted({*CLAUSES, *_INSIDE}),
        "functions": sorted(FUNCTIONS),
        "labels": {label: texts.label(label) for label in labels},
        "types": {link.type: texts.label(link.type) for link in LINK_TYPES},
        "properties": {name: prop.meaning for prop in declared for name in prop.stored},
        "kinds": {kind: texts.word(f"word_{kind}") for kind in ("keyword", "function", "label", "type", "property")},
        "label": texts.word("console_statement"),
    }
