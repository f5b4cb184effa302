"""A folder of files as rows of our tables: by a mapping, or by the names of files and headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import polars as pl

from graph.errors import HuoshuiError, InputNotFound, InputTooLarge, InputUnreadable
from loaders import tables
from loaders.datasets import PACKAGE, dataset_name
from loaders.files import SUFFIXES, Sheet, header_key, read_sheets
from loaders.files.limits import check_count
from loaders.mapping.claims import CensusClaim, claimed_rows, package_claims
from loaders.mapping.evidence import with_evidence
from loaders.mapping.feeding import Findings, SheetPart, feed_by_name, feed_tables
from loaders.mapping.model import TABLES, Block, FieldSpec, Mapping
from loaders.mapping.read import NAMES, folder_mapping
from loaders.mapping.sheet_rows import SheetRows
from loaders.matches.decisions import DECISIONS, FolderDecisions, read_decisions
from loaders.places import FORMER, Places
from loaders.rejects import Reject
from loaders.table_rows import TableRows
from loaders.tables.censuses import CENSUSES
from loaders.tables.decisions import DECISIONS as DECISIONS_TABLE
from loaders.tables.declare import InputTable

BESIDE = (DECISIONS, "mended.csv", "rejects.csv", *FORMER, *NAMES)
"""Files beside the tables that others read."""
_SEVERAL = (".xlsx", ".xlsm", ".xls", ".ods", ".zip")
"""Files that may hold tables under names of their own."""
_OTHER_SUFFIXES = (".doc", ".docx", ".pdf")
_HEADERS = {header_key(name) for table in tables.TABLES for one in table.columns for name in (one.name, *one.headers)}


@dataclass(frozen=True, slots=True)
class FolderTables:
    """What a folder holds: rows by table, what could not be read, and what was not used.

    `declare` is whether names declare schools though a table does.
    """

    tables: dict[str, TableRows]
    rejects: list[Reject]
    ignored: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    declare: bool = False

    @property
    def unreadable(self) -> bool:
        """Whether a whole file could not be read; the rows that it holds are then unknown."""
        return any(reject.row == 0 for reject in self.rejects)


def read_folder(folder: Path, mapping: Mapping | None = None, places: Places | None = None) -> FolderTables:
    """Read all tables of a folder; a file that can't be read becomes a reject, and the rest still loads.

    Without a mapping, the one that lies in the folder holds. Raises InputNotFound when there is no such folder or
    nothing in it to read, and BadParameter when the folder's mapping is at fault.
    """
    if not folder.is_dir():
        raise InputNotFound(f"No folder at {folder}")
    mapping = mapping or folder_mapping(folder)
    reading = _Reading(mapping, places, package_claims(folder), read_decisions(folder))
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name not in BESIDE and not path.name.startswith(("~$", ".")):
            reading.file(path)
    if not reading.parts and not reading.findings.rejects and not (mapping and mapping.add) and not reading.decided:
        names = ", ".join(table.name for table in tables.TABLES)
        raise InputNotFound(
            f"{folder} holds none of the tables {names} (.csv or .xlsx)",
            next_step="Call files as tables are (docs/tables.md), or let `huoshui map-columns` propose a mapping.",
        )
    return reading.finished(dataset_name(folder))


class _Reading:
    """A folder while it is read."""

    def __init__(
        self,
        mapping: Mapping | None,
        places: Places | None,
        claims: tuple[CensusClaim, ...],
        decisions: FolderDecisions,
    ) -> None:
        self.mapping, self.places, self.claims, self.decisions = mapping, places, claims, decisions
        self.blocks = mapping.blocks if mapping else {}
        self.parts: list[SheetPart] = []
        self.findings = Findings()
        self.unused: list[str] = []
        self.found: set[str] = set()
        self.cells = 0

    def file(self, path: Path) -> None:
        """Read one file and what its sheets tell."""
        name = path.name
        if self.mapping and any(_fits(name, pattern) for pattern in self.mapping.ignore):
            self.unused.append(name)
            return
        named = [table for table in tables.TABLES if _named(path.stem, table)]
        mapped = [key for key in self.blocks if _fits(name, key) or _fits(name, key.rpartition("/")[0])]
        if not name.lower().endswith(SUFFIXES):
            if (named or mapped) and path.suffix.lower() in _OTHER_SUFFIXES:
                self._unreadable(name, f"{path.suffix} isn't read: save it as CSV or XLSX")
            return
        if not (named or mapped or name.lower().endswith(_SEVERAL)):
            if path.suffix.lower() != ".txt":
                self.unused.append(name)
            return
        try:
            sheets = read_sheets(path)
            self._count(name, sheets)
        except HuoshuiError as error:
            # What is over a limit may be a table by the names of its sheets: what was read of it before stays.
            if named or mapped or isinstance(error, InputTooLarge):
                self._unreadable(name, f"{error.message}. {error.next_step}")
            else:
                self.unused.append(name)
            return
        self.findings.notes += (f"{sheet.file}: {note}" for sheet in sheets for note in sheet.notes)
        if mapped:
            self._mapped(sheets)
        elif not self._by_name(path, sheets):
            self.unused.append(name)

    def _count(self, name: str, sheets: list[Sheet]) -> None:
        """Count the cells of a file that was read. Raises InputTooLarge where the folder's are too many with it."""
        cells = self.cells + sum(sheet.cells.height * (sheet.cells.width - 1) for sheet in sheets)
        check_count("cells", cells, f"The folder, up to {name},")
        self.cells = cells

    @property
    def decided(self) -> bool:
        """Whether decisions.csv tells what is one or two."""
        return self.decisions.pairs.height > 0

    def _mapped(self, sheets: list[Sheet]) -> None:
        """Read the sheets that blocks are about; of several blocks that fit a sheet the most special counts."""
        chosen: dict[str, list[Sheet]] = {}
        for sheet in sheets:
            fitting = [key for key in self.blocks if _fits(sheet.file, key) or _fits(f"{sheet.file}/{sheet.name}", key)]
            if fitting:
                special = min(fitting, key=lambda key: (_fits(sheet.file, key), "*" in key))
                chosen.setdefault(special, []).append(sheet)
                self.found.update(fitting)
            else:
                self.unused.append(f"{sheet.file}/{sheet.name}")
        for key, of_key in chosen.items():
            self._read_block(key, of_key)

    def _read_block(self, key: str, sheets: list[Sheet]) -> None:
        """Read the sheets of a block; of several of one file those that have its columns."""
        block = self.blocks[key]
        known = {header_key(name) for name in _columns(block)}
        for file in dict.fromkeys(sheet.file for sheet in sheets):
            failures: list[HuoshuiError] = []
            of_file = [sheet for sheet in sheets if sheet.file == file]
            for sheet in of_file:
                try:
                    rows = SheetRows.of(sheet, known, block.header)
                    self._take(rows, feed_tables(rows, block, self.places, self.findings))
                except HuoshuiError as error:
                    failures.append(error)
            self._tell(file, failures, unreadable=len(failures) == len(of_file))

    def _tell(self, file: str, failures: list[HuoshuiError], unreadable: bool) -> None:
        """Reject a file of which no sheet could be read; of one that could, note the others."""
        if failures and unreadable:
            self._unreadable(file, f"{failures[0].message}. {failures[0].next_step}")
        else:
            self.findings.notes += (f"not read: {error.message}" for error in failures)

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
        for sheet, table in pairs:
            try:
                self._table(sheet, table)
            except HuoshuiError as error:
                failures.append(error)
        read = len(pairs) - len(failures)
        if sure or read:
            self._tell(path.name, failures, unreadable=not read or pairs == by_sheet)
        return bool(read or (sure and failures))

    def _table(self, sheet: Sheet, table: InputTable) -> None:
        block = self._settings(table)
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

    def _settings(self, table: InputTable) -> Block:
        """What the mapping says of files that are read by their names: of the tables that it names, if it names any."""
        said = self.mapping
        if said is None or said.blocks or (said.tables and table.name not in said.tables):
            return Block()
        return said

    def _take(self, rows: SheetRows, parts: list[SheetPart]) -> None:
        self.parts += parts
        if ignored := rows.ignored():
            self.findings.ignored[rows.place] = ignored

    def _unreadable(self, file: str, reason: str) -> None:
        self.findings.rejects.append(Reject(file, 0, "", "", reason))

    def finished(self, dataset: str) -> FolderTables:
        """All that was read, with the evidence that the files leave to be understood."""
        if self.decisions.undecided:
            self.findings.notes.append(f"{DECISIONS}: {self.decisions.undecided:,} rows are still undecided")
        for key in self.blocks:
            if key not in self.found:
                self._unreadable(key, "is named by the mapping, and there is no such file or sheet")
        return FolderTables(
            with_evidence([*self.parts, *self._added()], dataset, self.mapping is not None, self.findings.rejects),
            self.findings.rejects,
            self.findings.ignored,
            tuple(sorted(self.unused)),
            tuple(self.findings.notes),
            bool(self.mapping and self.mapping.declare_schools),
        )

    def _added(self) -> Iterator[SheetPart]:
        """The rows that datapackage.json, decisions.csv and the mapping state themselves."""
        of_mapping = self.mapping.complete if self.mapping else ()
        for file, claims in ((PACKAGE, self.claims), (NAMES[0], of_mapping)):
            if claims:
                source = self.mapping.source if self.mapping else None
                yield SheetPart(CENSUSES, claimed_rows(claims), file, "", source)
        if self.decided:
            yield SheetPart(DECISIONS_TABLE, self.decisions.pairs, DECISIONS, "", None)
        for name, rows in (self.mapping.add if self.mapping else {}).items():
            frame = pl.DataFrame(list(rows), infer_schema_length=None).cast(pl.String).with_row_index("row", 1)
            yield SheetPart(TABLES[name], frame, NAMES[0], "", self.mapping.source if self.mapping else None)


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name.casefold(), pattern.casefold())


def _called(name: str, table: InputTable) -> bool:
    return name.strip().lower() in table.file_names


def _named(stem: str, table: InputTable) -> bool:
    """Whether a file is called as a table is, with or without something behind it: schools-2, 学校 昆明."""
    return any(re.fullmatch(rf"{re.escape(name)}([-_ .].*|\d+)?", stem.strip().lower()) for name in table.file_names)


def _columns(block: Block) -> Iterator[str]:
    for feeds in block.tables.values():
        for feed in feeds:
            for spec in feed.fields.values():
                yield from _spec_columns(spec)


def _spec_columns(spec: FieldSpec) -> Iterator[str]:
    yield from spec.column
    yield from spec.path
    yield from spec.each if isinstance(spec.each, dict) else ()
    yield from spec.marked
