"""A place before the name of a school, as in 兴安盟扎赉特旗音德尔第一中学."""

from __future__ import annotations

import re

from loaders.identity import Unresolved
from loaders.mapping.places import Gazetteer

_COMMON = re.compile(
    r"^(?:第|高级|实验|民族|职业|中心|附属|初级|完全|特殊|[一二三四五六七八九十]+[中小]|中学|小学|幼儿园|学校)"
)
"""How names begin that are no names without their place."""


def named_with_place(text: str, places: Gazetteer) -> str:
    """The name behind an `@` and the id of the place before it; a name that is common keeps its place."""
    found = places.split_prefix(text)
    if found is None:
        return text
    place, name = found
    if not name:
        return text
    for length in (4, 3, 2):
        short = name[:length]
        if len(name) <= length + 1:
            continue
        try:
            inner = places.find(f"{place.id}/{short}")
        except Unresolved:
            continue
        if inner.id != place.id:
            place = inner
            break
    if _COMMON.match(name):
        name = f"{place.name}{name}"
    return f"{name}@{place.id}"
