"""ODS: what the cells of each sheet show. Its files hold the shown text beside each value."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from typing import IO

from loaders.files.grid import Grid
from loaders.files.limits import LONGEST_TEXT, check_count, check_unpacked
from loaders.files.number_formats import Shows, Unshown, plain_number, show_moment
from loaders.files.sheet import Sheet
from loaders.files.xml_stream import read_xml

_CELLS = ("table:table-cell", "table:covered-table-cell")
_ERROR = re.compile(r"(?:#[A-Z/0]+[!?]?|Err:\d+|Error:.*|#N/A)")
_SHOWN_DATES = (
    (re.compile(r"\d{4}年?"), Shows.YEAR),
    (re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*月?|\d{1,2}[./-]\d{4}|[^\W\d_]{3,}[ .'-]*\d{2}(?:\d{2})?"), Shows.MONTH),
    (re.compile(r"\d{1,2}月\d{1,2}日|\d{1,2}[./-]\d{1,2}\.?"), Shows.DAY_WITHOUT_YEAR),
)


def read_ods(file: IO[bytes], name: str) -> list[Sheet]:
    """Read all sheets. Raises InputUnreadable, and whatever a broken archive or broken XML raises."""
    with zipfile.ZipFile(file) as archive:
        check_unpacked(archive, name)
        reader = _Content(name)
        with archive.open("content.xml") as stream:
            read_xml(stream, (), reader.start, reader.end, reader.text)
        return reader.sheets


class _Content:
    """Reads the tables of content.xml. Repeated cells and rows are given once, with how often."""

    def __init__(self, name: str) -> None:
        self.sheets: list[Sheet] = []
        self._file, self._grid = name, Grid(name)
        self._row = self._column = self._again = self._count = 0
        self._place = name
        self._cells: dict[int, str] = {}
        self._cell: dict[str, str] = {}
        self._lines: list[str] = []
        self._in_line = self._aside = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _CELLS:
            self._cell, self._lines = attributes, []
        elif tag == "text:p" and not self._aside:
            self._lines.append("")
            self._in_line += 1
        elif tag in ("text:s", "text:tab", "text:line-break"):
            self.text("\n" if tag == "text:line-break" else " ")
        elif tag == "office:annotation":
            self._aside += 1
        elif tag == "table:table-row":
            self._again = _times(attributes, "table:number-rows-repeated")
            self._column, self._cells = 0, {}
        elif tag == "table:table":
            self._grid = Grid(self._file, attributes.get("table:name", ""))
            self._row = self._count = 0
            self._place = self._grid.place

    def text(self, data: str) -> None:
        if self._in_line and self._lines and len(self._lines[-1]) < LONGEST_TEXT:
            self._lines[-1] += data

    def end(self, tag: str) -> None:
        if tag in _CELLS:
            self._end_cell(covered=tag == _CELLS[1])
        elif tag == "text:p" and not self._aside:
            self._in_line -= 1
        elif tag == "office:annotation":
            self._aside -= 1
        elif tag == "table:table-row":
            if self._cells:
                self._count += self._again * len(self._cells)
                check_count("cells", self._count, self._place, at_least=True)
                check_count("rows", self._row + self._again, self._place, at_least=True)
                for number in range(self._row + 1, self._row + 1 + self._again):
                    self._grid.add(number, self._cells)
            self._row += self._again
        elif tag == "table:table":
            self.sheets.append(self._grid.sheet())

    def _end_cell(self, covered: bool) -> None:
        column, times = self._column, _times(self._cell, "table:number-columns-repeated")
        self._column += times
        try:
            text = "" if covered else self._shown()
        except Unshown as problem:
            text = problem.value
            self._grid.fault(self._row + 1, column, text, str(problem))
        if text:
            check_count("columns", self._column, self._place, at_least=True)
            self._cells.update(dict.fromkeys(range(column, self._column), text))
        rows, columns = (_times(self._cell, f"table:number-{side}-spanned") for side in ("rows", "columns"))
        if rows * columns > 1:
            self._grid.merged.append((self._row + 1, column, self._row + rows, column + columns - 1))

    def _shown(self) -> str:
        """What the cell shows. Raises Unshown."""
        text = "\n".join(self._lines).strip()
        kind = self._cell.get("office:value-type", "")
        if self._cell.get("table:formula") and (not kind or _ERROR.fullmatch(text)):
            raise Unshown(text or self._cell["table:formula"], f"shows the error {text}" if text else "has no result")
        if kind == "date":
            return _date(self._cell.get("office:date-value", ""), text)
        if kind in ("float", "percentage", "currency"):
            number = plain_number(self._cell.get("office:value", ""))
            digits = re.sub(r"[\s,]", "", text)
            # Codes with zeros in front, a share, a unit: what is shown is more than the number.
            return text if kind == "percentage" or (digits.lstrip("0") == number and digits != number) else number
        return text


def _date(value: str, text: str) -> str:
    """A date at the precision at which it is shown: `text` tells which of its parts are."""
    shows = next((shows for form, shows in _SHOWN_DATES if form.fullmatch(text)), Shows.MOMENT)
    return show_moment(datetime.fromisoformat(value), shows)


def _times(attributes: dict[str, str], name: str) -> int:
    return max(int(attributes.get(name, 1)), 1)
