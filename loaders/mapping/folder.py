"""A folder of files as rows of our tables: by a mapping, or by the names of files and headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping as Map
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import polars as pl

from graph.errors import HuoshuiError, InputNotFound, InputUnreadable, MissingColumn
from loaders import tables
from loaders.datasets import dataset_name
from loaders.files import SUFFIXES, Sheet, header_key, read_sheets
from loaders.mapping.feeding import Findings, Part, feed_by_name, feed_tables
from loaders.mapping.model import Block, FieldSpec, Mapping
from loaders.mapping.places import Gazetteer
from loaders.mapping.read import NAMES, folder_mapping
from loaders.mapping.sheet_rows import SheetRows
from loaders.mapping.sources import Sources, row_locator
from loaders.rejects import Reject
from loaders.table_rows import TableRows
from loaders.tables.declare import InputTable

BESIDE = ("decisions.csv", "mended.csv", "rejects.csv", *NAMES)
"""Files beside the tables that others read."""
_OTHER_SUFFIXES = (".xlsb", ".et", ".doc", ".docx", ".pdf")
_HEADERS = {header_key(name) for table in tables.TABLES for one in table.columns for name in (one.name, *one.headers)}


@dataclass(frozen=True, slots=True)
class InputFolder:
    """What a folder holds: rows by table, what could not be read, and what was not used.

    `places` are the mapping's decisions on places, `declare` is whether names declare schools though a table does.
    """

    tables: dict[str, TableRows]
    rejects: list[Reject]
    ignored: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    declare: bool = False
    places: Map[str, str] = field(default_factory=dict)

    @property
    def unreadable(self) -> bool:
        """Whether a whole file could not be read; the rows that it holds are then unknown."""
        return any(reject.row == 0 for reject in self.rejects)


def read_folder(folder: Path, mapping: Mapping | None = None, places: Gazetteer | None = None) -> InputFolder:
    """Read all tables of a folder; a file that can't be read becomes a reject, and the rest still loads.

    Without a mapping, the one that lies in the folder holds. Raises InputNotFound when there is no such folder or
    nothing in it to read, and BadParameter when the folder's mapping is at fault.
    """
    if not folder.is_dir():
        raise InputNotFound(f"No folder at {folder}")
    mapping = mapping or folder_mapping(folder)
    reading = _Reading(mapping, places)
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name not in BESIDE and not path.name.startswith(("~$", ".")):
            reading.file(path)
    if not reading.parts and not reading.findings.rejects and not (mapping and mapping.add):
        names = ", ".join(table.name for table in tables.TABLES)
        raise InputNotFound(f"{folder} holds none of the tables {names} (.csv or .xlsx)")
    return reading.finished(dataset_name(folder))


class _Reading:
    """A folder while it is read."""

    def __init__(self, mapping: Mapping | None, places: Gazetteer | None) -> None:
        self.mapping, self.places = mapping, places
        self.blocks = mapping.blocks if mapping else {}
        self.parts: list[Part] = []
        self.findings = Findings()
        self.unused: list[str] = []

    def file(self, path: Path) -> None:
        """Read one file and what its sheets tell."""
        name = path.name
        if self.mapping and any(_fits(name, pattern) for pattern in self.mapping.ignore):
            self.unused.append(name)
            return
        named = [table for table in tables.TABLES if _named(path.stem, table)]
        mapped = [key for key in self.blocks if _fits(name, key) or _fits(name, key.rpartition("/")[0])]
        if not name.lower().endswith(tuple(SUFFIXES)):
            if (named or mapped) and path.suffix.lower() in _OTHER_SUFFIXES:
                self._unreadable(name, f"{path.suffix} isn't read: save it as CSV or XLSX")
            return
        try:
            sheets = read_sheets(path)
        except HuoshuiError as error:
            if named or mapped or path.suffix.lower() not in (".txt", ".json"):
                self._unreadable(name, f"{error.message}. {error.next_step}")
            else:
                self.unused.append(name)
            return
        self.findings.notes += (f"{sheet.file}: {note}" for sheet in sheets for note in sheet.notes)
        used = [self._sheets(key, block, sheets) for key, block in self.blocks.items()]
        if not any(used) and not self._by_name(path, sheets):
            self.unused.append(name)

    def _sheets(self, key: str, block: Block, sheets: list[Sheet]) -> bool:
        """Read the sheets that a block is about; of a file's sheets that it names none of, those that have its columns."""
        named = [sheet for sheet in sheets if _fits(f"{sheet.file}/{sheet.name}", key)]
        chosen = named or [sheet for sheet in sheets if _fits(sheet.file, key)]
        known = {header_key(name) for name in _columns(block)}
        failures: list[HuoshuiError] = []
        read = 0
        for sheet in chosen:
            try:
                rows = SheetRows.of(sheet, known, block.header)
                parts = feed_tables(rows, block, self.places, self.findings)
            except HuoshuiError as error:
                failures.append(error)
                continue
            read += 1
            self._take(rows, parts)
        if failures and (named or not read):
            self._unreadable(chosen[0].file, f"{failures[0].message}. {failures[0].next_step}")
        else:
            self.findings.notes += (f"not read: {error.message}" for error in failures)
        return bool(chosen)

    def _by_name(self, path: Path, sheets: list[Sheet]) -> bool:
        """Read what is called as a table is: sheets by their own names, else by that of the file."""
        by_sheet = [(sheet, table) for sheet in sheets for table in tables.TABLES if _called(sheet.name, table)]
        exact = [table for table in tables.TABLES if _called(path.stem, table)]
        if by_sheet and not (exact and len(sheets) == 1):
            pairs, sure = by_sheet, True
        else:
            of_file = exact or [table for table in tables.TABLES if _named(path.stem, table)]
            pairs, sure = [(sheet, table) for sheet in sheets for table in of_file[:1]], bool(exact)
        failures: list[HuoshuiError] = []
        read = 0
        for sheet, table in pairs:
            try:
                self._table(sheet, table)
                read += 1
            except HuoshuiError as error:
                failures.append(error)
        if sure and failures and (not read or pairs == by_sheet):
            self._unreadable(path.name, f"{failures[0].message}. {failures[0].next_step}")
        return bool(read or (sure and failures))

    def _table(self, sheet: Sheet, table: InputTable) -> None:
        block = self.mapping or Block()
        feeds = block.tables.get(table.name, ())
        known = {header_key(name) for feed in feeds for spec in feed.fields.values() for name in _spec_columns(spec)}
        rows = SheetRows.of(sheet, known | _HEADERS, block.header)
        if not rows.body.height and not any(rows.header.names):
            raise InputUnreadable(f"{rows.place} holds blank rows only")
        counts: tuple[str, ...] = ()
        named = []
        for feed in feeds or (None,):
            full, counts = feed_by_name(rows, table, feed)
            named.append(full)
        special = Block.model_construct(
            **{name: getattr(block, name) for name in Block.model_fields} | {"tables": {table.name: tuple(named)}}
        )
        self._take(rows, feed_tables(rows, special, self.places, self.findings, counts))

    def _take(self, rows: SheetRows, parts: list[Part]) -> None:
        self.parts += parts
        if ignored := rows.ignored():
            self.findings.ignored[rows.place] = ignored

    def _unreadable(self, file: str, reason: str) -> None:
        self.findings.rejects.append(Reject(file, 0, "", "", reason))

    def finished(self, dataset: str) -> InputFolder:
        """All that was read, with the evidence that the files leave to be understood."""
        added = self._added()
        own = [part for part in (*self.parts, *added) if part.table is tables.SOURCES]
        sources = Sources(pl.concat([part.frame for part in own], how="diagonal") if own else None)
        described = {
            id(block): sources.declare(block.source)
            for block in (*self.blocks.values(), *([self.mapping] if self.mapping else []))
            if block.source
        }
        frames: dict[str, list[pl.DataFrame]] = {}
        counts: dict[str, set[str]] = {}
        for part in (*self.parts, *added):
            frame = self._with_evidence(part, sources, described, dataset)
            if frame is not None:
                frames.setdefault(part.table.name, []).append(frame)
                counts.setdefault(part.table.name, set()).update(part.counts)
        if sources.declared:
            declared = pl.DataFrame(list(sources.declared.values()), infer_schema_length=None).cast(pl.String)
            frames.setdefault("sources", []).append(_placed(declared.with_row_index("row", 1), "mapping.yaml"))
        joined = {
            table.name: TableRows(table, _joined(frames[table.name]), tuple(sorted(counts.get(table.name, ()))))
            for table in tables.TABLES
            if table.name in frames
        }
        return InputFolder(
            joined,
            self.findings.rejects,
            self.findings.ignored,
            tuple(sorted(self.unused)),
            tuple(self.findings.notes),
            bool(self.mapping and self.mapping.declare_schools),
            self.mapping.places if self.mapping else {},
        )
