"""A folder of tables: which file is which table, and which of its columns is which of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import HuoshuiError, InputNotFound, InputUnreadable, MissingColumn
from graph.model import AIDS
from loaders import tables
from loaders.mapping import HeaderMapping
from loaders.reading import read_records
from loaders.rejects import Reject
from loaders.row_checks import ReadTable
from loaders.tables.declare import InputTable

SUFFIXES = (".csv", ".xlsx")
_OTHER_SUFFIXES = (".xls", ".xlsm", ".xlsb", ".ods", ".et", ".tsv", ".txt")
_COUNT_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_TAKEN = {*AIDS.stored_names(), "id", "start", "end", "type"}
"""Names that a further count column may not have: the loader writes them itself."""


@dataclass(frozen=True, slots=True)
class InputFolder:
    """What a folder holds: tables by name, what could not be read, and files that are no table of ours."""

    tables: dict[str, ReadTable]
    rejects: list[Reject]
    unused: tuple[str, ...]

    @property
    def unreadable(self) -> bool:
        """Whether a whole file could not be read; the rows that it holds are then unknown."""
        return any(reject.row == 0 for reject in self.rejects)


def read_folder(folder: Path, mapping: HeaderMapping | None = None) -> InputFolder:
    """Read all tables of a folder; a file that can't be read becomes a reject, and the rest still loads.

    Raises InputNotFound when there is no such folder or no table in it.
    """
    if not folder.is_dir():
        raise InputNotFound(f"No folder at {folder}")
    read: dict[str, ReadTable] = {}
    rejects: list[Reject] = []
    files = sorted(path for path in folder.iterdir() if path.is_file())
    unused = {path.name for path in files if path.suffix.lower() in SUFFIXES}
    for table in tables.TABLES:
        for path in files:
            if path.stem.lower() not in table.file_names:
                continue
            if path.suffix.lower() in _OTHER_SUFFIXES:
                rejects.append(Reject(path.name, 0, "", "", f"{path.suffix} isn't read: save it as CSV or XLSX"))
            elif path.suffix.lower() not in SUFFIXES:
                continue
            elif table.name in read:
                problem = f"a second file for {table.name}; {read[table.name].file} was read"
                rejects.append(Reject(path.name, 0, "", "", problem))
            else:
                try:
                    read[table.name] = read_table(path, table, (mapping or {}).get(table.name, {}), rejects)
                except HuoshuiError as error:
                    rejects.append(Reject(path.name, 0, "", "", f"{error.message}. {error.next_step}"))
            unused.discard(path.name)
    if not read and not rejects:
        names = ", ".join(table.name for table in tables.TABLES)
        raise InputNotFound(f"{folder} holds none of the tables {names} (.csv or .xlsx)")
    return InputFolder(read, rejects, tuple(sorted(unused)))


def read_table(path: Path, table: InputTable, mapped: Mapping[str, str], rejects: list[Reject]) -> ReadTable:
    """Read one table by our column names; rows with more cells than the header go to `rejects`.

    Raises InputUnreadable or MissingColumn, which name the file.
    """
    records = read_records(path, table.file_names)
    first = next((index for index, record in enumerate(records) if any(map(_text, record))), None)
    if first is None:
        raise InputUnreadable(f"{path.name} holds blank rows only")
    headers = [_text(cell) for cell in records[first]]
    places = _places(path.name, headers, table, mapped)
    body = {
        number: record
        for number, record in enumerate(records[first + 1 :], start=first + 2)
        if any(map(_text, record)) and not _too_long(path.name, number, record, len(headers), rejects)
    }
    extra = [index for index in range(len(headers)) if index not in places.values()]
    counts = {headers[index]: index for index in extra if table.open_counts and _is_count(headers[index], index, body)}
    places |= counts
    ignored = [headers[index] or f"(column {index + 1}, without a header)" for index in extra]
    return ReadTable(
        columns=table.columns,
        file=path.name,
        rows={number: _cells(record, places) for number, record in body.items()},
        counts=tuple(sorted(counts)),
        ignored=tuple(
            name
            for name, index in zip(ignored, extra, strict=True)
            if name not in counts and (headers[index] or any(_cell(record, index) for record in body.values()))
        ),
    )


def _places(file: str, headers: list[str], table: InputTable, mapped: Mapping[str, str]) -> dict[str, int]:
    """Where each of our columns stands. A mapped header comes before our own name, that before the Chinese ones."""
    plain = [_plain(header) for header in headers]
    places: dict[str, int] = {}
    for column in table.columns:
        for wanted in [mapped[column.name]] if column.name in mapped else [column.name, *column.headers]:
            found = [index for index, header in enumerate(plain) if header == _plain(wanted)]
            if len(found) > 1:
                raise InputUnreadable(
                    f"{file} has {len(found)} columns {headers[found[0]]!r}", next_step="Rename or delete all but one."
                )
            if found:
                places[column.name] = found[0]
                break
        else:
            if column.name in mapped:
                raise MissingColumn(
                    f"{file} has no column {mapped[column.name]!r}, which the mapping names for {column.name}",
                    next_step="Correct the mapping file.",
                )
    if missing := [one.name for one in table.columns if one.required and one.name not in places]:
        if len(headers) == 1 and (sign := next((sign for sign in _SEPARATORS if sign in headers[0]), None)):
            raise InputUnreadable(
                f"{file}: its columns are separated by {_SEPARATORS[sign]}, not by commas",
                next_step="Save it as CSV with commas, or as XLSX, and load again.",
            )
        shown = ", ".join(header[:60] for header in headers if header)
        raise MissingColumn(f"{file} lacks the column {', '.join(missing)}; it has {shown}")
    return places


def _plain(header: str) -> str:
    return re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", header).strip()).casefold()


def _too_long(file: str, number: int, record: Sequence[str | None], width: int, rejects: list[Reject]) -> bool:
    if not any(map(_text, record[width:])):
        return False
    reason = f"has {len(record)} cells, the header {width}; put cells that hold a comma in quotes"
    rejects.append(Reject(file, number, "", "", reason))
    return True


def _is_count(header: str, index: int, body: Mapping[int, Sequence[str | None]]) -> bool:
    """Tell whether a further column holds counts: one whole number will do, then the others must be as well."""
    if not _COUNT_NAME.fullmatch(header) or header in _TAKEN:
        return False
    return any(re.fullmatch(r"\d[\d,]*(\.0)?", _cell(record, index)) for record in body.values())


def _cells(record: Sequence[str | None], places: Mapping[str, int]) -> dict[str, str]:
    return {name: cell for name, index in places.items() if (cell := _cell(record, index))}


def _cell(record: Sequence[str | None], index: int) -> str:
    return _text(record[index]) if index < len(record) else ""


def _text(cell: str | None) -> str:
    return (cell or "").strip()
