"""What each dataset says, back into a folder of input tables: loading the folders again gives the same graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.export import Counts, DatasetsFormat
from graph.export.csv_table import cell_text, write_csv_table
from graph.model import QUALIFIERS

if TYPE_CHECKING:
    import polars as pl

    from graph import Store
    from loaders.columns import InputColumn
    from loaders.said import DatasetWords, Said
    from loaders.tables.declare import InputTable

_COUNTED = "万千百亿"
"""How a unit says that its number counts in tens of thousands and the like: a count is kept in full."""


class InputTables(DatasetsFormat):
    """The input tables."""

    name = "csv"
    media_type = "text/csv"
    notes = (
        "The input tables, a folder for each dataset with what it says, for spreadsheets and other programs; "
        "`huoshui load` makes the same graph of them again."
    )

    def write(self, store: Store, folder: Path) -> Counts:
        """Write `folder/<dataset>/<table>.csv`."""
        from loaders.kept import read_kept  # the tables bring in what loading takes

        rows = [_write_dataset(kept.said.unpacked(), folder / name) for name, kept in read_kept(store).items()]
        return len(rows), sum(rows)


FORMATS = (InputTables(),)
"""The export formats of this layer."""


def _write_dataset(said: Said, folder: Path) -> int:
    """Write what a dataset says, and return how many rows that is."""
    from loaders import tables

    folder.mkdir(parents=True, exist_ok=True)
    _write_words(said.words, folder)
    if said.words.places:
        said.tables["decisions"] = _with_places(said)
    rows = 0
    for table in tables.TABLES:
        if (frame := said.tables.get(table.name)) is not None:
            cells = dict(_cells(table, frame))
            write_csv_table(folder / f"{table.name}.csv", list(cells), zip(*cells.values(), strict=True))
            rows += frame.height
    return rows


def _write_words(words: DatasetWords, folder: Path) -> None:
    """Write what is said of the dataset as a whole: datapackage.json, and a mapping if names declare."""
    package: dict[str, Any] = {"name": words.name, "authority": words.authority}
    if (country := words.country).prefix:
        root = {"root": dict(zip(("id", "name"), country.root, strict=True))} if country.root else {}
        package["register"] = {"prefix": country.prefix, "levels": dict(country.levels), **root}
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False) + "\n", "utf-8")
    if words.declare_schools:
        (folder / "mapping.yaml").write_text("declare_schools: true\n", "utf-8")


def _with_places(said: Said) -> pl.DataFrame:
    """The decisions of a dataset with those of what texts mean as places: one file holds both."""
    import polars as pl

    places = [("place", written, meant, said.words.name) for written, meant in said.words.places.items()]
    rows = pl.DataFrame(places, schema=["decision", "written", "meant", "said_by"], orient="row")
    own = said.tables.get("decisions")
    return rows if own is None else pl.concat([own, rows], how="diagonal")


def _cells(table: InputTable, frame: pl.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """The columns of a table that hold anything, as text that is read as it was; what the table needs, anyway."""
    from loaders.columns import EVIDENCE_NAMES
    from loaders.facts import EVIDENCE
    from loaders.typed_columns import column_types

    stored = {"at", "file", "row"}
    evidence = dict(zip(EVIDENCE_NAMES, EVIDENCE, strict=True))
    for column in table.columns:
        kept = evidence.get(column.name, column.name)
        stored |= {kept, *column_types(column)}
        held = [name for name in _said(column, kept) if name in frame.columns]
        if column.required or any(frame[name].null_count() < frame.height for name in held):
            yield column.name, [_text(column, row) for row in frame.select(_said(column, kept)).iter_rows()]
    for name in frame.columns:
        if name not in stored:
            yield name, [cell_text(value) for value in frame[name].to_list()]


def _said(column: InputColumn, kept: str) -> list[str]:
    """The columns of a frame that hold what a cell said."""
    from loaders.typed_columns import figure_columns

    return list(figure_columns(column.name)) if column.figure else [kept]


def _text(column: InputColumn, said: tuple[Any, ...]) -> str:
    """A cell: of a figure what was said about its number as well."""
    if not column.figure:
        return cell_text(said[0])
    exact, value, qualifier, unit = said
    if exact is not None and not (qualifier or unit):
        return cell_text(exact)
    word = next((choice.words[0] for choice in QUALIFIERS if choice.value == qualifier), "")
    return f"{word}{cell_text(value)}{(unit or '').lstrip(_COUNTED)}"
