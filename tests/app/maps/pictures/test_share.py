"""The picture beside a link to a page: of the size that is asked for, with all of the map inside."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET

import pytest

from app.maps.pictures.pieces import bounds
from app.maps.pictures.png import png
from app.maps.pictures.share import HEIGHT, WIDTH, share_picture
from app.maps.pictures.svg import svg
from graph.subgraph import Subgraph
from tests.app.maps.contents import content_of
from tests.app.maps.test_page import hostile_view


def test_it_has_the_size_that_is_asked_for(town: Subgraph) -> None:
    file = png(share_picture(content_of(town), "教育集团 · 昆明市"), zoom=1)
    assert struct.unpack_from(">II", file, 16) == (WIDTH, HEIGHT) == (1200, 630)


def test_all_of_the_map_is_inside(town: Subgraph) -> None:
    picture = share_picture(content_of(town))
    on_map = [piece for piece in picture.pieces if piece.scale != 1]
    left, top, right, bottom = bounds(on_map)
    (x,), (y,), (scale,) = ({getattr(piece, name) for piece in on_map} for name in ("x", "y", "scale"))
    assert x + scale * left >= 0
    assert x + scale * right <= WIDTH
    assert y + scale * top >= 140, "below the title"
    assert y + scale * bottom <= HEIGHT - 52, "above the site's name"


@pytest.mark.parametrize("view", [Subgraph([], []), hostile_view()])
def test_nothing_and_hostile_names_make_a_picture_too(view: Subgraph) -> None:
    title = "</svg><script>alert(1)</script>" * 20
    root = ET.fromstring(svg(share_picture(content_of(view, title=title), title)))
    assert not [element for element in root.iter() if "script" in element.tag]
