"""What a format of maps is: one class, and one row in `MAP_FORMATS`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.maps.content import MapContent


class MapFormat(ABC):
    """A way to write a map down; the pages, the command and docs/map-files.md know it by this."""

    name: str
    """What it is asked for by, and the ending of its files."""
    media_type: str
    title: str
    """What people call it: a name in no language."""
    notes: str
    """For whoever opens such a file: what opens it, and how the map stands in it."""

    @abstractmethod
    def write(self, content: MapContent) -> bytes:
        """The whole file."""
