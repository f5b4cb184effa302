"""Maps as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.map_files.format import MapFormat

if TYPE_CHECKING:
    from app.maps.content import MapContent


class PngPicture(MapFormat):
    """Portable Network Graphics."""

    name = "png"
    media_type = "image/png"
    title = "PNG"
    notes = (
        "A picture for documents and messages, twice as fine as a screen but for large maps: one of many "
        "hundred nodes is sharper as SVG or PDF. What it rests on stands below the map and in its text chunks."
    )

    def write(self, content: MapContent) -> bytes:
        """The whole file."""
        from app.maps.pictures.compose import map_picture
        from app.maps.pictures.png import png

        return png(map_picture(content))


class SvgPicture(MapFormat):
    """Scalable Vector Graphics."""

    name = "svg"
    media_type = "image/svg+xml"
    title = "SVG"
    notes = (
        "A picture that is sharp at any size, for web pages, word processors and drawing programs. Letters are "
        "outlines, so that it needs no font; each node and link says its name and sentence to who points at it."
    )

    def write(self, content: MapContent) -> bytes:
        """The whole file."""
        from app.maps.pictures.compose import map_picture
        from app.maps.pictures.svg import svg

        return svg(map_picture(content)).encode()


class PdfPicture(MapFormat):
    """Portable Document Format."""

    name = "pdf"
    media_type = "application/pdf"
    title = "PDF"
    notes = (
        "One page to print, on the smallest paper of A4 to A0 on which the names can be read. Its text can be searched "
        "and copied."
    )

    def write(self, content: MapContent) -> bytes:
        """The whole file."""
        from app.maps.pictures.compose import map_picture
        from app.maps.pictures.pdf import pdf

        return pdf(map_picture(content))
