"""indicators → Indicator nodes and ABOUT links."""

from __future__ import annotations

import re

from loaders.desk import TAKES_PART, BadReference, Desk
from loaders.identity import Entity
from loaders.names import digest
from loaders.plan import row_values
from loaders.rows import CheckedRow

_METRIC = re.compile(r"[a-z][a-z0-9_]*")


def plan_indicators(desk: Desk, rows: list[CheckedRow]) -> None:
    """A reported figure a row, about its subject. Figures that differ are nodes of their own: contradictions show."""
    for row in rows:
        with desk.row(row):
            if not _METRIC.fullmatch(row.values["metric"]):
                raise BadReference("metric", "is not in snake_case")
            subject = desk.refer(row, "subject", (*TAKES_PART, "Programme"))
            values = row_values(row, "metric", "value", "unit", "qualifier", "as_of")
            sources = sorted({source for source, _ in row.evidence})
            parts = (subject.id, *(str(value) for value in values.values()), *sources)
            id_ = f"indicator-{digest(*parts, length=12)}"
            desk.node(row, "Indicator", id_, values)
            desk.link(row, "ABOUT", Entity("Indicator", id_, values["metric"]), subject, {})
