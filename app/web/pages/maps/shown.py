"""What a reader sees of a map, as an address tells it in base64url without padding.

A bit for each node and then each link, in the map's order; and ten bytes for each node that stands where the map
doesn't set it: its number among the nodes (2), then x and y (4 each, with sign), the highest byte first."""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Sequence

from graph.errors import BadParameter

_PLACE = struct.Struct(">Hii")


def unpacked(name: str, text: str, count: int) -> list[bool]:
    """The bits of a parameter. Raises BadParameter where there are not so many."""
    data = _bytes(text)
    if len(data) != (count + 7) // 8:
        raise _of_another_map(name, count)
    return [bool(data[index // 8] >> (7 - index % 8) & 1) for index in range(count)]


def unpacked_places(name: str, text: str, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Id of a node → canvas x, y, of a parameter; `ids` are those of all nodes. Raises BadParameter."""
    data = _bytes(text)
    places = [] if len(data) % _PLACE.size else list(_PLACE.iter_unpack(data))
    if not places or any(number >= len(ids) for number, _, _ in places):
        raise _of_another_map(name, len(ids))
    return {ids[number]: (x, y) for number, x, y in places}


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""


def _of_another_map(name: str, count: int) -> BadParameter:
    return BadParameter(
        name,
        f"tells of another map: this one has {count:,} nodes and links",
        next_step="Open the map again and download from there: the graph has changed.",
        chinese=f"说的是另一张图：这张图有 {count:,} 个节点和关系",
    )
