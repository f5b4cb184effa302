"""What each dataset says, kept in the store beside the graph that follows from it.

A dataset's tables are kept in pieces that a message can hold. Its words are written last and make the pieces of their
run count: a load that is killed before that leaves what the dataset said until then."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph import Store, shipped_statement
from loaders.said import DatasetWords, PackedDataset

_PIECE = 750_000
"""Bytes of a piece; as text it is a third longer."""
_REMEMBERED = 16
_SMALL = 1_000_000
"""What small datasets say is remembered for the next load of the same process."""
_known: dict[str, PackedDataset] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a dataset says, and the load run that brought it."""

    run: str
    said: PackedDataset


def read_kept(store: Store) -> dict[str, Kept]:
    """What every dataset says, by name; small ones as this process remembers them."""
    return {one.said.words.name: one for one in _each(store, _known)}


def each_kept(store: Store) -> Iterator[Kept]:
    """What every dataset says as the store holds it now, one after the other."""
    return _each(store, {})


def _each(store: Store, known: Mapping[str, PackedDataset]) -> Iterator[Kept]:
    for row in store.read_all(shipped_statement("load", "kept_datasets")):
        run = row["run"]
        said = known.get(run) or read_pieces(store, run, DatasetWords.model_validate_json(row["words"]))
        _remember(run, said)
        yield Kept(run, said)


def all_runs(store: Store) -> list[dict[str, Any]]:
    """All load runs, without the processes that loaded: on which machine that was is nobody's business elsewhere."""
    rows = store.read_all(shipped_statement("load", "all_runs"))
    return [{name: value for name, value in row["run"].items() if name != "process"} for row in rows]


def keep(store: Store, said: PackedDataset, run: str) -> None:
    """Keep what a dataset says, in the place of what it said before."""
    of = {"dataset": said.words.name, "run": run}
    keep_pieces(store, said, run)
    store.write(shipped_statement("load", "keep_words"), {**of, "words": said.words.model_dump_json()})
    store.write(shipped_statement("load", "drop_pieces"), of)
    _remember(run, said)


def keep_pieces(store: Store, said: PackedDataset, run: str) -> None:
    """Keep the tables of a dataset. They count once its words are kept of the same run."""
    of = {"dataset": said.words.name, "run": run}
    for table, number, text in _pieces(said):
        store.write(shipped_statement("load", "keep_piece"), {**of, "table": table, "number": number, "text": text})


def forget(store: Store, dataset: str) -> None:
    """Keep nothing of a dataset any more."""
    store.write(shipped_statement("load", "forget_dataset"), {"dataset": dataset})
    store.write(shipped_statement("load", "drop_pieces"), {"dataset": dataset, "run": ""})


def _pieces(said: PackedDataset) -> Iterator[tuple[str, int, str]]:
    for table, packed in said.tables.items():
        for number, start in enumerate(range(0, len(packed), _PIECE)):
            yield table, number, base64.b64encode(packed[start : start + _PIECE]).decode()


def read_pieces(store: Store, run: str, words: DatasetWords) -> PackedDataset:
    """What a run kept of a dataset, read anew."""
    tables: dict[str, bytes] = {}
    pieces = store.stream(shipped_statement("load", "kept_pieces"), {"dataset": words.name, "run": run})
    for row in pieces:
        tables[row["table"]] = tables.get(row["table"], b"") + base64.b64decode(row["text"])
    return PackedDataset(words, tables)


def _remember(run: str, said: PackedDataset) -> None:
    """A run's id is never given twice: what it brought stays what it is."""
    if sum(map(len, said.tables.values())) > _SMALL:
        return
    _known.pop(run, None)
    _known[run] = said
    if len(_known) > _REMEMBERED:
        del _known[next(iter(_known))]
