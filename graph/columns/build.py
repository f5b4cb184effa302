"""Building columns: the store is read region by region into frames, which are then numbered, sorted and joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from graph.columns.reading import Progress
from graph.columns.shaping import OTHERS, shape_frames
from graph.errors import StoreTimeout
from graph.frame_files import write_frames
from graph.model import TAKES_PART
from graph.statement import Statement, shipped_statement
from graph.store import Store

_PLACES = 100
"""Regions that are read at once: at 500,000 schools some 19,000 things, which take a second or two of the ten that a
read may. Where that is too much, half of them."""
_TEXT, _TEXTS, _DAY, _COUNT = pl.String(), pl.List(pl.String()), pl.Int32(), pl.Int64()
_SPAN = {"since_day": _DAY, "until_day": _DAY}
_SEEN = {"observed_first_day": _DAY, "observed_last_day": _DAY}
# In the order in which the statements of cypher/columns/ tell them: what a row is of, then what it lists.
_LOCATED = {
    "place": _TEXT, "label": _TEXT,
    "id": _TEXT, "name": _TEXT, **_SPAN, "stages": _TEXTS, "setting": _TEXT, "students": _COUNT, "teachers": _COUNT,
    "kind": _TEXT, "datasets": _TEXTS, "source_ids": _TEXTS, "place_key": _TEXT,
    "place_cites": _TEXTS,
}  # fmt: skip
_TIES = {
    "type": _TEXT, "start_label": pl.UInt8(), "end_label": pl.UInt8(),
    "start_id": _TEXT, "end_id": _TEXT, "key": _TEXT, **_SPAN, "has_since": pl.Boolean(), "undated": pl.Boolean(),
    **_SEEN, "role": _TEXT, "form": _TEXT, "programme": _TEXT, "since": _TEXT, "teachers_sent": _COUNT,
    "source_ids": _TEXTS,
}  # fmt: skip
_CENSUSES = {
    "region_id": _TEXT,
    "id": _TEXT, "stages": _TEXTS, "as_of": _TEXT, "as_of_day": _DAY, "datasets": _TEXTS, "source_ids": _TEXTS,
}  # fmt: skip
_FIGURES = {
    "subject_label": _TEXT, "metric": _TEXT,
    "subject_id": _TEXT, "id": _TEXT, "value": pl.Float64(), "unit": _TEXT, "qualifier": _TEXT, "as_of": _TEXT,
    "as_of_day": _DAY, "source_ids": _TEXTS, "locators": _TEXTS,
}  # fmt: skip
_PROGRAMMES = {"id": _TEXT, "name": _TEXT}
_REGIONS = {"id": _TEXT, "name": _TEXT, "level": _TEXT}
_PARTS = {"id": _TEXT, "above": _TEXT, "key": _TEXT, "source_ids": _TEXTS}
_LIE = [label for label in TAKES_PART if label != "Region"]


def build_columns(folder: Path, store: Store, progress: Progress = lambda *_: None) -> None:
    """Read the graph and write its columns into a new folder. Raises a StoreError, or OSError."""
    regions = pl.DataFrame(store.read_all(shipped_statement("columns", "regions")), schema=_REGIONS)
    places = regions["id"].to_list()
    pieces = [places[first : first + _PLACES] for first in range(0, len(places), _PLACES)]
    located, ties = [pl.DataFrame(schema=_LOCATED)], [pl.DataFrame(schema=_TIES)]
    for done, piece in enumerate(pieces):
        progress("reading columns", done, len(pieces) + 1)
        located += _in_places(store, shipped_statement("columns", "located"), _LOCATED, piece)
        ties += _in_places(store, shipped_statement("columns", "ties"), _TIES, piece)
    nowhere = _labels_in_no_region(store, pl.concat(located))
    if nowhere:
        located.append(_read(store, shipped_statement("columns", "nowhere"), _LOCATED, {"nowhere": nowhere}))
        ties.append(_read(store, shipped_statement("columns", "ties"), _TIES, {"places": [], "nowhere": nowhere}))
    progress("writing columns", len(pieces), len(pieces) + 1)
    read = {
        "located": pl.concat(located),
        "ties": pl.concat(ties),
        "regions": regions,
        "parts": pl.DataFrame(store.read_all(shipped_statement("columns", "parts")), schema=_PARTS),
        "censuses": _read(store, shipped_statement("columns", "censuses"), _CENSUSES),
        "figures": _read(store, shipped_statement("columns", "figures"), _FIGURES),
        "programmes": pl.DataFrame(store.read_all(shipped_statement("columns", "programmes")), schema=_PROGRAMMES),
        "others": pl.DataFrame(store.read_all(shipped_statement("columns", "others")), schema=OTHERS),
    }
    del located, ties  # shaping uses them up
    write_frames(folder, shape_frames(read).items())
    progress("writing columns", len(pieces) + 1, len(pieces) + 1)


def _read(
    store: Store, statement: Statement, schema: Mapping[str, pl.DataType], given: Mapping[str, Any] | None = None
) -> pl.DataFrame:
    """What a statement of cypher/columns/ tells. It lists rows by what they share: engines send that faster."""
    listed: list[list[Any]] = []
    for told in store.stream(statement, given):
        *common, rows = told.values()
        listed += [[*common, *row] for row in rows]
    columns = zip(*listed, strict=True) if listed else [()] * len(schema)
    return pl.DataFrame([_column(*of, values) for of, values in zip(schema.items(), columns, strict=True)])


def _column(name: str, dtype: pl.DataType, values: Sequence[Any]) -> pl.Series:
    """Values as a column. Many rows share few lists, and polars takes long over each list that it is given."""
    if not isinstance(dtype, pl.List):
        return pl.Series(name, values, dtype)
    numbers: dict[Any, int] = {}
    at = [numbers.setdefault(None if value is None else tuple(value), len(numbers)) for value in values]
    lists = [value if value is None else list(value) for value in numbers]
    return pl.Series(name, lists, dtype).gather(at)


def _in_places(
    store: Store, statement: Statement, schema: Mapping[str, pl.DataType], places: list[str]
) -> list[pl.DataFrame]:
    """The same of some regions; of half of them at a time where all of them take too long."""
    try:
        return [_read(store, statement, schema, {"places": places, "nowhere": []})]
    except StoreTimeout:
        half = len(places) // 2
        if half == 0:
            raise
        return [
            *_in_places(store, statement, schema, places[:half]),
            *_in_places(store, statement, schema, places[half:]),
        ]


def _labels_in_no_region(store: Store, located: pl.DataFrame) -> list[str]:
    """Labels of which there are more than lie in regions: to look for those takes longer than anything else."""
    there = {row["label"]: row["things"] for row in store.read_all(shipped_statement("columns", "counted"))}
    lie = dict(located.group_by("label").agg(pl.col("id").n_unique()).iter_rows())
    return [label for label in _LIE if there.get(label, 0) > lie.get(label, 0)]
