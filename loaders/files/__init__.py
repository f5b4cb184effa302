"""Files as tables of text: which format, encoding and header they have, and what their cells show."""

from loaders.files.headers import SheetHeader, find_header, header_key
from loaders.files.reading import SUFFIXES, read_sheets
from loaders.files.sheet import CellFault, Sheet

__all__ = ["SUFFIXES", "CellFault", "Sheet", "SheetHeader", "find_header", "header_key", "read_sheets"]
