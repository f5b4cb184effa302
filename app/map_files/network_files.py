"""The nodes and links of a map for programs that draw and measure networks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from app.map_files.format import MapFormat
from graph.export import parts_of_subgraph
from graph.export.gexf import Gexf
from graph.export.graphml import GraphMl

if TYPE_CHECKING:
    from app.maps.content import MapContent


class NetworkFile(MapFormat):
    """One of the export formats that can hold a part of the graph; what the map rests on is its description."""

    def __init__(self, of: type[Gexf] | type[GraphMl]) -> None:
        self._of = of
        self.name, self.media_type, self.notes, self.title = of.name, of.media_type, of.notes, of.__doc__ or of.name
        self.title = self.title.rstrip(".")

    def write(self, content: MapContent) -> bytes:
        """The whole file."""
        file = io.BytesIO()
        self._of(about="\n".join([content.title, *content.told])).write(*parts_of_subgraph(content.subgraph), file)
        return file.getvalue()
