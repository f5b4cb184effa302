"""Files that are small and ask for much: each of one kind."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write_xlsb(path: Path, row: int, column: int) -> Path:
    """Write a binary workbook with the cell A1 and one far away (both from 0)."""
    sheet = (
        _record(0x0194, struct.pack("<4I", 0, row, 0, column))
        + _record(0x0191, b"")
        + b"".join(_cell(*place) for place in ((0, 0), (row, column)))
        + _record(0x0192, b"")
    )
    book = (
        _record(0x0183, b"")
        + _record(0x0199, bytes(12))
        + _record(0x018F, b"")
        + _record(0x019C, struct.pack("<2I", 0, 1) + _text("rId1") + _text("schools"))
    )
    book += _record(0x0190, b"") + _record(0x019D, bytes(26)) + _record(0x0184, b"")
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_LINKS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", links)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def _cell(row: int, column: int) -> bytes:
    head = struct.pack("<2IH3BI", row, 0, 300, 0, 0, 0, 0)
    return _record(0x0000, head) + _record(0x0006, struct.pack("<2I", column, 0) + _text("x"))


def _record(kind: int, data: bytes) -> bytes:
    numbered = bytes([kind]) if kind < 0x80 else bytes([kind & 0xFF, kind >> 8])
    size, length = b"", len(data)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return numbered + size + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
