"""Checking cells by columns: text in, typed values out; what doesn't fit becomes a reject that names its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import polars as pl

from graph.model import Kind, Property
from loaders.cells import is_placeholder
from loaders.columns import EVIDENCE_NAMES, InputColumn
from loaders.names import natural
from loaders.rejects import Reject
from loaders.table_rows import TableRows
from loaders.typed_columns import column_types, may_be_nothing, put_lists, read_column

_LONGEST = 2_000
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\x{fffe}\x{ffff}]"
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
    looks = _looks(given, [column.name for column in columns if column.name in given.columns])
    frame = given.select("at", "file", "row")
    for column in columns:
        read, wrong = _read_column(given, column, looks.get(column.name))
        frame = frame.hstack(read)
        faults.append(wrong)
    by_id = any(column.name == "locator" and not column.required for column in columns)
    frame, wrong = _paired_evidence(frame, by_id=by_id)
    faults = [some for some in (*faults, wrong, _ends_before_it_begins(frame)) if some.height]
    if faults:
        first = pl.concat(faults).unique("at", keep="first", maintain_order=True).sort("at")
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
    if reasons.null_count() == len(reasons):
        return pl.DataFrame(schema=FAULTS)
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
    if not cells.null_count():
        return pl.DataFrame(schema=FAULTS)
    reason = "no evidence: a row needs a source and a locator" if column.name in EVIDENCE_NAMES else "is missing"
    blank = cells.is_null()
    reasons = pl.select(pl.when(blank).then(pl.lit(reason))).to_series()
    return _faults(given["at"], column.name, cells, reasons)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a column that has cells holds: words for nothing, and whether any cell is unfit whatever it should hold."""

    words_for_nothing: list[str]
    is_unfit: bool


def _looks(given: pl.DataFrame, names: list[str]) -> dict[str, _Look]:
    """A first look at all columns at once, since asking each takes longer than reading it; at none that are blank."""
    held = [name for name in names if given[name].null_count() < given.height]
    words = given.select(may_be_nothing(pl.col(name)).implode() for name in held)
    unfit = given.select(
        ((pl.col(name).str.len_chars() > _LONGEST) | pl.col(name).str.contains(_CONTROL)).any() for name in held
    )
    return {name: _Look(list(filter(is_placeholder, words[name][0])), unfit[name][0]) for name in held}


def _read_column(given: pl.DataFrame, column: InputColumn, look: _Look | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Typed values of a column, and its faults."""
    prop = column.prop
    if look is None:
        nothing = [pl.Series(name, [None], dtype=dtype) for name, dtype in column_types(column).items()]
        return pl.DataFrame([one.new_from_index(0, given.height) for one in nothing]), pl.DataFrame(schema=FAULTS)
    cells = given[column.name]
    nobody = pl.lit(cells).is_in(look.words_for_nothing)
    text = pl.select(pl.when(~nobody).then(cells)).to_series().alias(column.name) if look.words_for_nothing else cells
    values, reasons = read_column(text, column)
    if look.is_unfit:
        reasons = pl.select(pl.coalesce(_unfit(text), reasons)).to_series()
    if look.words_for_nothing and column.required:
        names_nobody = ": it names nobody" if prop.kind is Kind.STRING else ""
        told = pl.when(nobody).then(pl.lit(f"stands for nothing{names_nobody}"))
        reasons = pl.select(pl.coalesce(told, reasons)).to_series()
    if column.required and prop.kind is Kind.STRINGS:
        empty = text.is_not_null() & values[column.name].is_null()
        reasons = pl.select(
            pl.coalesce(reasons, pl.when(empty).then(pl.lit("no evidence: a row needs a source and a locator")))
        ).to_series()
    return values, _faults(given["at"], column.name, cells, reasons)


def _unfit(text: pl.Series) -> pl.Series:
    """What is wrong with a cell whatever it should hold: its length, and characters that no text has."""
    control = text.str.extract(f"({_CONTROL})")
    named = {sign: f"holds the control character U+{ord(sign):04X}" for sign in control.unique().drop_nulls().to_list()}
    held = control.replace_strict(named, default=None, return_dtype=pl.String())
    long = pl.when(text.str.len_chars() > _LONGEST).then(pl.lit(f"is longer than {_LONGEST:,} characters"))
    return pl.select(pl.coalesce(long, held)).to_series()


def _paired_evidence(frame: pl.DataFrame, *, by_id: bool) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sources with locators one for one: one source for all locators, or one each; `by_id`: no locator is the id."""
    nothing = pl.DataFrame(schema=FAULTS)
    if not set(EVIDENCE_NAMES) <= set(frame.columns):
        return frame, nothing
    if by_id:
        frame = frame.with_columns(
            locator=pl.when(pl.all_horizontal(pl.col("locator").is_null(), pl.col("source", "id").is_not_null()))
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
    pairs = sorted(set(zip(sources, locators, strict=True)), key=lambda pair: tuple(map(natural, pair)))
    return [source for source, _ in pairs], [locator for _, locator in pairs]


def _ends_before_it_begins(frame: pl.DataFrame) -> pl.DataFrame:
    if not {"since_day", "until_day"} <= set(frame.columns):
        return pl.DataFrame(schema=FAULTS)
    wrong = frame.filter(pl.col("until_day") < pl.col("since_day"))
    reasons = (
        wrong.select(pl.format("ends before it begins ({})", "since"))["since"] if wrong.height else wrong["since"]
    )
    return _faults(wrong["at"], "until", wrong["until"], reasons.alias("reason"))
