"""What a reader sees of a map, as an address tells it: a bit for each node and then each link, in the map's order."""

from __future__ import annotations

import base64
import binascii

from graph.errors import BadParameter


def unpacked(name: str, text: str, count: int) -> list[bool]:
    """The bits of a parameter, of base64url without padding. Raises BadParameter where there are not so many."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if len(data) != (count + 7) // 8:
        raise BadParameter(
            name,
            f"tells of another map: this one has {count:,} nodes and links",
            next_step="Open the map again and download from there: the graph has changed.",
            chinese=f"说的是另一张图：这张图有 {count:,} 个节点和关系",
        )
    return [bool(data[index // 8] >> (7 - index % 8) & 1) for index in range(count)]
