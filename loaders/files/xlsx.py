"""XLSX and XLSM: what the cells of each sheet show.

What decides that (formats of numbers, merged ranges, errors, formulas without a result) is lost by the readers that are
fast, and a cell far away must cost nothing: so the parts are read as streams here."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from loaders.files.grid import Grid, column_number
from loaders.files.limits import LONGEST_TEXT, check_count, check_unpacked
from loaders.files.number_formats import BUILT_IN, NumberFormat, Unshown, number_format, show_moment, shown
from loaders.files.sheet import Sheet
from loaders.files.xml_stream import End, Start, Text, read_xml

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_RESULT = "is a formula whose result isn't in the file: open it in a spreadsheet and save it"
_DIGITS = "0123456789"
_PLAIN = NumberFormat()
_NAMES = (
    *("Relationship", "workbookPr", "sheet", "numFmt", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "xf"),
    *("si", "t", "rPh", "row", "c", "v", "f", "mergeCell"),
)


def read_xlsx(file: IO[bytes], name: str) -> list[Sheet]:
    """Read all sheets of a workbook. Raises InputUnreadable, and whatever a broken archive or broken XML raises."""
    with zipfile.ZipFile(file) as archive:
        check_unpacked(archive, name)
        return list(_Workbook(archive, name).sheets())


class _Workbook:
    """A workbook's parts: its sheets, and the texts and formats that they share."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._file = archive, name
        start = next(iter(self._targets("", "/officeDocument").values()), "xl/workbook.xml")
        self._parts = self._targets(start, "/worksheet")
        self._titles: list[tuple[str, str, bool]] = []
        self.since_1904 = False
        self._read(start, self._book_element)
        self.strings: list[str] = []
        for part in self._targets(start, "/sharedStrings").values():
            texts = _Texts(self.strings, name)
            self._read(part, texts.start, texts.end, texts.text)
        self.formats = {"": _PLAIN}
        """By the style that a cell names; one that names none has the first."""
        self._codes = dict(BUILT_IN)
        self._in_cell_formats = False
        for part in self._targets(start, "/styles").values():
            self._read(part, self._style_element)

    def _read(self, part: str, start: Start, end: End | None = None, text: Text | None = None) -> None:
        if part in self._archive.NameToInfo:
            with self._archive.open(part) as stream:
                read_xml(stream, _NAMES, start, end, text)

    def _targets(self, part: str, kind: str) -> dict[str, str]:
        """The parts of a kind that a part links to, by the link's id."""
        folder, name = posixpath.split(part)
        found: dict[str, str] = {}

        def link(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("Type", "").endswith(kind):
                target = posixpath.join("/", folder, attributes.get("Target", ""))
                found[attributes.get("Id", "")] = posixpath.normpath(target)[1:]

        self._read(posixpath.join(folder, "_rels", f"{name}.rels"), link)
        return found

    def _book_element(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "sheet":
            link = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            if link in self._parts:
                hidden = attributes.get("state", "visible") != "visible"
                self._titles.append((attributes.get("name", ""), self._parts[link], hidden))

    def _style_element(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self._codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyles", "cellStyleXfs", "dxfs"):
            self._in_cell_formats = tag == "cellXfs"
        elif tag == "xf" and self._in_cell_formats:
            form = number_format(self._codes.get(int(attributes.get("numFmtId", 0)), "General"))
            if len(self.formats) == 1:
                self.formats[""] = form
            self.formats[str(len(self.formats) - 1)] = form

    def sheets(self) -> Iterator[Sheet]:
        """What the sheets show, in their order."""
        for title, part, hidden in self._titles:
            grid = Grid(self._file, title)
            if hidden:
                grid.notes.append("the sheet is hidden")
            cells = _Cells(self, grid)
            self._read(part, cells.start, cells.end, cells.text)
            yield grid.sheet()


class _Texts:
    """Reads the texts that sheets share; signs of how characters are pronounced are left out."""

    def __init__(self, into: list[str], file: str) -> None:
        self._into, self._file = into, file
        self._text, self._collects, self._pronounced = "", False, False

    def start(self, tag: str, _: dict[str, str]) -> None:
        if tag == "t":
            self._collects = not self._pronounced
        elif tag == "rPh":
            self._pronounced = True

    def text(self, data: str) -> None:
        if self._collects and len(self._text) < LONGEST_TEXT:
            self._text += data

    def end(self, tag: str) -> None:
        if tag == "t":
            self._collects = False
        elif tag == "rPh":
            self._pronounced = False
        elif tag == "si":
            self._into.append(_unescaped(self._text))
            self._text = ""
            check_count("cells", len(self._into), f"{self._file} in its shared texts", at_least=True)


class _Cells:
    """Reads the rows of one sheet into a grid."""

    def __init__(self, book: _Workbook, grid: Grid) -> None:
        self._strings, self._formats, self._since_1904 = book.strings, book.formats, book.since_1904
        self._grid = grid
        self._columns: dict[str, int] = {}
        self._row, self._cells, self._column = 0, dict[int, str](), -1
        self._kind, self._style = "n", ""
        self._collected = ""
        self._collects = self._pronounced = False
        self._raw: str | None = None
        self._formula: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            letters = attributes["r"].rstrip(_DIGITS) if "r" in attributes else ""
            column = self._columns.get(letters)
            self._column = self._column_at(letters) if column is None else column
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._raw = self._formula = None
        elif tag in ("v", "f", "t"):
            self._collects, self._collected = not self._pronounced, ""
        elif tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) if len(number) < 9 and number.isdecimal() else self._row + 1
            self._column = -1
        elif tag == "rPh":
            self._pronounced = True
        elif tag == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self._grid.merge(first, last or first)

    def text(self, data: str) -> None:
        if self._collects and len(self._collected) < LONGEST_TEXT:
            self._collected += data

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            if self._collects and len(self._raw or "") < LONGEST_TEXT:
                self._raw = self._collected if tag == "v" else (self._raw or "") + self._collected
            self._collects = False
        elif tag == "c":
            try:
                if text := self._shown().strip():
                    self._cells[self._column] = text
            except Unshown as problem:
                self._cells[self._column] = problem.value
                self._grid.fault(self._row, self._column, problem.value, str(problem))
        elif tag == "row":
            if self._cells:
                self._grid.add(self._row, self._cells)
                self._cells = {}
        elif tag == "f":
            self._formula, self._collects = self._collected, False
        elif tag == "rPh":
            self._pronounced = False

    def _column_at(self, letters: str) -> int:
        """The column that letters mean, or the next one."""
        if not letters:
            return self._column + 1
        column = self._columns[letters] = column_number(letters)
        check_count("columns", column + 1, self._grid.place)
        return column

    def _shown(self) -> str:
        """What the cell shows. Raises Unshown."""
        raw, kind = self._raw, self._kind
        if not raw:
            if self._formula is not None and kind != "str":
                raise Unshown(f"={self._formula}", _NO_RESULT)
            return ""
        if kind == "s":
            return self._strings[int(raw)]
        if kind == "n":
            return shown(raw, self._formats.get(self._style, _PLAIN), self._since_1904)
        if kind == "e":
            raise Unshown(raw, f"shows the error {raw}")
        if kind == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if kind == "d":
            return show_moment(datetime.fromisoformat(raw.rstrip("Z")), self._formats.get(self._style, _PLAIN).shows)
        return _unescaped(raw)


def _unescaped(text: str) -> str:
    """Text without the signs that stand for control characters, and with one kind of line end."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n")
