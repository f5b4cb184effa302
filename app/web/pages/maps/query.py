"""What the address of a map asks for."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import ConfigDict

from app.maps.outlines import OUTLINES, OutlineKind
from app.web.params import AddressQuery, Lang, checked, chosen, documented
from graph.questions import Parameter, shipped_catalogue

NETWORK = "network"
VIEW = Parameter(
    "view", "string", NETWORK, ("看法：网络", "what kind of view: a network"), default=NETWORK, choices=(NETWORK,)
)
LAYOUT = Parameter(
    "layout", "string", "regions",
    ("图上什么站在一起：集团的成员，或同一地区的", "what stands together: a group, or what lies in a region"),
    default=OUTLINES[0], choices=OUTLINES,
)  # fmt: skip
EMBED = Parameter(
    "embed", "boolean", "true", ("只要图，供别的网页嵌入", "the map alone, to stand in another page"), default="false"
)


class MapQuery(AddressQuery):
    """Which view, of what, how far around it, and as of which day it opens."""

    model_config = ConfigDict(extra="ignore")

    lang: Lang = None
    view: Annotated[str | None, documented(VIEW)] = None
    focus: str | None = None
    hops: str | None = None
    ties: str | None = None
    as_of: str | None = None
    layout: Annotated[str | None, documented(LAYOUT)] = None
    embed: Annotated[str | None, documented(EMBED)] = None

    @property
    def around(self) -> dict[str, Any]:
        """What to ask the question `network` with: ties of any day, among which the reader of a map chooses."""
        asked = {"focus": self.focus, "hops": self.hops, "ties": self.ties, "as_of": "any"}
        return {name: value for name, value in asked.items() if value}

    @property
    def day(self) -> int:
        """The day on which the map opens, as YYYYMMDD; 0 for any. Raises BadParameter."""
        given = {parameter.name: parameter for parameter in shipped_catalogue()[NETWORK].header.parameters}
        return int(given["as_of"].value(self.as_of or None, date.today()) or 0)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What was given, but for the language and whether the map stands alone."""
        told = set(MapQuery.model_fields) - {"lang", "embed"}
        return [(name, value) for name, value in self.model_dump(include=told).items() if value]

    @property
    def arranged_by(self) -> OutlineKind:
        """What stands together. Raises BadParameter."""
        asked = chosen(LAYOUT, self.layout or None)
        return next(kind for kind in OUTLINES if kind == asked)

    @property
    def alone(self) -> bool:
        """Whether the map alone is asked for. Raises BadParameter."""
        return bool(checked(EMBED, self.embed))


class MapFileQuery(MapQuery):
    """The same as a file, with what the reader sees of it: bits (app/web/pages/maps/shown.py), all if not given."""

    format: str | None = None
    shown: str | None = None
    lost: str | None = None
