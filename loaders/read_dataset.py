"""From a folder to what its dataset says: files read, mended rows in their places, every cell checked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from loaders import tables
from loaders.checks import check_rows
from loaders.country import register_of
from loaders.datasets import dataset_authority, dataset_name
from loaders.mapping import FolderTables, Mapping, folder_mapping, read_folder
from loaders.matches.decisions import read_decisions
from loaders.mended import mend
from loaders.places import Places
from loaders.rejects import Reject, rejected_rows
from loaders.said import DatasetWords, Said
from loaders.writing import Progress


@dataclass(slots=True)
class ReadDataset:
    """What a folder says, and what its report tells of the reading: rows by table, rejects, what was not used.

    `files` are those that rows came from, in the order of loading."""

    folder: Path
    mapping: Mapping | None
    places: Places
    said: Said
    rows: dict[str, int]
    files: tuple[str, ...]
    rejects: list[Reject]
    ignored: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def unreadable(self) -> frozenset[str]:
        """Files that could not be read; what rows they hold is then unknown."""
        return frozenset(reject.file for reject in self.rejects if reject.row == 0)

    def rejected_rows(self, rejects: list[Reject]) -> pl.DataFrame:
        """Rejected rows as they were read: read again, as keeping all rows for a few of them takes too much memory."""
        if all(reject.at is None for reject in rejects):
            return rejected_rows((), iter(()))
        read = _read(self.folder, self.mapping, self.said.words, self.places)
        frames = ((table.name, read.tables[table.name].frame) for table in tables.TABLES if table.name in read.tables)
        return rejected_rows(rejects, frames)


def read_dataset(
    folder: Path, mapping: Mapping | None, places: Places, progress: Progress, *, declare_schools: bool = False
) -> ReadDataset:
    """Read and check a folder. `places` guard the names of regions in lists of names.

    Raises InputNotFound, InputUnreadable, or BadParameter when the folder's mapping is at fault."""
    mapping = mapping or folder_mapping(folder)
    words = DatasetWords(
        name=dataset_name(folder),
        authority=(mapping and mapping.authority) or dataset_authority(folder),
        country=register_of(folder),
        places=dict(sorted((read_decisions(folder).places | dict(mapping.places if mapping else {})).items())),
    )
    own_places = places.for_dataset(words.places, words.country.prefix)
    read = _read(folder, mapping, words, own_places)
    words = words.model_copy(update={"declare_schools": declare_schools or read.declare})
    counts = {name: table.frame.height for name, table in read.tables.items()}
    in_order = [read.tables[table.name].frame["file"] for table in tables.TABLES if table.name in read.tables]
    files = tuple(dict.fromkeys(file for of in in_order for file in of.unique(maintain_order=True).to_list()))
    said = Said(words, _checked_rows(read, counts, progress))
    return ReadDataset(
        folder, mapping, own_places, said, counts, files, read.rejects, read.ignored, read.unused, read.notes
    )


def _read(folder: Path, mapping: Mapping | None, words: DatasetWords, places: Places) -> FolderTables:
    """All tables of a folder, with mended rows in their places, and regions in the words of the model."""
    read = mend(folder, read_folder(folder, mapping, places))
    if (regions := read.tables.get("regions")) is not None:
        read.tables["regions"] = replace(regions, frame=words.country.in_words_of_the_model(regions.frame))
    return read


def _checked_rows(read: FolderTables, counts: dict[str, int], progress: Progress) -> dict[str, pl.DataFrame]:
    """The rows that pass, by table, in the order of loading."""
    rows: dict[str, pl.DataFrame] = {}
    done = at = 0
    for table in tables.TABLES:
        if (given := read.tables.pop(table.name, None)) is None:
            continue
        rows[table.name] = check_rows(given, read.rejects, first_at=at)
        at += given.frame.height
        done += counts[table.name]
        progress(f"checking {table.name}", done, sum(counts.values()))
    return rows
