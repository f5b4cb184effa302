"""What a load did not take: each row with its place, the reason and, for names, the candidates."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from graph.errors import BadParameter


@dataclass(frozen=True, slots=True)
class Reject:
    """One row (0: the whole file) that did not load, and why. `candidates` may help to mend it."""

    file: str
    row: int
    column: str
    value: str
    reason: str
    candidates: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = f"{self.file}, row {self.row}" if self.row else self.file
        column = f", {self.column}" if self.column else ""
        value = f" {self.value!r}" if self.value else ""
        hint = f" (candidates: {'; '.join(self.candidates)})" if self.candidates else ""
        return f"{place}{column}:{value} {self.reason}{hint}"


def write_rejects(path: Path, rejects: Iterable[Reject]) -> None:
    """Write rejects.csv, UTF-8 with a byte order mark so that spreadsheets show Chinese. Raises BadParameter."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([field.name for field in fields(Reject)])
            for reject in rejects:
                *cells, candidates = astuple(reject)
                writer.writerow(map(_inert, [*cells, "; ".join(candidates)]))
    except OSError as error:
        raise BadParameter("rejects", f"{path} can't be written: {error.strerror}") from error


def _inert(cell: object) -> str:
    """The cell as text that no spreadsheet takes for a formula: it comes from a table of somebody else's."""
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
