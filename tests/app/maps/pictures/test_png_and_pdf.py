"""PNG and PDF of a map, taken apart: their sizes, their text, and what they say of themselves."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator

import pypdfium2
import pytest

from app.maps.content import MapContent
from app.maps.pictures.compose import map_picture
from app.maps.pictures.pdf import pdf
from app.maps.pictures.png import FEWEST_PIXELS, MOST_PIXELS, png
from graph.subgraph import Subgraph, SubgraphNode
from tests.app.maps.contents import content_of
from tests.app.maps.test_page import HOSTILE


def chunks(file: bytes) -> Iterator[tuple[str, bytes]]:
    assert file.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(file):
        (length,) = struct.unpack_from(">I", file, at)
        kind, data = file[at + 4 : at + 8], file[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", file, at + 8 + length)[0] == zlib.crc32(kind + data)
        yield kind.decode(), data
        at += 12 + length


def test_a_png_is_twice_as_fine_as_a_screen(town: Subgraph) -> None:
    picture = map_picture(content_of(town))
    found = list(chunks(png(picture)))
    width, height = struct.unpack_from(">II", found[0][1])
    assert (width, height) == (2 * picture.width, 2 * picture.height)
    rows = zlib.decompress(b"".join(data for kind, data in found if kind == "IDAT"))
    assert len(set(rows)) > 100, "not a blank sheet"


def test_a_png_says_what_it_rests_on(town: Subgraph) -> None:
    told = [data.decode() for kind, data in chunks(png(map_picture(content_of(town)))) if kind == "iTXt"]
    assert any(text.startswith("Title\0") and text.endswith("镇上的集团") for text in told)
    (facts,) = [text for text in told if text.startswith("Source\0")]
    assert all(fact in facts for fact in ("v42", "2024-09-01", "报道 1", "CC BY 4.0", "引用"))


def test_a_large_png_keeps_within_its_pixels(crowd: Callable[[int, int], Subgraph]) -> None:
    file = png(map_picture(content_of(crowd(300, 500))))
    width, height = struct.unpack_from(">II", next(chunks(file))[1])
    assert FEWEST_PIXELS * 0.99 <= width * height <= MOST_PIXELS / 2


def opened(content: MapContent) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(io.BytesIO(pdf(map_picture(content))))


def test_a_pdf_has_text_that_can_be_searched(town: Subgraph) -> None:
    document = opened(content_of(town))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range().replace("\r\n", "\n").replace("\n", "")
    for words in ("镇上的集团", "昆明市第一中学", "截至 2024-09-01", "引用", "报道 1", "教育集团 1"):
        assert words in text, words
    assert text.count("昆明市第一中学") == 1, "no text stands under another"


def test_a_pdf_says_what_it_rests_on(town: Subgraph) -> None:
    told = opened(content_of(town)).get_metadata_dict()
    assert told["Title"] == "镇上的集团"
    assert "v42" in told["Keywords"]
    assert "CC BY 4.0" in told["Keywords"]


def test_a_pdf_is_drawn_as_the_png_is(town: Subgraph) -> None:
    """The colours of all shapes are on the page."""
    pixels = opened(content_of(town))[0].render(scale=3).to_numpy().reshape(-1, 3)[:, ::-1]
    found = {tuple(int(part) for part in pixel) for pixel in pixels}
    for node in content_of(town).drawing.nodes:
        fill = node["color"]["background"]
        wanted = tuple(int(fill[at : at + 2], 16) for at in (1, 3, 5))
        assert any(max(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) <= 2 for pixel in found), node["id"]


@pytest.mark.parametrize(("size", "paper"), [((13, 12), 842), ((300, 500), 1684)])
def test_a_pdf_is_on_the_smallest_paper_that_can_be_read(
    crowd: Callable[[int, int], Subgraph], size: tuple[int, int], paper: int
) -> None:
    width, height = opened(content_of(crowd(*size)))[0].get_size()
    assert max(width, height) == pytest.approx(paper, abs=1)
    assert max(width, height) / min(width, height) == pytest.approx(2**0.5, rel=0.01)


def test_hostile_names_do_no_harm() -> None:
    view = Subgraph([SubgraphNode(name, "School", name) for name in HOSTILE], [], focus=HOSTILE[0])
    content = content_of(view, title="(\\) " + HOSTILE[0])
    file = pdf(map_picture(content))
    document = pypdfium2.PdfDocument(io.BytesIO(file))
    assert document.get_metadata_dict()["Title"] == "(\\) " + HOSTILE[0]
    assert b"/JavaScript" not in file
    assert b"/URI" not in file
    assert list(chunks(png(map_picture(content))))


def test_the_same_map_is_the_same_file(town: Subgraph) -> None:
    assert pdf(map_picture(content_of(town))) == pdf(map_picture(content_of(town)))
    assert png(map_picture(content_of(town))) == png(map_picture(content_of(town)))


def test_a_png_is_drawn_by_a_process_of_its_own() -> None:
    """resvg lets no other thread work: in the server's process nobody else would be answered meanwhile."""
    code = """
import sys
from app.maps.pictures.picture import Picture, Piece, Shape, box
from app.maps.pictures.png import png
sheet = Picture(10, 10, [Piece([Shape(box(0, 0, 10, 10), fill="#ff0000")])], "", "", "en")
print(png(sheet)[1:4].decode(), "resvg_py" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["PNG", "False"]
