"""The console: Cypher of a reader's own, read-only in depth, and bounded."""

from graph.console.answer import ConsoleAnswer
from graph.console.console import Console
from graph.console.plan import QueryPlan

__all__ = ["Console", "ConsoleAnswer", "QueryPlan"]
