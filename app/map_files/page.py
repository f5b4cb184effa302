"""A map as one page that opens anywhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.map_files.format import MapFormat

if TYPE_CHECKING:
    from app.maps.content import MapContent


class PageFile(MapFormat):
    """HTML with all that it needs inside."""

    name = "html"
    media_type = "text/html"
    title = "HTML"
    notes = "One page with the map to explore and its tables, for any browser; it needs no connection."

    def write(self, content: MapContent) -> bytes:
        """The whole file."""
        from app.maps.page import Site, render

        page = replace(content.page, assets="inline", site=Site(), about=content.told)
        return render(content.subgraph, page, content.drawing).encode()
