"""Likely matches as a decisions.csv to fill in: a row a pair, on which nobody has decided yet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from graph.csv_text import inert
from graph.errors import BadParameter
from graph.files import replacing
from graph.values import name_key
from loaders.matches.decisions import UNDECIDED

COLUMNS = (
    *("decision", "written", "meant", "said_by"),
    *("written_name", "meant_name", "region", "written_datasets", "meant_datasets", "rule", "score"),
)
"""The first four are read by a load, the others are for whoever decides."""


def write_undecided(path: Path, pairs: pl.DataFrame) -> None:
    """Write pairs (`graph.matches.PAIRS`) as a decisions.csv to fill in. Raises BadParameter.

    The fuller name is proposed as what is meant, as that one stands. UTF-8 with a byte order mark, for spreadsheets."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) for cell in row] for row in _rows(pairs))
    try:
        with replacing(path) as file:
            file.write(text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise BadParameter("--output", f"{path} can't be written: {error.strerror}") from error


def _rows(pairs: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    for pair in pairs.iter_rows(named=True):
        sides = [
            (pair["id"], pair["name"], ";".join(pair["datasets"])),
            (pair["other_id"], pair["other_name"], ";".join(pair["other_datasets"])),
        ]
        written, meant = sorted(sides, key=lambda side: (len(name_key(side[1])), side[0]))
        named = zip(written, meant, strict=True)
        ids, names, datasets = named
        yield UNDECIDED, *ids, "", *names, pair["region"], *datasets, pair["rule"], pair["score"]
