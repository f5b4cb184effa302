"""What one dataset says: its checked rows, and what is said of the whole of it, whatever other datasets say.

Rows keep the references as they were written; what they mean is worked out anew whenever datasets are planned together.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

import numpy as np
import polars as pl
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from loaders.country import CountryRegister
from loaders.datasets import Authority
from loaders.load_plan import PART

_NOT_SAID = ("at", "file", "row")
PLACES = {"at": pl.UInt32(), "file": pl.String(), "row": pl.UInt32()}


class RowPlaces:
    """The file and row of each row, by its number. Put in order once one is asked for: most loads need none."""

    def __init__(self, frames: Iterable[pl.DataFrame]) -> None:
        self._frames = [pl.DataFrame(schema=PLACES), *frames]

    def of(self, at: int) -> tuple[str, int]:
        """File and row of the row with a number."""
        rows, numbers = self._in_order
        _, file, row = rows.row(int(np.searchsorted(numbers, at)))
        return file, row

    @cached_property
    def _in_order(self) -> tuple[pl.DataFrame, NDArray[np.int64]]:
        rows = pl.concat(self._frames).sort("at")
        # Searched one by one: a column of polars takes a hundred times as long, and other numbers are copied each time.
        return rows, rows["at"].cast(pl.Int64).to_numpy()


class DatasetWords(BaseModel):
    """What is said of a dataset as a whole.

    `authority` is whether it is a register, which goes before reports where they differ; `country` the register of
    its regions; `places` what a person decided that texts mean; `declare_schools` whether names make schools
    though a table lists some."""

    model_config = ConfigDict(frozen=True)

    name: str
    authority: Authority = "report"
    country: CountryRegister = CountryRegister()
    places: Mapping[str, str] = {}
    declare_schools: bool = False

    @property
    def rank(self) -> tuple[bool, str]:
        """Registers come before reports; then the name counts."""
        return self.authority != "register", self.name


@dataclass(slots=True)
class Said:
    """What a dataset says. `tables` holds checked rows by table, in the order of loading; `at` numbers all of them."""

    words: DatasetWords
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)


@dataclass(frozen=True)
class PackedDataset:
    """What a dataset says, packed: by table, Parquet. Kept in the store, and unpacked for each planning."""

    words: DatasetWords
    tables: dict[str, bytes]

    @classmethod
    def of(cls, said: Said) -> PackedDataset:
        """Pack what a dataset says, which is used up: a country's rows twice are a quarter of a load's memory."""
        packed = {}
        for name in [*said.tables]:
            buffer = io.BytesIO()
            said.tables.pop(name).write_parquet(buffer, compression="zstd")
            packed[name] = buffer.getvalue()
        return cls(said.words, packed)

    def unpacked(self) -> Said:
        """What it says, for planning, which uses it up."""
        return Said(self.words, {name: pl.read_parquet(packed) for name, packed in self.tables.items()})

    def table(self, name: str) -> pl.DataFrame | None:
        """The rows of one table, if it has any."""
        packed = self.tables.get(name)
        return None if packed is None else pl.read_parquet(packed)

    def only_of(self, files: frozenset[str]) -> Iterator[tuple[str, pl.DataFrame]]:
        """Rows by table that came from some files."""
        for name, frame in self.unpacked().tables.items():
            rows = frame.filter(pl.col("file").is_in(list(files)))
            if rows.height:
                yield name, rows

    @cached_property
    def digest(self) -> str:
        """Digest of what it says, the same whatever the order of rows and the files that they came from."""
        total = blake2b(self.words.model_dump_json().encode(), digest_size=16)
        for name, packed in sorted(self.tables.items()):
            frame = pl.scan_parquet(io.BytesIO(packed))
            said = [column for column in sorted(frame.collect_schema()) if column not in _NOT_SAID]
            rows = 0
            for part in frame.select(said).collect_batches(chunk_size=PART):
                lines = io.BytesIO()
                part.write_ndjson(lines)
                rows += sum(
                    int.from_bytes(blake2b(line, digest_size=16).digest()) for line in lines.getvalue().splitlines()
                )
            total.update(f"{name} {rows}".encode())
        return total.hexdigest()
