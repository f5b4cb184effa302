"""CSV as a response: what a spreadsheet needs, and what JSON says in its body."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fastapi import Request

from graph.csv_text import csv_text

CSV_TYPE = "text/csv"
_BOM = "\ufeff"


def is_for_spreadsheet(request: Request) -> bool:
    """Whether a browser fetches the file: what it fetches ends up in a spreadsheet."""
    return "text/html" in request.headers.get("accept", "")


def csv_file(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, for_spreadsheet: bool) -> bytes:
    """The rows in UTF-8. Without its mark a spreadsheet reads Chinese as rubbish; programs stumble over the mark."""
    return ((_BOM if for_spreadsheet else "") + csv_text(columns, rows)).encode()


def csv_headers(name: str, rows: int, receipt: Mapping[str, Any]) -> dict[str, str]:
    """The receipt, and the file's name: one that was cut says so there, where it stays with the file."""
    part = f"-{rows}-rows-cut" if receipt["truncated"] else ""
    return {
        "Content-Disposition": f'attachment; filename="{name}{part}.csv"',
        "Huoshui-Truncated": "true" if receipt["truncated"] else "false",
        "Huoshui-Receipt": json.dumps(receipt),
    }
