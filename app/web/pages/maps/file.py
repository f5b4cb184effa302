"""A map as a file: what the reader sees of it, with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from app.map_files import MAP_FORMATS
from app.maps.page import MapPage
from app.maps.seen import MapPart, Seen, first_hidden
from app.web.pages.maps.query import MapFileQuery
from app.web.pages.maps.shown import unpacked, unpacked_places
from graph.questions import Parameter

FORMAT = Parameter(
    "format", "string", "png", ("要哪种文件", "which file"), default=next(iter(MAP_FORMATS)), choices=tuple(MAP_FORMATS)
)


def seen_of(
    asked: MapFileQuery, own: MapPart, whole: MapPart, page: MapPage, reached: Callable[[], Collection[str]]
) -> Seen:
    """What the reader sees of a map, `whole` with what was brought in: what the page shows at first if not told.

    `reached` asks for the ids that are within reach on the day that the page opens on. Raises BadParameter."""
    if asked.shown:
        hidden: Collection[str] = _marked("shown", asked.shown, whole.ids, bit=False)
    else:
        hidden = first_hidden(own, page, reached()) if page.around else ()
    nodes = [node["id"] for node in whole.drawing.nodes]
    places = unpacked_places("places", asked.places, nodes) if asked.places else {}
    return Seen(hidden, _marked("lost", asked.lost, whole.ids, bit=True), places)


def _marked(name: str, bits: str | None, ids: Sequence[str], *, bit: bool) -> list[str]:
    if not bits:
        return []
    return [id_ for id_, told in zip(ids, unpacked(name, bits, len(ids)), strict=True) if told is bit]
