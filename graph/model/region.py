"""(:Region) with one of :Country, :Province, :Prefecture, :County: a root, and three levels in every country."""

from __future__ import annotations

from graph.model.common import ALIASES, EVIDENCE, ID, NAME, NODE_BOOKKEEPING, SEARCH_TEXT
from graph.model.declare import ExtraLabel, Kind, NodeLook, NodeType, Property, choices

LEVELS = choices(
    country=("国家", "country", "国"),
    province=("省级", "province", "省"),
    prefecture=("地级", "prefecture", "地市 市"),
    county=("县级", "county", "县 区县"),
)
_LOOKS = {
    "country": NodeLook("hexagon", "#009E73", "#0A8A66", 1.4),
    "province": NodeLook("triangleDown", "#009E73", "#0A8A66", 1.35),
    "prefecture": NodeLook("diamond", "#009E73", "#0A8A66", 1.3),
    "county": NodeLook("square", "#009E73", "#0A8A66"),
}

REGION = NodeType(
    label="Region",
    title=("地区", "Region"),
    meaning="A country, province, prefecture or county. Its id is a code of the Chinese register, x-… for functional "
    "districts, or a code of another register behind its prefix, such as gb:….",
    look=NodeLook("square", "#8FCDB9", "#0A8A66"),
    properties=(
        ID,
        NAME,
        ALIASES,
        SEARCH_TEXT,
        Property("level", Kind.STRING, "Level of the division.", choices=LEVELS, required=True),
        Property("level_name", Kind.STRING, "The country's own word for the level, such as local authority."),
        Property("functional", Kind.BOOLEAN, "True for 新区, 开发区 and 合作区, which the register lacks."),
        Property("lon", Kind.FLOAT, "Longitude of a point in the region.", unit="degrees east", within=(-180, 180)),
        Property("lat", Kind.FLOAT, "Latitude of a point in the region.", unit="degrees north", within=(-90, 90)),
        *EVIDENCE,
        *NODE_BOOKKEEPING,
    ),
    extra_labels=tuple(
        ExtraLabel(value.capitalize(), (words[0], words[1].capitalize()), f"A region of level {value}.", _LOOKS[value])
        for value, words in ((level.value, level.words) for level in LEVELS)
    ),
    indexed=("name", "level"),
)
