"""Network views: a graph view becomes one page with a still map and the same content as tables."""

from app.maps.assets import ASSET_NAMES, asset_path
from app.maps.limit import MAX_NODES
from app.maps.network import network_page
from app.maps.page import render_map

__all__ = ["ASSET_NAMES", "MAX_NODES", "asset_path", "network_page", "render_map"]
