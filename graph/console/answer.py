"""What the console gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from graph.console.plan import QueryPlan
from graph.subgraph import Subgraph


@dataclass(frozen=True, slots=True)
class ConsoleAnswer:
    """Rows of plain JSON values, what was cut, and what it takes to name the answer again.

    Without rows ArcadeDB names no columns either."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    truncated: bool
    cut_by: Literal["rows", "bytes"] | None
    cut_at: int | None
    """The limit that cut it: a number of rows, or of bytes of JSON; None when nothing was cut."""
    elapsed_ms: float
    graph_version: str | None
    graph_complete: bool
    newer_version: str | None
    """The graph's own version, where this is of an earlier copy, and a newer one is being made; None otherwise."""
    engine: str
    revision: str
    """Digest of the statement as it was written."""
    plan: QueryPlan
    is_plan: bool
    """Whether only the plan was asked for, and nothing was run."""
    network: Subgraph | None
    """The nodes and links in the rows; None without any."""

    def receipt(self) -> dict[str, Any]:
        """What there is to say of it beside its rows."""
        return {
            "revision": self.revision,
            "graph_version": self.graph_version,
            "graph_complete": self.graph_complete,
            "newer_version": self.newer_version,
            "engine": self.engine,
            "row_count": len(self.rows),
            "truncated": self.truncated,
            "cut_by": self.cut_by,
            "cut_at": self.cut_at,
            "elapsed_ms": self.elapsed_ms,
        }
