"""Reading a folder of tables: CSV (UTF-8 or GB18030) and XLSX, by polars, every cell as text."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import yaml

from graph.errors import BadParameter, HuoshuiError, InputNotFound, InputUnreadable, MissingColumn
from loaders.columns import TABLES, TableSpec
from loaders.rejects import Reject

SUFFIXES = (".csv", ".xlsx")
Mapped = Mapping[str, Mapping[str, str]]
"""Table name → our column name → the header that a register uses."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it was read: rows of text by our column names, and the headers that were not used."""

    spec: TableSpec
    file: str
    rows: list[dict[str, str]]
    counts: tuple[str, ...]
    ignored: tuple[str, ...]

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows with their number in the file; the header is row 1."""
        return enumerate(self.rows, start=2)


def read_mapping(path: Path) -> Mapped:
    """Read a mapping file: YAML, `table: {our_column: their header}`. Raises InputNotFound or BadParameter."""
    if not path.is_file():
        raise InputNotFound(f"No mapping file at {path}")
    try:
        mapping = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadParameter("mapping", f"{path.name} is no YAML: {error}") from error
    known = {spec.name: {column.name for column in spec.columns} for spec in TABLES}
    if not isinstance(mapping, dict):
        raise BadParameter("mapping", f"{path.name} must map table names to columns")
    for table, columns in mapping.items():
        if table not in known or not isinstance(columns, dict):
            raise BadParameter("mapping", f"{path.name}: {table!r} is no table; tables are {', '.join(known)}")
        if unknown := set(columns) - known[table]:
            raise BadParameter("mapping", f"{path.name}: {table} has no column {', '.join(map(str, sorted(unknown)))}")
    return {table: {ours: str(theirs) for ours, theirs in columns.items()} for table, columns in mapping.items()}


def read_folder(folder: Path, mapping: Mapped | None = None) -> tuple[dict[str, Table], list[Reject]]:
    """All tables of a folder by name, and a reject for each file that can't be read; the rest still loads.

    Raises InputNotFound when there is no such folder or no table in it."""
    if not folder.is_dir():
        raise InputNotFound(f"No folder at {folder}")
    tables: dict[str, Table] = {}
    rejects: list[Reject] = []
    for spec in TABLES:
        for path in _files_of(folder, spec):
            if spec.name in tables:
                rejects.append(
                    Reject(path.name, 0, "", "", f"a second file for {spec.name}; {tables[spec.name].file} was read")
                )
                continue
            try:
                tables[spec.name] = read_table(path, spec, (mapping or {}).get(spec.name, {}))
            except HuoshuiError as error:
                rejects.append(Reject(path.name, 0, "", "", f"{error.message}. {error.next_step}"))
    if not tables and not rejects:
        names = ", ".join(spec.name for spec in TABLES)
        raise InputNotFound(f"{folder} holds none of the tables {names} (.csv or .xlsx)")
    return tables, rejects


def _files_of(folder: Path, spec: TableSpec) -> list[Path]:
    stems = {spec.name, *spec.headers}
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.stem.lower() in stems)


def read_table(path: Path, spec: TableSpec, mapped: Mapping[str, str]) -> Table:
    """One table by our column names. Raises InputUnreadable or MissingColumn, which name the file."""
    frame = _read_frame(path)
    headers = [header.strip() for header in frame.columns]
    found = _match_headers(headers, spec, mapped)
    missing = [name for name in spec.required if name not in found.values()]
    if missing:
        raise MissingColumn(f"{path.name} lacks the column {', '.join(missing)}; it has {', '.join(headers)}")
    extra = [header for header in headers if header not in found]
    counts = tuple(header for header in extra if spec.open_counts and header.isidentifier() and header.islower())
    names = [found.get(header, header) for header in headers]
    rows = [
        {name: (cell or "").strip() for name, cell in zip(names, cells, strict=True)} for cells in frame.iter_rows()
    ]
    return Table(
        spec=spec,
        file=path.name,
        rows=[row for row in rows if any(row.values())] if path.suffix.lower() == ".xlsx" else rows,
        counts=counts,
        ignored=tuple(header for header in extra if header not in counts),
    )


def _match_headers(headers: list[str], spec: TableSpec, mapped: Mapping[str, str]) -> dict[str, str]:
    """Header → our column name; a mapped header comes before our own names, those before the Chinese ones."""
    found: dict[str, str] = {}
    for column in spec.columns:
        wanted = [mapped[column.name]] if column.name in mapped else [column.name, *column.headers]
        for header in headers:
            if header.lower() in {name.lower() for name in wanted} and header not in found:
                found[header] = column.name
                break
    return found


def _read_frame(path: Path) -> pl.DataFrame:
    if path.stat().st_size == 0:
        raise InputUnreadable(f"{path.name} is empty")
    try:
        if path.suffix.lower() == ".xlsx":
            frame = pl.read_excel(path, infer_schema_length=0, drop_empty_rows=False)
        else:
            text = decode(path.read_bytes(), path.name)
            frame = pl.read_csv(io.StringIO(text), infer_schema=False)
    except HuoshuiError:
        raise
    except Exception as error:  # polars and its readers raise many kinds; all mean the same to a reader
        raise InputUnreadable(f"{path.name} can't be read as a table: {_first_line(error)}") from error
    return frame.with_columns(pl.all().cast(pl.String))


def decode(data: bytes, name: str) -> str:
    """Text of a CSV file: UTF-8 (with or without mark) or GB18030. Raises InputUnreadable."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputUnreadable(f"{name} is UTF-16, not UTF-8 or GB18030")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        utf8_problem = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        line = data[: utf8_problem.start].count(b"\n") + 1
        raise InputUnreadable(f"{name}, line {line}: neither UTF-8 nor GB18030") from utf8_problem
    if any(character == "\0" or "\ue000" <= character <= "\uf8ff" for character in text):
        raise InputUnreadable(f"{name}: neither UTF-8 nor GB18030 gives readable text")
    return text


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
