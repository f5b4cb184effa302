"""Files as tables of text: which format, encoding and header they have, and what their cells show."""

from typing import TYPE_CHECKING

from graph.lazy import lazy_names

if TYPE_CHECKING:
    from loaders.files.headers import SheetHeader, find_header, header_key
    from loaders.files.opening import read_words
    from loaders.files.reading_process import read_apart, read_sheets, reading_within
    from loaders.files.sheet import CellFault, Sheet
    from loaders.files.suffixes import SUFFIXES

__all__ = [
    "SUFFIXES",
    "CellFault",
    "Sheet",
    "SheetHeader",
    "find_header",
    "header_key",
    "read_apart",
    "read_sheets",
    "read_words",
    "reading_within",
]

__getattr__ = lazy_names(
    __name__,
    {
        "SUFFIXES": "loaders.files.suffixes",
        "CellFault": "loaders.files.sheet",
        "Sheet": "loaders.files.sheet",
        "SheetHeader": "loaders.files.headers",
        "find_header": "loaders.files.headers",
        "header_key": "loaders.files.headers",
        "read_apart": "loaders.files.reading_process",
        "read_sheets": "loaders.files.reading_process",
        "read_words": "loaders.files.opening",
        "reading_within": "loaders.files.reading_process",
    },
)
