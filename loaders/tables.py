"""A folder of tables: which file is which table, and which of its columns is which of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import HuoshuiError, InputNotFound, InputUnreadable, MissingColumn
from graph.model import AIDS
from loaders.columns import TABLES, TableSpec
from loaders.mapping import Mapped, read_mapping
from loaders.reading import read_records
from loaders.rejects import Reject

__all__ = ["SUFFIXES", "Folder", "Mapped", "Table", "read_folder", "read_mapping", "read_table"]

SUFFIXES = (".csv", ".xlsx")
_OTHER_SUFFIXES = (".xls", ".xlsm", ".xlsb", ".ods", ".et", ".tsv", ".txt")
_COUNT_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_TAKEN = {*AIDS.stored_names(), "id", "start", "end", "type"}
"""Names that a further count column may not have: the loader writes them itself."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it was read: cells by row number and our column name (blank ones left out); the header is row 1."""

    spec: TableSpec
    file: str
    rows: dict[int, dict[str, str]]
    counts: tuple[str, ...]
    ignored: tuple[str, ...]

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give each row with its number in the file."""
        yield from self.rows.items()


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: tables by name, what could not be read, and files that are no table of ours."""

    tables: dict[str, Table]
    rejects: list[Reject]
    unused: tuple[str, ...]

    @property
    def unreadable(self) -> bool:
        """Whether a whole file could not be read; the rows that it holds are then unknown."""
        return any(reject.row == 0 for reject in self.rejects)


def read_folder(folder: Path, mapping: Mapped | None = None) -> Folder:
    """Read all tables of a folder; a file that can't be read becomes a reject, and the rest still loads.

    Raises InputNotFound when there is no such folder or no table in it.
    """
    if not folder.is_dir():
        raise InputNotFound(f"No folder at {folder}")
    tables: dict[str, Table] = {}
    rejects: list[Reject] = []
    files = sorted(path for path in folder.iterdir() if path.is_file())
    unused = {path.name for path in files if path.suffix.lower() in SUFFIXES}
    for spec in TABLES:
        for path in files:
            if path.stem.lower() not in {spec.name, *spec.headers}:
                continue
            if path.suffix.lower() in _OTHER_SUFFIXES:
                rejects.append(Reject(path.name, 0, "", "", f"{path.suffix} isn't read: save it as CSV or XLSX"))
            elif path.suffix.lower() not in SUFFIXES:
                continue
            elif spec.name in tables:
                problem = f"a second file for {spec.name}; {tables[spec.name].file} was read"
                rejects.append(Reject(path.name, 0, "", "", problem))
            else:
                try:
                    tables[spec.name] = read_table(path, spec, (mapping or {}).get(spec.name, {}), rejects)
                except HuoshuiError as error:
                    rejects.append(Reject(path.name, 0, "", "", f"{error.message}. {error.next_step}"))
            unused.discard(path.name)
    if not tables and not rejects:
        names = ", ".join(spec.name for spec in TABLES)
        raise InputNotFound(f"{folder} holds none of the tables {names} (.csv or .xlsx)")
    return Folder(tables, rejects, tuple(sorted(unused)))


def read_table(path: Path, spec: TableSpec, mapped: Mapping[str, str], rejects: list[Reject]) -> Table:
    """Read one table by our column names; rows with more cells than the header go to `rejects`.

    Raises InputUnreadable or MissingColumn, which name the file.
    """
    records = read_records(path, (spec.name, *spec.headers))
    first = next((index for index, record in enumerate(records) if any(map(_text, record))), None)
    if first is None:
        raise InputUnreadable(f"{path.name} holds blank rows only")
    headers = [_text(cell) for cell in records[first]]
    places = _places(path.name, headers, spec, mapped)
    body = {
        number: record
        for number, record in enumerate(records[first + 1 :], start=first + 2)
        if any(map(_text, record)) and not _too_long(path.name, number, record, len(headers), rejects)
    }
    extra = [index for index in range(len(headers)) if index not in places.values()]
    counts = {headers[index]: index for index in extra if spec.open_counts and _is_count(headers[index], index, body)}
    places |= counts
    ignored = [headers[index] or f"(column {index + 1}, without a header)" for index in extra]
    return Table(
        spec=spec,
        file=path.name,
        rows={number: _cells(record, places) for number, record in body.items()},
        counts=tuple(sorted(counts)),
        ignored=tuple(
            name
            for name, index in zip(ignored, extra, strict=True)
            if name not in counts and (headers[index] or any(_cell(record, index) for record in body.values()))
        ),
    )


def _places(file: str, headers: list[str], spec: TableSpec, mapped: Mapping[str, str]) -> dict[str, int]:
    """Where each of our columns stands. A mapped header comes before our own name, that before the Chinese ones."""
    plain = [_plain(header) for header in headers]
    places: dict[str, int] = {}
    for column in spec.columns:
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
    if missing := [name for name in spec.required if name not in places]:
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
