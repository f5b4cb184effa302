"""A table of an export as a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any


def write_csv_table(path: Path, header: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    """Write a header and rows in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([cell_text(value) for value in row] for row in rows)


def cell_text(value: Any) -> str:
    """A value as files hold it: a list by semicolons, a fraction in full (0.00005, not 5e-05), nothing for none."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    return str(value).lower() if isinstance(value, bool) else str(value)
