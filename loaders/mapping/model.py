"""What a mapping file may say, as models: the JSON Schema and the checks of `mapping.yaml` come from here.

A mapping is one block of settings that hold for all its files, and under `files` a block for each file (or sheet) that
says what differs there. A block holds tables (`groups:`, `members:` …) with a field for each of our columns, and any
of our columns as a constant (`region: 530124`)."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graph.values import name_key
from loaders import tables
from loaders.columns import InputColumn
from loaders.datasets import Authority
from loaders.mapping.claims import CensusClaim
from loaders.mapping.texts import Pattern, Patterns, Rows, Separators, Text, Texts, many
from loaders.tables.declare import InputTable

TABLES: dict[str, InputTable] = {table.name: table for table in tables.TABLES}
COLUMNS: dict[str, InputColumn] = {column.name: column for table in tables.TABLES for column in table.columns}
"""Every column of every table by name; where tables share a name, the last one's words explain it."""
COUNT_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


class _Said(BaseModel):
    """Something that the mapping says: unknown keys are faults, numbers are text."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, coerce_numbers_to_str=True, populate_by_name=True, use_attribute_docstrings=True
    )


class Test(_Said):
    """What a cell must be. Given as text or a list, the cell is one of these texts."""

    is_: Annotated[Texts, Field(alias="is")] = ()
    """The cell is one of these texts; blanks and width make no difference."""
    matches: Pattern | None = None
    """A regular expression that is found in the cell."""
    filled: bool | None = None
    """Whether the cell holds anything."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {"is": value}


Tests = dict[str, Test]


class Place(_Said):
    """The place in which other places lie. Given as text, it is that place."""

    value: Text | None = None
    """The place itself, the same for all rows."""
    column: Text | None = None
    """The column that says it."""
    fill_down: bool = False
    """Whether a row, such as a heading among the rows, says it for those below it too."""
    drop: Patterns = ()
    """Regular expressions: what they match is left out."""
    take: Pattern | None = None
    """A regular expression: what its group (or else all of it) matches is taken."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {"value": value}


_ORIGINS = ("column", "path", "value", "template", "each", "marked")


class FieldSpec(_Said):
    """Where one of our columns gets its cells from. Given as text, it is the header of a column of the file."""

    column: Annotated[Texts, Field()] = ()
    """The header of the file's column, or its place (1 is the first); of several, the first that the file has."""
    path: Texts = ()
    """Columns that together name a region, the largest first."""
    value: Text | None = None
    """A text that is the same in every row."""
    template: Text | None = None
    """A text with {headers} in it, and {file}, {sheet} and {row}."""
    each: dict[str, Text] | Literal["rest"] | None = None
    """Columns that give a row each, where they are filled; `rest` is all columns that nothing else uses."""
    as_: Annotated[Text | None, Field(alias="as")] = None
    """With `each`: our column that gets what stands behind the column's header in `each`, or else the header."""
    marked: Annotated[Texts, Field()] = ()
    """Columns (or `rest`) whose headers are the cells, a row for each that is filled: a cross table."""
    split: Separators | None = None
    """`names` or `places` for a list in the usual form; other separators are given as they are, such as `、/`."""
    drop: Patterns = ()
    """Regular expressions: what they match is left out of the cell, or of each item of a list."""
    take: Pattern | None = None
    """A regular expression: what its group (or else all of it) matches is taken; a cell without is blank."""
    values: dict[str, str] = {}
    """What the file's words mean, beside those known anyway."""
    default: Text | None = None
    """What a blank cell means."""
    within: Place | None = None
    """The place in which the places of this column lie."""
    fill_down: bool = False
    """Whether a row, such as a heading among the rows, says it for those below it too."""
    leading_place: bool = False
    """Whether a place may stand before a name, as in 兴安盟扎赉特旗音德尔第一中学."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return {"column": value}
        each = value.get("each")
        if isinstance(each, list | tuple):
            value = {**value, "each": {str(header): str(header) for header in each}}
        return value

    @model_validator(mode="after")
    def _one_origin(self) -> FieldSpec:
        given = [name for name in _ORIGINS if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(f"says {' and '.join(given) or 'nothing'}: give one of {', '.join(_ORIGINS)}")
        if self.as_ is not None and not self.each:
            raise ValueError("`as` goes with `each`")
        if self.fill_down and (self.each or self.marked):
            raise ValueError("`fill_down` goes with one cell a row")
        return self

    @property
    def takes_rest(self) -> bool:
        """Whether it takes all columns that nothing else uses."""
        return self.each == "rest" or self.marked == ("rest",)


class Feed(_Said):
    """What rows of a file tell one of our tables: a field for each of our columns."""

    fields: dict[str, FieldSpec] = {}
    when: Tests = {}
    """Only rows whose cells are so."""
    unless: Tests = {}
    """Not the rows in which one of these cells is so."""

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError("says no columns")
        own = {key: said for key, said in value.items() if key in ("when", "unless")}
        return {**own, "fields": {key: said for key, said in value.items() if key not in own}}

    @model_validator(mode="after")
    def _one_expansion(self) -> Feed:
        if sum(bool(field.each or field.marked) for field in self.fields.values()) > 1:
            raise ValueError("only one field may have `each` or `marked`")
        for field in self.fields.values():
            if field.as_ in self.fields:
                raise ValueError(f"{field.as_} has a field of its own, and gets the headers of `each`")
        return self


class SourceSpec(_Said):
    """A source of the rows. Given as text it is an id, an address or a title."""

    id: Text | None = None
    title: Text | None = None
    publisher: Text | None = None
    published: Text | None = None
    url: Text | None = None
    licence: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {"id": value}


class Block(_Said):
    """What holds for one file, or for all."""

    header: Annotated[int, Field(ge=1)] | None = None
    """The row that holds the headers, where it isn't found by itself."""
    skip: Rows = ()
    """Rows to leave out: `totals` (合计, 小计 …), numbers of rows, spans such as 3-5."""
    when: Tests = {}
    """Only rows whose cells are so."""
    unless: Tests = {}
    """Not the rows in which one of these cells is so."""
    fill_down: Texts = ()
    """Columns whose blank cells mean what stands above them."""
    dates: Literal["day-first", "month-first"] | None = None
    """What comes first in dates such as 01/09/2012, which else are rejected as unclear."""
    within: Place | None = None
    """The place in which all places of the block lie, where a field doesn't say it itself."""
    places: dict[str, Text] = {}
    """What is meant by a place as it is written: its code, or its path."""
    source: SourceSpec | None = None
    """The source of the rows."""
    constants: dict[str, Text] = {}
    """Our columns that are the same in every row, for each table that has them."""
    tables: dict[str, tuple[Feed, ...]] = {}
    """What the rows tell each of our tables; a list of them where a row tells a table several things."""

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError("must say something by keys")
        names = {field.alias or name for name, field in cls.model_fields.items()} - {"constants", "tables"}
        own = {key: said for key, said in value.items() if key in names}
        fed = {key: many(said) for key, said in value.items() if key in TABLES}
        fixed = {key: said for key, said in value.items() if key not in own and key not in fed}
        for key, said in fixed.items():
            if key not in COLUMNS:
                raise ValueError(f"{key!r} is no table, no column and no setting")
            if isinstance(said, dict | list):
                raise ValueError(f"{key!r} is no table: as a column it takes one text")
        for table, feeds in fed.items():
            for feed in feeds:
                _check_columns(TABLES[table], feed)
        return {**own, "tables": fed, "constants": fixed}


def _check_columns(table: InputTable, feed: Any) -> None:
    known = {"when", "unless", *(column.name for column in table.columns)}
    for name, said in feed.items() if isinstance(feed, dict) else ():
        as_ = said.get("as") if isinstance(said, dict) else None
        for one in (name, str(as_)) if as_ else (name,):
            if one not in known and not (table.open_counts and COUNT_NAME.fullmatch(one)):
                raise ValueError(f"{table.name} has no column {one!r}")
        if said is None or said == "":
            raise ValueError(f"{table.name}.{name} names no header")


class Mapping(Block):
    """A mapping file."""

    file: Text | None = None
    """The only file that this is about, or `book.xlsx/sheet`; a name may hold `*`."""
    files: dict[str, Block] = {}
    """What differs for each file, or for each `book.xlsx/sheet`; a name may hold `*`."""
    ignore: Texts = ()
    """Files that aren't read."""
    complete: Annotated[tuple[CensusClaim, ...], BeforeValidator(many)] = ()
    """What the dataset's schools are all of: a list of claims, each with a region (or several) and the day."""
    declare_schools: bool = False
    """Whether a name of a school declares it though the folder has a table of schools."""
    authority: Authority | None = None
    """Whether the dataset is a register or a report: where they differ, a register's value stands."""
    add: dict[str, tuple[dict[str, Text], ...]] = {}
    """Rows for our tables that stand in no file."""

    @model_validator(mode="after")
    def _says_something(self) -> Mapping:
        if self.file and self.files:
            raise ValueError("give `file` or `files`, not both")
        for written in self.places:
            if not name_key(written):
                raise ValueError(f"places: {written!r} holds nothing that counts in a name")
        for name, block in self.blocks.items():
            if not block.tables:
                raise ValueError(f"{name} feeds no table: name one with its columns")
        for name, rows in self.add.items():
            if name not in TABLES:
                raise ValueError(f"add: {name!r} is no table")
            for row in rows:
                _check_columns(TABLES[name], row)
        return self

    @property
    def blocks(self) -> Map[str, Block]:
        """By file: the block that holds for it, with what holds for all. Empty where files go by their names."""
        own = self.model_copy(update={"files": {}})
        if self.file:
            return {self.file: own}
        return {name: joined(own, block) for name, block in self.files.items()}


def joined(general: Block, special: Block) -> Block:
    """What `general` says, but where `special` says otherwise; of tables, field by field."""
    said = {name: getattr(special, name) for name in special.model_fields_set if name not in ("constants", "tables")}
    joined_tables = dict(general.tables)
    for name, feeds in special.tables.items():
        above = general.tables.get(name, ())
        if len(feeds) == len(above) == 1:
            feeds = (_joined_feed(above[0], feeds[0]),)
        joined_tables[name] = feeds
    said |= {"constants": {**general.constants, **special.constants}, "tables": joined_tables}
    return Block.model_construct(**{**{name: getattr(general, name) for name in Block.model_fields}, **said})


def _joined_feed(general: Feed, special: Feed) -> Feed:
    return Feed.model_construct(
        fields={**general.fields, **special.fields},
        when={**general.when, **special.when},
        unless={**general.unless, **special.unless},
    )
