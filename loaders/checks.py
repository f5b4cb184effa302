"""Checking cells by columns: text in, typed values out; what doesn't fit becomes a reject that names its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from typing import Any

import polars as pl

from graph.model import Kind, Property
from graph.values import PartialDate
from loaders.cells import is_placeholder, parse_date, parse_integer, parse_number, read_figure
from loaders.columns import InputColumn
from loaders.facts import TYPES
from loaders.names import natural
from loaders.rejects import Reject
from loaders.table_rows import TableRows

_BOOLEANS = dict.fromkeys(["true", "1", "yes", "y", "是"], True) | dict.fromkeys(["false", "0", "no", "n", "否"], False)
_LONGEST = 2_000
EVIDENCE = ("source", "locator")
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\x{fffe}\x{ffff}]"
_FIGURE_TYPES = [pl.Float64(), pl.String(), pl.String()]
FAULTS = {"at": pl.UInt32(), "column": pl.String(), "value": pl.String(), "reason": pl.String()}


def check_rows(rows: TableRows, rejects: list[Reject], *, first_at: int = 0) -> pl.DataFrame:
    """Read all cells of a table; rows with a fault go to `rejects`, each with the first of its faults.

    The frame has `at` (the row's number among all that are loaded, from `first_at` on), `file` and `row`, then every
    column of the table and of its counts, typed; a date has its text and, where the model keeps one, its day integer
    beside it (`since`, `since_day`). Evidence is two lists, one for one: `source_ids` and `locators`. What an empty
    cell gives is null.
    """
    columns = [*rows.table.columns, *(InputColumn(count_property(name)) for name in rows.counts)]
    given = rows.frame.with_row_index("at", first_at)
    faults = [_missing(given, column) for column in columns if column.required]
    frame = given.select("at", "file", "row")
    for column in columns:
        read, wrong = _read_column(given, column)
        frame = frame.hstack(read)
        faults.append(wrong)
    by_id = any(column.name == "locator" and not column.required for column in columns)
    frame, wrong = _paired_evidence(frame, by_id=by_id)
    faults += [wrong, _ends_before_it_begins(frame)]
    first = pl.concat(faults).unique("at", keep="first", maintain_order=True).sort("at")
    if first.height:
        places = given.select("at", "file", "row").join(first, on="at", maintain_order="right")
        rejects.extend(
            Reject(file, row, column, (value or "")[:200], reason, at=at)
            for at, file, row, column, value, reason in places.iter_rows()
        )
        frame = frame.join(first, on="at", how="anti", maintain_order="left")
    return frame


@cache
def count_property(name: str) -> Property:
    """The property of a further column that holds counts."""
    return Property(name, Kind.INTEGER, "A count.")


def _faults(at: pl.Series, column: str, values: pl.Series, reasons: pl.Series) -> pl.DataFrame:
    """Faults of a column: the rows that have a reason."""
    name = pl.Series([column], dtype=pl.String()).new_from_index(0, len(at))
    return pl.DataFrame([at, name, values, reasons.cast(pl.String)], schema=FAULTS).filter(
        pl.col("reason").is_not_null()
    )


def _missing(given: pl.DataFrame, column: InputColumn) -> pl.DataFrame:
    if column.name not in given.columns:
        # A column that is derived for the whole table, such as a region's evidence, is not asked of each row.
        cells = pl.Series([None], dtype=pl.String()).new_from_index(0, given.height)
    else:
        cells = given[column.name]
    reason = "no evidence: a row needs a source and a locator" if column.name in EVIDENCE else "is missing"
    blank = cells.is_null()
    reasons = pl.select(pl.when(blank).then(pl.lit(reason))).to_series()
    return _faults(given["at"], column.name, cells, reasons)


def _read_column(given: pl.DataFrame, column: InputColumn) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Typed values of a column, and its faults."""
    prop = column.prop
    names = prop.stored
    types = [TYPES[prop.kind], pl.Int64()][: len(names)]
    if column.figure:
        names, types = figure_columns(column.name), [TYPES[prop.kind], *_FIGURE_TYPES]
    if column.name not in given.columns:
        nothing = [pl.Series(name, [None], dtype=dtype) for name, dtype in zip(names, types, strict=True)]
        return pl.DataFrame([one.new_from_index(0, given.height) for one in nothing]), pl.DataFrame(schema=FAULTS)
    cells = given[column.name]
    nobody = _stands_for_nothing(cells)
    text = pl.select(pl.when(~nobody).then(cells)).to_series().alias(column.name)
    values, wrong = _read_figures(text, prop) if column.figure else _read_cells(text, prop, names)
    names_nobody = ": it names nobody" if prop.kind is Kind.STRING else ""
    reasons = pl.select(
        pl.coalesce(
            pl.when(nobody & pl.lit(column.required)).then(pl.lit(f"stands for nothing{names_nobody}")),
            _unfit(text),
            wrong,
        )
    ).to_series()
    if column.required and prop.kind is Kind.STRINGS:
        empty = text.is_not_null() & values[column.name].is_null()
        reasons = pl.select(
            pl.coalesce(reasons, pl.when(empty).then(pl.lit("no evidence: a row needs a source and a locator")))
        ).to_series()
    return values, _faults(given["at"], column.name, cells, reasons)


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
                return None, figure.value, figure.qualifier, figure.unit
        raise
    return exact, float(exact), None, None


def _stands_for_nothing(cells: pl.Series) -> pl.Series:
    """Which cells hold a placeholder such as 无 or N/A."""
    return cells.is_in(_words_for_nothing(cells)).fill_null(False)


def _words_for_nothing(cells: pl.Series) -> list[str]:
    # No word for nothing holds a digit, and most cells of a large table do.
    short = cells.filter(((cells.str.len_chars() <= 12) & ~cells.str.contains(r"\d")).fill_null(False)).unique()
    return [text for text in short.to_list() if is_placeholder(text)]


def _unfit(text: pl.Series) -> pl.Series:
    """What is wrong with a cell whatever it should hold: its length, and characters that no text has."""
    control = text.str.extract(f"({_CONTROL})")
    named = {sign: f"holds the control character U+{ord(sign):04X}" for sign in control.unique().drop_nulls().to_list()}
    held = control.replace_strict(named, default=None, return_dtype=pl.String())
    long = pl.when(text.str.len_chars() > _LONGEST).then(pl.lit(f"is longer than {_LONGEST:,} characters"))
    return pl.select(pl.coalesce(long, held)).to_series()


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
        return text.str.replace_all(r"\s+", " ").str.strip_chars().to_frame(), _no_faults(text)
    # Whole distinct values, as the form is a pattern of Python's.
    fits = re.compile(prop.form.pattern).fullmatch
    simple = text.str.contains(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$").fill_null(True) & pl.lit(bool(fits("A-b_9"))).pipe(
        lambda lit: pl.select(lit).to_series()
    )
    doubtful = text.filter(~simple).unique().to_list()
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
        if prop.name not in EVIDENCE:
            nothing = _words_for_nothing(many.explode())
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


def _paired_evidence(frame: pl.DataFrame, *, by_id: bool) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sources with locators one for one: one source for all locators, or one each; `by_id`: no locator is the id."""
    nothing = pl.DataFrame(schema=FAULTS)
    if not set(EVIDENCE) <= set(frame.columns):
        return frame, nothing
    if by_id:
        frame = frame.with_columns(
            locator=pl.when(pl.col("locator").is_null() & pl.col("source").is_not_null())
            .then(pl.col("id").repeat_by(pl.col("source").list.len()))
            .otherwise("locator")
        )
    frame = frame.rename({"source": "source_ids", "locator": "locators"})
    several = frame.filter((pl.col("source_ids").list.len() > 1) | (pl.col("locators").list.len() > 1))
    alone = frame.filter(pl.col("source_ids").is_null() & pl.col("locators").is_not_null())
    texts = alone["locators"].list.join(";")
    lonely = texts.replace_strict({}, default="is missing: a locator needs its source", return_dtype=pl.String())
    faults = [_faults(alone["at"], "source", pl.Series([None] * alone.height, dtype=pl.String()), lonely)]
    if several.height:
        pairs = [_pairs(row) for row in several.select("source_ids", "locators").iter_rows()]
        reasons = pl.Series([None if isinstance(pair, tuple) else pair for pair in pairs], dtype=pl.String())
        faults.append(_faults(several["at"], "locator", several["locators"].list.join(";"), reasons))
        where = frame["at"].is_in(several["at"].implode())
        paired = [pair if isinstance(pair, tuple) else (None, None) for pair in pairs]
        for place, name in enumerate(("source_ids", "locators")):
            lists = pl.Series([pair[place] for pair in paired], dtype=pl.List(pl.String()))
            frame = frame.with_columns(put_lists(frame[name], where, lists))
    return frame, pl.concat(faults)


def _pairs(row: tuple[list[str] | None, list[str] | None]) -> tuple[list[str], list[str]] | str:
    """One row's evidence, each pair once and in order; or what is wrong with it."""
    sources, locators = (given or [] for given in row)
    if len(sources) == 1:
        sources = sources * len(locators)
    if len(sources) != len(locators):
        return f"{len(locators)} locators for {len(sources)} sources; give one source, or one each"
    pairs = sorted(set(zip(sources, locators, strict=True)), key=lambda pair: (natural(pair[0]), natural(pair[1])))
    return [source for source, _ in pairs], [locator for _, locator in pairs]


def _ends_before_it_begins(frame: pl.DataFrame) -> pl.DataFrame:
    if not {"since_day", "until_day"} <= set(frame.columns):
        return pl.DataFrame(schema=FAULTS)
    wrong = frame.filter(pl.col("until_day") < pl.col("since_day"))
    reasons = (
        wrong.select(pl.format("ends before it begins ({})", "since"))["since"] if wrong.height else wrong["since"]
    )
    return _faults(wrong["at"], "until", wrong["until"], reasons.alias("reason"))
