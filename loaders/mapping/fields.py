"""From the columns of a file to one of ours: what a field of a mapping says, done on whole columns."""

from __future__ import annotations

import re

import polars as pl

from loaders.files.limits import check_listed
from loaders.mapping.lists import USUAL, split_list
from loaders.mapping.model import FieldSpec, Place
from loaders.mapping.places import inherited, named_with_place, put_within
from loaders.mapping.sheet_rows import SheetRows
from loaders.places import Places

CELL, TAG = "@cell", "@tag"
"""Cell and header of the column that a row of an expanded table came from."""
_WITHIN = "@within"
_ITEM = "@item"
_NUMBER = "@number"
_NO_MARKS = ("0", "否", "×", "✗", "x", "无", "-", "—", "n", "no", "false")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def expanded(rows: pl.DataFrame, sheet: SheetRows, spec: FieldSpec) -> pl.DataFrame:
    """A row for each filled cell of some columns, with the cell and what stands for its column."""
    if spec.takes_rest:
        columns = [
            (name, sheet.name_of(name)) for name in sheet.body.columns if name != "row" and name not in sheet.used
        ]
        columns = [(name, header) for name, header in columns if not header.startswith("(column ")]
        sheet.used |= {name for name, _ in columns}
        own = rows.drop(name for name, _ in columns)
    else:
        given = spec.each if isinstance(spec.each, dict) else {header: header for header in spec.marked}
        columns = [(sheet.column(header), tag) for header, tag in given.items()]
        own = rows
    filled = [rows[name].is_not_null() & _is_mark(rows[name], spec) for name, _ in columns]
    check_listed(sum(int(column.sum()) for column in filled), f"the columns of {sheet.place}")
    parts = [
        own.filter(there).with_columns(
            rows[name].filter(there).alias(CELL), pl.lit(tag).alias(TAG), pl.lit(order).alias("@order")
        )
        for order, ((name, tag), there) in enumerate(zip(columns, filled, strict=True))
    ]
    if not parts:
        return rows.clear().with_columns(pl.lit("").alias(CELL), pl.lit("").alias(TAG))
    long = pl.concat(parts).sort("row", "@order", maintain_order=True).drop("@order")
    return long.with_columns(pl.col(TAG).alias(CELL)) if spec.marked else long


def _is_mark(cells: pl.Series, spec: FieldSpec) -> pl.Series:
    """Whether cells of a cross table say so: 否, × and the like say that it isn't."""
    return ~cells.str.to_lowercase().is_in(_NO_MARKS) if spec.marked else cells.is_not_null()


def origin(sheet: SheetRows, spec: FieldSpec) -> pl.Expr:
    """The cells that a field starts from."""
    if spec.column:
        return pl.col(sheet.column(*spec.column))
    if spec.path:
        path = pl.concat_str([pl.col(sheet.column(name)) for name in spec.path], separator="/", ignore_nulls=True)
        return pl.when(path != "").then(path)
    if spec.template is not None:
        return _filled_in(sheet, spec.template)
    if spec.value is not None:
        return pl.lit(spec.value)
    return pl.col(CELL)


def _filled_in(sheet: SheetRows, template: str) -> pl.Expr:
    """A template with its headers replaced by cells; blank where one of them is."""
    own = {"file": pl.lit(sheet.sheet.file), "sheet": pl.lit(sheet.sheet.name), "row": pl.col("row").cast(pl.String)}
    parts: list[pl.Expr] = []
    for index, part in enumerate(_PLACEHOLDER.split(template)):
        if index % 2 == 0:
            parts.append(pl.lit(part))
        elif part in own and sheet.find(part) is None:
            parts.append(own[part])
        else:
            parts.append(pl.col(sheet.column(part)))
    return pl.concat_str(parts)


def cleaned(cell: pl.Expr, spec: FieldSpec | Place) -> pl.Expr:
    """A cell, or an item of a list, without what is dropped, and only what is taken; blank is null."""
    for pattern in spec.drop:
        cell = cell.str.replace_all(pattern, "")
    if spec.take is not None:
        cell = cell.str.extract(spec.take, _group(spec.take))
    if spec.drop or spec.take is not None:
        cell = cell.str.strip_chars()
        cell = pl.when(cell != "").then(cell)
    return cell


def _group(pattern: str) -> int:
    compiled = re.compile(pattern)
    return next(iter(compiled.groupindex.values()), 1 if compiled.groups else 0)


def with_field(
    rows: pl.DataFrame, name: str, cell: pl.Expr, spec: FieldSpec, within: pl.Expr | None, places: Places | None
) -> pl.DataFrame:
    """The rows with a field under its name; a list gives a row for each of its items."""
    if spec.split is None:
        rows = rows.with_columns(_translated(cleaned(cell, spec), spec).alias(name))
        if within is not None:
            rows = _each_pair(rows, name, within, places)
    else:
        rows = _split(rows.with_columns(cell.alias(name)), name, spec, within, places)
    if spec.leading_place and places is not None:
        texts = rows[name].drop_nulls().unique()
        found = {text: named_with_place(text, places) for text in texts}
        rows = rows.with_columns(pl.col(name).replace({old: new for old, new in found.items() if old != new}))
    if spec.default is not None:
        rows = rows.with_columns(pl.col(name).fill_null(spec.default))
    return rows


def _translated(cell: pl.Expr, spec: FieldSpec) -> pl.Expr:
    if not spec.values:
        return cell
    cell = cell.replace(spec.values)
    return pl.when(cell != "").then(cell)


def _each_pair(rows: pl.DataFrame, name: str, within: pl.Expr, places: Places | None) -> pl.DataFrame:
    """Put each place within its own, asking once for each pair."""
    rows = rows.with_columns(within.alias(_WITHIN))
    pairs = rows.select(name, _WITHIN).drop_nulls().unique()
    if not pairs.height:
        return rows.drop(_WITHIN)
    paths = [put_within(text, place, places) for text, place in pairs.iter_rows()]
    asked = pairs.with_columns(pl.Series(_ITEM, paths, pl.String))
    rows = rows.join(asked, on=[name, _WITHIN], how="left", maintain_order="left")
    return rows.with_columns(pl.coalesce(_ITEM, name).alias(name)).drop(_ITEM, _WITHIN)


def _split(
    rows: pl.DataFrame, name: str, spec: FieldSpec, within: pl.Expr | None, places: Places | None
) -> pl.DataFrame:
    """A row for each item; cells are taken apart once for each text, and items cleaned as cells are."""
    rows = rows.with_columns((pl.lit(None, pl.String) if within is None else within).alias(_WITHIN))
    cells = rows.select(name, _WITHIN).unique(maintain_order=True).filter(pl.col(name).is_not_null())
    cells = cells.with_row_index(_NUMBER)
    separators = USUAL if spec.split in ("names", "places") else str(spec.split)
    knows = places.knows if places is not None else None
    lists = pl.Series(_ITEM, [split_list(text, separators, knows) for text in cells[name]], pl.List(pl.String))
    # By the number of the cell: its text, repeated for each of its items, would fill the memory.
    items = cells.select(_NUMBER, lists).explode(_ITEM).with_columns(_translated(cleaned(pl.col(_ITEM), spec), spec))
    items = items.filter(pl.col(_ITEM).is_not_null()).group_by(_NUMBER, maintain_order=True).agg(_ITEM)
    long = items.join(cells, on=_NUMBER, maintain_order="left").select(name, _WITHIN, _ITEM)
    if spec.split == "places" or within is not None:
        made = [
            list(inherited(listed, place, places))
            if spec.split == "places"
            else [put_within(item, place, places) if place else item for item in listed]
            for _, place, listed in long.iter_rows()
        ]
        long = long.with_columns(pl.Series(_ITEM, made, pl.List(pl.String)))
    rows = rows.join(long, on=[name, _WITHIN], how="left", maintain_order="left", nulls_equal=True)
    check_listed(int(rows[_ITEM].list.len().sum()), f"the lists of {name.removeprefix('=')}")
    return rows.with_columns(pl.col(_ITEM).alias(name)).drop(_ITEM, _WITHIN).explode(name)


def year_first(cell: pl.Expr, order: str) -> pl.Expr:
    """Dates such as 01/09/2012 with the year first, by what comes first in them."""
    written = "${3}-${2}-${1}" if order == "day-first" else "${3}-${1}-${2}"
    return cell.str.replace(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$", written)
