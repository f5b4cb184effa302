"""Columns of text as typed columns: what each cell means, by the kind of its property, and what is wrong with it.

Cells that are plain are read as a whole column; the others once for each distinct text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from itertools import takewhile
from typing import Any

import polars as pl

from graph.model import Kind, Property
from graph.values import PartialDate
from loaders.cells import is_placeholder, parse_date, parse_integer, parse_number, read_figure
from loaders.columns import EVIDENCE_NAMES, InputColumn
from loaders.facts import TYPES

_BOOLEANS = dict.fromkeys(["true", "1", "yes", "y", "是"], True) | dict.fromkeys(["false", "0", "no", "n", "否"], False)
_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_FIGURE_TYPES = [pl.Float64(), pl.String(), pl.String()]


def column_types(column: InputColumn) -> dict[str, pl.DataType]:
    """The columns that a column of text becomes: the property as it is stored, or what a figure says."""
    prop = column.prop
    if column.figure:
        return dict(zip(figure_columns(column.name), [TYPES[prop.kind], *_FIGURE_TYPES], strict=True))
    return dict(zip(prop.said, [TYPES[prop.kind], pl.Int64()], strict=False))


def read_column(text: pl.Series, column: InputColumn) -> tuple[pl.DataFrame, pl.Series]:
    """Typed values of a column's cells, and what is wrong with each, null where nothing is."""
    if column.figure:
        return _read_figures(text, column.prop)
    return _read_cells(text, column.prop, column.prop.said)


def may_be_nothing(cells: pl.Expr) -> pl.Expr:
    """Distinct cells that may hold a placeholder such as 无 or N/A: none has a digit, as most of a large table have."""
    return cells.filter((cells.str.len_chars() <= 12) & ~cells.str.contains(r"\d")).unique()


def figure_columns(name: str) -> tuple[str, ...]:
    """Columns of a column that holds figures: the exact number, then number, qualifier and unit as the cell says."""
    return name, f"{name}.value", f"{name}.qualifier", f"{name}.unit"


def _read_figures(text: pl.Series, prop: Property) -> tuple[pl.DataFrame, pl.Series]:
    """Numbers, those that are plain digits as a whole column, the others with what is said about them."""
    plain = text.str.contains(r"^[0-9]{1,15}$").fill_null(True)
    types = [TYPES[prop.kind], *_FIGURE_TYPES]
    doubtful, faults = _by_distinct_cells(
        text.filter(~plain), figure_columns(text.name), types, partial(_figure, prop.kind)
    )
    where = pl.DataFrame({"place": (~plain).arg_true()}).hstack(doubtful).hstack([faults.alias("fault")])
    number = text.cast(pl.Float64(), strict=False)
    frame = pl.DataFrame({text.name: number.cast(TYPES[prop.kind], strict=False), f"{text.name}.value": number})
    known = frame.with_row_index("place").join(where, on="place", how="left", suffix=" read", maintain_order="left")
    # Of a cell that is no plain number, what was read stands, be it nothing.
    read = pl.lit(~plain)
    values = known.select(
        *(pl.when(read).then(f"{name} read").otherwise(name).alias(name) for name in frame.columns),
        *figure_columns(text.name)[2:],
    )
    return values, known["fault"]


def _figure(kind: Kind, text: str) -> tuple[float | None, float, str | None, str | None]:
    """The exact number, if it is one of this kind, then the number with its qualifier and unit."""
    if kind is Kind.FLOAT:
        figure = read_figure(text)
        return figure.value, figure.value, figure.qualifier, figure.unit
    try:
        exact = parse_integer(text)
    except ValueError:
        with suppress(ValueError):
            figure = read_figure(text)
            if figure.qualifier:
                return None, figure.value * _scale(figure.unit), figure.qualifier, figure.unit
        raise
    return exact, float(exact), None, None


def _scale(unit: str | None) -> float:
    """What a count in a unit is multiplied by: 10,000 for 万人."""
    return math.prod(_SCALES[sign] for sign in takewhile(_SCALES.__contains__, unit or ""))


def _read_cells(text: pl.Series, prop: Property, names: tuple[str, ...]) -> tuple[pl.DataFrame, pl.Series]:
    """Values of a property, in as many columns as it is stored in, and what is wrong with each cell."""
    match prop.kind:
        case Kind.STRING if not prop.choices:
            return _strings(text, prop)
        case Kind.STRINGS if not prop.choices:
            return _lists(text, prop)
        case Kind.INTEGER:
            return _plainly(text, r"^[0-9]{1,15}$", pl.Int64(), parse_integer)
        case Kind.FLOAT if prop.within is None:
            return _plainly(text, r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$", pl.Float64(), parse_number)
        case _:
            return _by_distinct_cells(text, names, [TYPES[prop.kind], pl.Int64()][: len(names)], _parser(prop))


def _strings(text: pl.Series, prop: Property) -> tuple[pl.DataFrame, pl.Series]:
    if prop.form is None:
        plain = text.to_frame().select(pl.col(text.name).str.replace_all(r"\s+", " ").str.strip_chars())
        return plain, _no_faults(text)
    # Whole distinct values, as the form is a pattern of Python's.
    fits = re.compile(prop.form.pattern).fullmatch
    simple = text.str.contains(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$").fill_null(True) & pl.lit(bool(fits("A-b_9"))).pipe(
        lambda lit: pl.select(lit).to_series()
    )
    doubtful = text.filter(~simple).drop_nulls().unique().to_list()
    unfit = {one: prop.form.fault for one in doubtful if not fits(one)}
    return text.to_frame(), text.replace_strict(unfit, default=None, return_dtype=pl.String())


def _lists(text: pl.Series, prop: Property) -> tuple[pl.DataFrame, pl.Series]:
    """Items apart by semicolons, blanks within them as one; all of evidence, of the others each once."""
    several = text.str.contains("[;；]").fill_null(False)
    clean = text.str.replace_all(r"\s+", " ").str.strip_chars()
    # Most cells hold one item, for which no list need be searched.
    lists = clean.to_frame("item").select(
        pl.when(pl.col("item").is_not_null()).then(pl.concat_list("item")).alias(text.name)
    )[text.name]
    if several.any():
        item = pl.element().str.strip_chars()
        many = clean.filter(several).str.replace_all("；", ";").str.split(";").list.eval(item.filter(item != ""))
        if prop.name not in EVIDENCE_NAMES:
            short = many.explode().to_frame("item").select(may_be_nothing(pl.col("item"))).to_series()
            nothing = list(filter(is_placeholder, short))
            many = many.list.unique(maintain_order=True).list.eval(pl.element().filter(~pl.element().is_in(nothing)))
        lists = put_lists(lists, several, many)
        lists = lists.to_frame().select(pl.when(pl.col(text.name).list.len() > 0).then(text.name))[text.name]
    return lists.to_frame(), _no_faults(text)


def put_lists(lists: pl.Series, where: pl.Series, others: pl.Series) -> pl.Series:
    """The lists, with others in the places where `where` is true."""
    places = pl.DataFrame({"place": where.arg_true(), "other": others})
    frame = lists.to_frame("list").with_row_index("place").join(places, on="place", how="left", maintain_order="left")
    return frame.select(pl.coalesce("other", "list").alias(lists.name)).to_series()


def _plainly(
    text: pl.Series, pattern: str, dtype: pl.DataType, parse: Callable[[str], Any]
) -> tuple[pl.DataFrame, pl.Series]:
    """Numbers: those that are plain digits as a whole column, the others one by one."""
    plain = text.str.contains(pattern).fill_null(True)
    values, faults = _by_distinct_cells(text.filter(~plain), (text.name,), [dtype], parse)
    cast = text.cast(dtype, strict=False)
    if not len(faults):
        return cast.to_frame(), _no_faults(text)
    where = (~plain).arg_true()
    return cast.scatter(where, values[text.name]).to_frame(), _no_faults(text).scatter(where, faults)


def _by_distinct_cells(
    text: pl.Series, names: tuple[str, ...], types: list[pl.DataType], parse: Callable[[str], Any]
) -> tuple[pl.DataFrame, pl.Series]:
    """Values of cells that are much alike: each distinct text is read once."""
    rows: list[tuple[Any, ...]] = []
    for cell in text.unique().drop_nulls().to_list():
        try:
            value = parse(cell)
            rows.append((cell, *(value if len(names) > 1 else (value,)), None))
        except ValueError as error:
            rows.append((cell, *[None] * len(names), str(error)))
    read = [f"read {name}" for name in names]
    schema = {"cell": pl.String(), **dict(zip(read, types, strict=True)), "fault": pl.String()}
    known = pl.DataFrame(rows, schema=schema, orient="row")
    joined = text.alias("cell").to_frame().join(known, on="cell", how="left", maintain_order="left")
    return joined.select(pl.col(old).alias(new) for old, new in zip(read, names, strict=True)), joined["fault"]


def _no_faults(text: pl.Series) -> pl.Series:
    return pl.Series("fault", [None], dtype=pl.String()).new_from_index(0, len(text))


def _parser(prop: Property) -> Callable[[str], Any]:
    """What makes a value of a property out of text. It raises ValueError."""
    match prop.kind:
        case Kind.STRINGS:
            return partial(_choices, prop, prop.choices.spellings)
        case Kind.STRING:
            return partial(_choice, prop, prop.choices.spellings)
        case Kind.BOOLEAN:
            return _boolean
        case Kind.DATE:
            return partial(_date, prop)
        case Kind.DATES:
            return _dates
        case _:
            return partial(_number_within, prop)


def _date(prop: Property, text: str) -> tuple[str, int] | str:
    date: PartialDate = parse_date(text)
    if prop.day is None:
        return str(date)
    return str(date), date.first_day if prop.day == "first" else date.last_day


def _dates(text: str) -> list[str] | None:
    """Dates apart by semicolons, each once, in order."""
    return sorted({str(parse_date(item.strip())) for item in re.split("[;；]", text) if item.strip()}) or None


def _boolean(text: str) -> bool | None:
    if (value := _BOOLEANS.get(text.lower())) is None:
        raise ValueError("is neither true nor false")
    return value or None


def _choices(prop: Property, spellings: Mapping[str, str], text: str) -> list[str] | None:
    """Choices apart by semicolons or 、, each once and in the order of their declaration."""
    items = [item for item in (" ".join(item.split()) for item in re.split("[;；、]", text)) if item]
    chosen = {_choice(prop, spellings, item) for item in items}
    return [value for value in prop.choices.values if value in chosen] or None


def _choice(prop: Property, spellings: Mapping[str, str], text: str) -> str:
    value = spellings.get(" ".join(text.lower().split()))
    if value is None:
        raise ValueError(f"{text!r} is not one of {', '.join(prop.choices.values)}")
    return value


def _number_within(prop: Property, text: str) -> float:
    number = parse_number(text)
    if prop.within is not None and not prop.within[0] <= number <= prop.within[1]:
        raise ValueError(f"is not between {prop.within[0]:g} and {prop.within[1]:g}")
    return number
