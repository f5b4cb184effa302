"""XLS (Excel 97 to 2003, and .et): what the cells of each sheet show, by xlrd, which keeps formats and merged cells."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlrd

from loaders.files.grid import Grid
from loaders.files.number_formats import BUILT_IN, NumberFormat, Unshown, number_format, shown
from loaders.files.sheet import Sheet


def read_xls(data: bytes, name: str) -> list[Sheet]:
    """Read all sheets of a workbook. Raises whatever xlrd raises of a broken one."""
    with xlrd.open_workbook(
        file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
    ) as book:
        return list(_sheets(book, name))


def _sheets(book: xlrd.book.Book, name: str) -> Iterator[Sheet]:
    forms = [_form(book, style.format_key) for style in book.xf_list]
    for index in range(book.nsheets):
        sheet = book.sheet_by_index(index)
        grid = Grid(name, sheet.name)
        if sheet.visibility:
            grid.notes.append("the sheet is hidden")
        grid.merged.extend((top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells)
        for row in range(sheet.nrows):
            cells: dict[int, str] = {}
            for column, cell in enumerate(sheet.row(row)):
                try:
                    text = _shown(cell, forms, book.datemode == 1)
                except Unshown as problem:
                    text = problem.value
                    grid.fault(row + 1, column, text, str(problem))
                if text:
                    cells[column] = text
            if cells:
                grid.add(row + 1, cells)
        book.unload_sheet(index)
        yield grid.sheet()


def _form(book: xlrd.book.Book, key: int) -> NumberFormat:
    code = book.format_map[key].format_str if key in book.format_map else None
    return number_format(code or BUILT_IN.get(key, "General"))


def _shown(cell: xlrd.sheet.Cell, forms: list[NumberFormat], since_1904: bool) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value).strip()
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return shown(repr(cell.value), forms[cell.xf_index or 0], since_1904)
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case xlrd.XL_CELL_ERROR:
            error = xlrd.error_text_from_code.get(int(cell.value), "#ERR!")
            raise Unshown(error, f"shows the error {error}")
    return ""
