"""sources → Source nodes."""

from __future__ import annotations

from loaders.desk import Desk
from loaders.plan import row_values
from loaders.rows import CheckedRow


def plan_sources(desk: Desk, rows: list[CheckedRow]) -> None:
    """One Source node a row; their ids are what other rows may cite."""
    for row in rows:
        with desk.row(row):
            names = ("title", "publisher", "published", "url", "licence")
            desk.plan.node("Source", row.values["id"], row_values(row, *names))
