"""The rows of a map's tables in one CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.map_files.format import MapFormat
from graph.csv_text import csv_text

if TYPE_CHECKING:
    from app.maps.content import MapContent

_FIRST = ("row", "type", "id", "name", "from_id", "from_name", "to_id", "to_name", "since", "until")
_LAST = ("source_ids", "locators")


class MapCsv(MapFormat):
    """Comma-separated values (RFC 4180)."""

    name = "csv"
    media_type = "text/csv"
    title = "CSV"
    notes = (
        "For spreadsheets (UTF-8 with the mark that Excel wants, and an apostrophe before what would be a formula), R, "
        "Stata and Python. The column `row` tells what a row is: `link`, from one node to another; `node`; or `about`, "
        "what the map rests on. Filter by it."
    )

    def write(self, content: MapContent) -> bytes:
        """The whole file."""
        rows = list(_rows(content))
        others = sorted({name for row in rows for name in row} - {*_FIRST, *_LAST})
        return csv_text((*_FIRST, *others, *_LAST), rows, for_spreadsheet=True).encode("utf-8", "replace")


def _rows(content: MapContent) -> Iterator[dict[str, Any]]:
    names = {node.id: node.name for node in content.subgraph.nodes}
    for link in content.subgraph.links:
        ends = {"from_id": link.start, "from_name": names[link.start], "to_id": link.end, "to_name": names[link.end]}
        yield {**link.properties, "row": "link", "type": link.type, "id": link.key, **ends}
    for node in content.subgraph.nodes:
        yield {**node.properties, "row": "node", "type": node.label, "id": node.id, "name": node.name}
    for what, value in (*content.facts, *content.named_sources):
        yield {"row": "about", "type": what, "name": value}
