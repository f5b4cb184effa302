"""From the rows of a sheet to rows of our tables: each becomes some, is rejected or left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from graph.errors import MissingColumn
from graph.model import AIDS, Kind
from loaders.columns import EVIDENCE_NAMES
from loaders.mapping.fields import TAG, cleaned, expanded, origin, with_field, year_first
from loaders.mapping.model import COUNT_NAME, TABLES, Block, Feed, FieldSpec, Place, SourceSpec
from loaders.mapping.places import put_within
from loaders.mapping.sheet_rows import SheetRows
from loaders.places import Places
from loaders.rejects import Reject
from loaders.tables.declare import InputTable

_PLACED = ("region", "parent", "helper", "helped", "subject")
"""Columns whose places lie in that of `within`."""
_HEADER_OF_EACH = FieldSpec(column=("each",))
"""The field that gets what stands for a column in `each`: as it is, but for the place that it lies in."""
_LINKS = ("members", "aid_links")
_TERM = ("since", "until")
_TAKEN = {*AIDS.stored_names(), "id", "start", "end", "type"}
"""Names that a further count column may not have: the loader writes them itself."""
_WHOLE_NUMBER = r"^\d[\d,]*(\.0)?$"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Rows of one table out of one sheet, `row` and our columns as text; `source` is the mapping's."""

    table: InputTable
    frame: pl.DataFrame
    file: str
    sheet: str
    source: SourceSpec | None
    counts: tuple[str, ...] = ()


@dataclass(slots=True)
class Findings:
    """What reading comes upon beside rows."""

    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ignored: dict[str, tuple[str, ...]] = field(default_factory=dict)


def feed_by_name(sheet: SheetRows, table: InputTable, explicit: Feed | None) -> tuple[Feed, tuple[str, ...]]:
    """The feed of a file that is called as a table: what a mapping says, else our own headers; and its count columns.

    Raises MissingColumn or InputUnreadable."""
    fields = dict(explicit.fields) if explicit else {}
    for column in table.columns:
        if column.name in fields:
            continue
        found = next((name for name in (column.name, *column.headers) if sheet.find(name) is not None), None)
        if found is not None:
            fields[column.name] = FieldSpec.model_construct(column=(found,))
    for spec in fields.values():
        _touch(sheet, spec)
    counts = tuple(sorted(_count_columns(sheet))) if table.open_counts else ()
    fields |= {name: FieldSpec.model_construct(column=(name,)) for name in counts}
    tests = (explicit.when, explicit.unless) if explicit else ({}, {})
    return Feed.model_construct(fields=fields, when=tests[0], unless=tests[1]), counts


def _count_columns(sheet: SheetRows) -> Iterator[str]:
    """Further columns that hold counts: one whole number will do, then the others must be as well."""
    for name, header in zip(sheet.body.columns[1:], sheet.header.names, strict=False):
        if name in sheet.used or not COUNT_NAME.fullmatch(header) or header in _TAKEN:
            continue
        if sheet.body.select(pl.col(name).str.contains(_WHOLE_NUMBER).any()).item():
            yield header


def _touch(sheet: SheetRows, spec: FieldSpec) -> None:
    """Have the columns of a field counted as used before anything asks for the rest."""
    if isinstance(spec.each, dict):
        for header in spec.each:
            sheet.column(header)
    elif spec.marked not in ((), ("rest",)):
        for header in spec.marked:
            sheet.column(header)
    elif not spec.each and not spec.marked:
        origin(sheet, spec)


def feed_tables(
    sheet: SheetRows,
    block: Block,
    places: Places | None,
    findings: Findings,
    counts: tuple[str, ...] = (),
) -> list[SheetPart]:
    """The rows of a sheet as rows of the tables that a block names. Raises MissingColumn or InputUnreadable."""
    sheet.narrow(block, findings.notes)
    feeds = [(TABLES[name], feed) for name, table_feeds in block.tables.items() for feed in table_feeds]
    for table, feed in feeds:
        _refuse_incomplete(sheet, table, feed, block)
        for spec in feed.fields.values():
            _touch(sheet, spec)
    outs = [_Feeding(sheet, table, feed, block, places, counts) for table, feed in feeds]
    sheet.reject_faults(findings.rejects)
    done = [out.run(several=len(outs) > 1) for out in outs]
    _account(sheet, outs, findings)
    return done


def _refuse_incomplete(sheet: SheetRows, table: InputTable, feed: Feed, block: Block) -> None:
    as_ = {spec.as_ for spec in feed.fields.values()}
    missing = [
        column.name
        for column in table.columns
        if column.required
        and column.name not in (*feed.fields, *block.constants, *EVIDENCE_NAMES)
        and column.name not in as_
    ]
    if missing:
        shown = ", ".join(name[:60] for name in sheet.header.names if name)
        raise MissingColumn(
            f"{sheet.place} lacks the column {', '.join(missing)}; it has {shown}",
        )


class _Feeding:
    """One feed at work: which rows it may take, which it took, and which of those told something new."""

    def __init__(
        self,
        sheet: SheetRows,
        table: InputTable,
        feed: Feed,
        block: Block,
        places: Places | None,
        counts: tuple[str, ...],
    ) -> None:
        self.sheet, self.table, self.feed, self.block, self.places, self.counts = (
            sheet, table, feed, block, places, counts,
        )  # fmt: skip
        self.asked: pl.Series = pl.Series("row", [], pl.UInt32)
        self.took: pl.Series = self.asked
        self.told: pl.Series = self.asked
        required = {column.name for column in table.columns if column.required}
        self.dates = {column.name for column in table.columns if column.prop.kind is Kind.DATE}
        self.required = [name for name in feed.fields if name in required and name not in EVIDENCE_NAMES]

    def run(self, several: bool) -> SheetPart:
        """The rows of the table. Where a sheet feeds several, a row gives none to one whose required cell is blank."""
        rows = self._with_headings(self.sheet.body)
        unwanted = self.sheet.unwanted(self.feed.when, self.feed.unless)
        if unwanted is not None:
            rows = rows.filter(~unwanted)
        self.asked = rows["row"]
        rows = self._needed(rows)
        columns: list[str] = []
        for spec in self.feed.fields.values():
            if spec.each or spec.marked:
                rows = expanded(rows, self.sheet, spec)
        for name, spec in self.feed.fields.items():
            cell = origin(self.sheet, spec)
            if spec.fill_down:
                cell, spec = pl.col(f"@{name}"), spec.model_copy(update={"drop": (), "take": None})
            if self.block.places and name in _PLACED:
                spec = spec.model_copy(update={"values": {**self.block.places, **spec.values}})
            rows = with_field(rows, f"={name}", cell, spec, self._within(name, spec), self.places)
            if self.block.dates and name in self.dates:
                rows = rows.with_columns(year_first(pl.col(f"={name}"), self.block.dates))
            columns.append(name)
            if spec.as_ is not None:
                within = self._within(spec.as_, _HEADER_OF_EACH)
                rows = with_field(rows, f"={spec.as_}", pl.col(TAG), _HEADER_OF_EACH, within, self.places)
                columns.append(spec.as_)
        constants = [name for name in self._constants() if name not in columns]
        rows = rows.with_columns(pl.lit(self._constant(name)).alias(f"={name}") for name in constants)
        columns += constants
        frame = rows.select("row", *(pl.col(f"={name}").cast(pl.String).alias(name) for name in columns))
        frame = frame.drop_nulls(self.required) if several else self._without_lost(frame)
        self.took = frame["row"].unique()
        if several and "locator" not in columns:
            frame = frame.unique(columns, keep="first", maintain_order=True)
        self.told = frame["row"].unique()
        return SheetPart(
            self.table, frame, self.sheet.sheet.file, self.sheet.sheet.name, self.block.source, self.counts
        )

    def _without_lost(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Leave out rows whose required cell is filled but gives nothing; blank ones fail when rows are checked."""
        for name in self.required:
            spec = self.feed.fields[name]
            if spec.column and _takes_apart(spec):
                filled = self.sheet.body.filter(pl.col(self.sheet.column(*spec.column)).is_not_null())["row"]
                frame = frame.filter(pl.col(name).is_not_null() | ~pl.col("row").is_in(filled.implode()))
        return frame

    def columns_needed(self) -> list[str]:
        """The columns of the file that the required ones of ours start from, those that are taken apart first."""
        specs = [spec for name in self.required if (spec := self.feed.fields[name]).column]
        return [self.sheet.column(*spec.column) for spec in sorted(specs, key=lambda spec: not _takes_apart(spec))]

    def idle(self, took: pl.Series) -> Iterator[str]:
        """Tell how many rows gave this table nothing though they gave others something, and which words they hold."""
        rows = self.asked.filter(~self.asked.is_in(self.took.implode()) & self.asked.is_in(took.implode()))
        if not rows.len():
            return
        needed = self.columns_needed()
        cells = self.sheet.body.filter(
            pl.col("row").is_in(rows.implode()) & pl.all_horizontal(pl.col(needed).is_not_null())
        )
        blank = rows.len() - cells.height
        place, table = self.sheet.place, self.table.name
        if blank:
            names = " or ".join(self.sheet.name_of(column) for column in needed)
            yield f"{place}: {blank:,} rows give no {table}, as {names} is blank"
        if cells.height:
            texts = cells[needed[0]].unique(maintain_order=True) if needed else pl.Series([""])
            shown = ", ".join(texts.head(5)) + (" …" if texts.len() > 5 else "")
            yield f"{place}: {cells.height:,} rows give no {table}, as nothing is taken of their cells: {shown}"

    def _needed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows without columns that no field asks for: lists repeat all others."""
        for name, spec in self.feed.fields.items():
            self._within(name, spec)
            if spec.as_ is not None:
                self._within(spec.as_, _HEADER_OF_EACH)
        takes_rest = any(spec.takes_rest for spec in self.feed.fields.values())
        return rows if takes_rest else rows.drop(set(self.sheet.body.columns) - {"row", *self.sheet.used})

    def _within(self, name: str, spec: FieldSpec) -> pl.Expr | None:
        place = self._place(name, spec)
        if place is None or place.column is None:
            return None if place is None else pl.lit(place.value, pl.String)
        return pl.col(f"@{name}.within") if place.fill_down else self._cell_of(place)

    def _place(self, name: str, spec: FieldSpec) -> Place | None:
        return spec.within or (self.block.within if name in _PLACED else None)

    def _cell_of(self, place: Place) -> pl.Expr:
        return cleaned(pl.col(self.sheet.column(str(place.column))), place)

    def _with_headings(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with what headings among them say of those below, before any is left out."""
        said = {
            f"@{name}": cleaned(origin(self.sheet, spec), spec)
            for name, spec in self.feed.fields.items()
            if spec.fill_down
        }
        for name, spec in self.feed.fields.items():
            if (place := self._place(name, spec)) is not None and place.fill_down and place.column is not None:
                said[f"@{name}.within"] = self._cell_of(place)
        return rows.with_columns(cell.forward_fill().alias(name) for name, cell in said.items())

    def _constants(self) -> list[str]:
        """The constants that the table takes. Where a block feeds links, a beginning and an end are theirs."""
        known = [column.name for column in self.table.columns if column.name in self.block.constants]
        links = self.table.name in _LINKS or not any(name in _LINKS for name in self.block.tables)
        return known if links else [name for name in known if name not in _TERM]

    def _constant(self, name: str) -> str:
        text, within = self.block.constants[name], self.block.within
        return put_within(text, within.value, self.places) if name == "region" and within and within.value else text


def _account(sheet: SheetRows, feeds: list[_Feeding], findings: Findings) -> None:
    """See to it that no row is lost: what no table takes is rejected, what the mapping leaves out is counted."""
    if not feeds:
        return
    asked = pl.concat([feed.asked for feed in feeds]).unique()
    took = pl.concat([feed.took for feed in feeds]).unique()
    if left_out := sheet.body.height - asked.len():
        findings.notes.append(f"{sheet.place}: {left_out:,} rows left out by `when` and `unless` of the tables")
    told = pl.concat([feed.told for feed in feeds]).unique()
    if again := took.len() - told.len():
        findings.notes.append(f"{sheet.place}: {again:,} rows say again what a row above them says")
    for feed in feeds:
        findings.notes += feed.idle(took)
    lost = asked.filter(~asked.is_in(took.implode()))
    findings.rejects += _rejects(sheet, feeds, lost)


def _takes_apart(spec: FieldSpec) -> bool:
    """Whether a field may give nothing though its cell is filled."""
    return bool(spec.split or spec.drop or spec.take or spec.values)


def _rejects(sheet: SheetRows, feeds: list[_Feeding], lost: pl.Series) -> Iterator[Reject]:
    told = " or ".join(dict.fromkeys(feed.table.name for feed in feeds))
    columns = list(dict.fromkeys(column for feed in feeds for column in feed.columns_needed()))
    for record in sheet.body.filter(pl.col("row").is_in(lost.implode())).iter_rows(named=True):
        blank = next((column for column in columns if record[column] is None), None)
        column = blank or next(iter(columns), None)
        reason = f"is blank: the row gives no {told}" if blank else f"gives no {told}"
        name, value = (sheet.name_of(column), record[column] or "") if column else ("", "")
        yield Reject(sheet.sheet.file, record["row"], name, value[:200], reason)
