"""The nodes and links of a map as the API gives them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.map_files.format import MapFormat

if TYPE_CHECKING:
    from app.maps.content import MapContent


class MapJson(MapFormat):
    """JSON."""

    name = "json"
    media_type = "application/json"
    title = "JSON"
    notes = (
        "For programs of your own: the body of `GET /api/v1/network`, with the map's title, its notes, what it rests "
        "on and its sources."
    )

    def write(self, content: MapContent) -> bytes:
        """The whole file."""
        from app.web.network.schemas import Network, shown_subgraph

        network = Network(receipt=content.receipt.as_dict(), **shown_subgraph(content.subgraph))
        body = {
            "title": content.title,
            "notes": list(content.notes),
            "facts": dict(content.facts),
            "sources": [source._asdict() for source in content.sources],
            **network.model_dump(mode="json", by_alias=True),
        }
        return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
