"""Network maps: a piece of the graph becomes one page with a still map and the same content as tables."""

from typing import TYPE_CHECKING

from graph.lazy import lazy_names

if TYPE_CHECKING:
    from app.maps.assets import ASSET_NAMES, asset_path
    from app.maps.limit import MAX_NODES
    from app.maps.page import render_map

__all__ = ["ASSET_NAMES", "MAX_NODES", "asset_path", "render_map"]

__getattr__ = lazy_names(
    __name__,
    {
        "ASSET_NAMES": "app.maps.assets",
        "MAX_NODES": "app.maps.limit",
        "asset_path": "app.maps.assets",
        "render_map": "app.maps.page",
    },
)
