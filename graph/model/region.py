"""(:Region) with one of :Province, :Prefecture, :County."""

from __future__ import annotations

from graph.model.common import ALIASES, EVIDENCE, ID, NAME, NODE_BOOKKEEPING
from graph.model.declare import ExtraLabel, Kind, NodeType, Property

LEVELS = ("province", "prefecture", "county")

REGION = NodeType(
    label="Region",
    title=("地区", "Region"),
    meaning="A province, prefecture or county; its id is the division code, or x-… for functional districts.",
    properties=(
        ID,
        NAME,
        ALIASES,
        Property("level", Kind.STRING, "Level of the division.", choices=LEVELS, required=True),
        Property("functional", Kind.BOOLEAN, "True for 新区, 开发区 and 合作区, which the register lacks."),
        Property("lon", Kind.FLOAT, "Longitude of a point in the region.", unit="degrees east"),
        Property("lat", Kind.FLOAT, "Latitude of a point in the region.", unit="degrees north"),
        *EVIDENCE,
        *NODE_BOOKKEEPING,
    ),
    extra_labels=tuple(ExtraLabel(level.capitalize(), f"A region of level {level}.") for level in LEVELS),
    indexed=("name", "level"),
)
