"""A font for a PDF that has the glyphs of one picture and no others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.maps.pictures.font import Font, Glyph, font

_NAME = "Huoshui-Picture"
_PENS = {"M": "moveTo", "L": "lineTo", "C": "curveTo"}


def embedded_font(document: Any, glyphs: Sequence[Glyph]) -> bytes:
    """Add the font to a pydyf document; the reference by which it is called. The first glyph has the number 1."""
    import pydyf

    source = font()
    per_unit = 1000 / source.units
    program = pydyf.Stream([_program(source, glyphs)], {"Subtype": "/CIDFontType0C"}, compress=True)
    document.add_object(program)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{_NAME}",
            "Flags": 4,
            "FontBBox": pydyf.Array([-1000, -1000, 3000, 2000]),
            "ItalicAngle": 0,
            "Ascent": round(source.ascent * per_unit),
            "Descent": round(source.descent * per_unit),
            "CapHeight": round(0.73 * 1000),
            "StemV": 80,
            "FontFile3": program.reference,
        }
    )
    document.add_object(descriptor)
    widths = pydyf.Array([1, pydyf.Array([round(glyph.width * per_unit) for glyph in glyphs])])
    system = {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
    descendant = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType0",
            "BaseFont": f"/{_NAME}",
            "CIDSystemInfo": pydyf.Dictionary(system),
            "FontDescriptor": descriptor.reference,
            "DW": 1000,
            "W": widths,
        }
    )
    document.add_object(descendant)
    meanings = pydyf.Stream([_meanings(glyphs)], compress=True)
    document.add_object(meanings)
    composite = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{_NAME}",
            "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([descendant.reference]),
            "ToUnicode": meanings.reference,
        }
    )
    document.add_object(composite)
    reference: bytes = composite.reference
    return reference


def _program(source: Font, glyphs: Sequence[Glyph]) -> bytes:
    """The outlines as a Compact Font Format program, in the order of the glyphs after an empty first one."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    names = [".notdef", *(f"g{number}" for number in range(1, len(glyphs) + 1))]
    outlines = {".notdef": T2CharStringPen(source.units, {}).getCharString()}
    for name, glyph in zip(names[1:], glyphs, strict=True):
        pen = T2CharStringPen(glyph.width, {})
        for op, numbers in glyph.path:
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            if op == "Z":
                pen.closePath()
            else:
                getattr(pen, _PENS[op])(*points)
        outlines[name] = pen.getCharString()
    builder = FontBuilder(source.units, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCFF(_NAME, {"FullName": _NAME}, outlines, {})
    table: bytes = builder.font["CFF "].compile(builder.font)
    return table


def _meanings(glyphs: Sequence[Glyph]) -> str:
    """Which character each glyph is, so that text can be searched and copied."""
    told = [f"<{n:04x}> <{glyph.character.encode('utf-16-be').hex()}>" for n, glyph in enumerate(glyphs, 1)]
    blocks = [told[at : at + 100] for at in range(0, len(told), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapType 2 def /CMapName /Adobe-Identity-UCS def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )
