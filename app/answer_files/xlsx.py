"""An answer as a workbook for spreadsheets."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.answer_files.content import AnswerContent
from app.answer_files.format import AnswerFormat
from graph.csv_text import cell_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_LETTERS = 32_767
"""Most letters of a cell."""
_EXACT = 2**53
"""Whole numbers beyond this are not exact in a spreadsheet: they are written as text."""
_FIRST_DAY = date(1900, 3, 1)
"""Days before are others in a spreadsheet, which counts a 29th of February 1900."""
_CREATED = datetime(2000, 1, 1)
_ROWS, _ABOUT = "答案 Answer", "说明 About"
_LOOKS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "day": {"num_format": "yyyy-mm-dd"},
    "share": {"num_format": "0.0%"},
}
_WIDEST = 60
_ABOUT_WIDTHS = (26, 26, 60, 60, 40, 40)
_SOURCE_TITLES = ("来源 Source", "标题 Title", "发布者 Publisher", "发布日期 Published", "网址 Address", "许可 Licence")


class Xlsx(AnswerFormat):
    """Office Open XML."""

    name = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    title = "Excel"
    notes = (
        "Excel, WPS, LibreOffice. Numbers, shares and days are typed cells; text is text and never a formula. The "
        "second sheet says what was asked, of which graph, how to cite it, what columns mean, and what is cited."
    )

    def write(self, content: AnswerContent) -> bytes:
        """The whole file."""
        from xlsxwriter import Workbook

        file = io.BytesIO()
        plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with Workbook(file, plain) as book:
            # With one day of making, the same answer is the same file each time.
            book.set_properties({"title": " / ".join(content.title), "created": _CREATED})
            looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
            cut = _write_rows(book.add_worksheet(_ROWS), content, looks)
            _write_about(book.add_worksheet(_ABOUT), content, cut, looks["head"])
        return file.getvalue()


def _write_rows(sheet: Worksheet, content: AnswerContent, looks: dict[str, Format]) -> int:
    """The rows; gives how many cells were cut, since a spreadsheet holds no more of them."""
    cut = 0
    for place, column in enumerate(content.columns):
        values = [row.get(column.name) for row in content.rows]
        days = _days(values)
        look = looks["day"] if days else looks["share"] if column.unit == "0-1" else None
        for number, value in enumerate(days or values, 1):
            cut += _write_cell(sheet, number, place, value, look)
        title = f"{column.words[0]}\n{column.name}" if column.words[0] else column.name
        sheet.write_string(0, place, title, looks["head"])
        longest = max((len(str(cell_text(value))) for value in values if value is not None), default=0)
        sheet.set_column(place, place, min(_WIDEST, max(10, len(column.name) + 2, longest + 2)))
    sheet.freeze_panes(1, 0)
    if content.rows and content.columns:
        sheet.autofilter(0, 0, len(content.rows), len(content.columns) - 1)
    return cut


def _days(values: list[Any]) -> list[date | None]:
    """The values as days, where all are whole days that a spreadsheet knows; else nothing."""
    texts = [value for value in values if value is not None]
    if not texts or not all(isinstance(text, str) and len(text) == len("2020-09-01") for text in texts):
        return []
    try:
        days = [None if value is None else date.fromisoformat(value) for value in values]
    except ValueError:
        return []
    return days if min(day for day in days if day) >= _FIRST_DAY else []


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, look: Format | None) -> bool:
    """Write a cell by the type of its value; tells whether a text was cut."""
    match value:
        case None | "":
            return False
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float() if math.isfinite(value) and abs(value) <= _EXACT:
            sheet.write_number(row, column, value, look)
        case date():
            sheet.write_datetime(row, column, value, look)
        case _:
            text = str(cell_text(value))
            sheet.write_string(row, column, text[:MOST_LETTERS])
            return len(text) > MOST_LETTERS
    return False


def _write_about(sheet: Worksheet, content: AnswerContent, cut: int, head: Format) -> None:
    """What was asked, of which graph and how to cite it; what the columns mean; the sources that are cited."""
    facts = [(*what, value) for what, value in content.facts]
    if cut:
        facts.append(("截短的单元格", "Cells that were cut", f"{cut} (> {MOST_LETTERS:,})"))
    columns = [(one.name, *one.words, " / ".join(filter(None, one.meaning)), one.unit) for one in content.columns]
    parts: list[tuple[tuple[str, ...], Iterable[tuple[str, ...]]]] = [
        (("问题", "Question", " / ".join(content.title)), facts),
        (("列 Column", "中文", "English", "含义 Meaning", "单位 Unit"), columns),
        (_SOURCE_TITLES, content.sources()),
    ]
    row = 0
    for titles, lines in parts:
        for place, title in enumerate(titles):
            sheet.write_string(row, place, title[:MOST_LETTERS], head)
        for line in lines:
            row += 1
            for place, text in enumerate(line):
                if text:
                    sheet.write_string(row, place, text[:MOST_LETTERS])
        row += 2
    for place, width in enumerate(_ABOUT_WIDTHS):
        sheet.set_column(place, place, width)
