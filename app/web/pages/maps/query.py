"""What the address of a map asks for."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict

from app.maps.outlines import OUTLINES, OutlineKind
from app.maps.views.flows import FlowWeight
from app.web.params import AddressQuery, Lang, checked, chosen, documented
from graph.questions import Parameter, shipped_catalogue
from graph.today import today

ViewName = Literal["network", "overview", "flows", "matrix", "geography"]
VIEWS: tuple[ViewName, ...] = ("network", "overview", "flows", "matrix", "geography")
OF_A_FOCUS: tuple[ViewName, ...] = ("network", "geography")
"""Views of what surrounds one school, group, organisation or region."""
_WEIGHTS: tuple[FlowWeight, ...] = ("links", "teachers")
VIEW = Parameter(
    "view", "string", "overview",
    ("看法：某一对象周围的网络、远看全图、地区间帮扶流向、流向矩阵、按地理位置的网络",
     "a network around one, the whole graph from far away, flows of aid, these as a matrix, a network where it lies"),
    default="network", choices=VIEWS,
)  # fmt: skip
LAYOUT = Parameter(
    "layout", "string", "regions",
    ("图上什么站在一起：集团的成员，或同一地区的", "what stands together: a group, or what lies in a region"),
    default=OUTLINES[0], choices=OUTLINES,
)  # fmt: skip
WEIGHT = Parameter(
    "weight", "string", "teachers",
    ("线宽按联系数还是教师数", "whether lines are as wide as links or as teachers sent"),
    default=_WEIGHTS[0], choices=_WEIGHTS,
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
    by: str | None = None
    level: str | None = None
    open: str | None = None
    most: str | None = None
    weight: Annotated[str | None, documented(WEIGHT)] = None
    embed: Annotated[str | None, documented(EMBED)] = None

    @property
    def view_name(self) -> ViewName:
        """The view that is asked for; without one, a focus has a network, and nothing is seen from far away.

        Raises BadParameter."""
        if not self.view:
            return "network" if self.focus else "overview"
        asked = chosen(VIEW, self.view)
        return next(name for name in VIEWS if name == asked)

    def some(self, *names: str, **others: str) -> dict[str, Any]:
        """What to ask a question with: some of the parameters, those that were given, and others."""
        return {name: value for name in names if (value := getattr(self, name))} | others

    @property
    def day(self) -> int:
        """The day on which the map opens, as YYYYMMDD; 0 for any. Raises BadParameter."""
        given = {parameter.name: parameter for parameter in shipped_catalogue()["network"].header.parameters}
        return int(given["as_of"].value(self.as_of or None, today()) or 0)

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
    def weighed_by(self) -> FlowWeight:
        """What lines are as wide as. Raises BadParameter."""
        asked = chosen(WEIGHT, self.weight or None)
        return next(weight for weight in _WEIGHTS if weight == asked)

    def around(self, focus: str) -> MapQuery:
        """The same for what stands one hop around a node on any day."""
        return self.model_copy(update={"view": "network", "focus": focus, "hops": "1", "as_of": "any"})

    @property
    def alone(self) -> bool:
        """Whether the map alone is asked for. Raises BadParameter."""
        return bool(checked(EMBED, self.embed))


class MapFileQuery(MapQuery):
    """The same as a file, with what the reader sees of it (app/web/pages/maps/shown.py); as it opens if not given."""

    format: str | None = None
    shown: str | None = None
    lost: str | None = None
    expand: str | None = None
    """Ids by commas of nodes around which more was brought in, in this order."""
    places: str | None = None
    """Where those stand that were brought in or moved."""

    @property
    def brought(self) -> list[MapQuery]:
        """For each node around which more was brought in, what was asked for."""
        asked = MapQuery(**{name: getattr(self, name) for name in MapQuery.model_fields})
        return [asked.around(id_) for id_ in (self.expand or "").split(",") if id_]
