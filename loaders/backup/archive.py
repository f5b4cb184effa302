"""The file of a backup: a ZIP file of parts, Parquet or JSON, and the manifest with a digest of each."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
from pydantic import ValidationError

from graph.errors import BackupUnreadable
from loaders.backup.manifest import FORMAT, ArchivePart, Manifest
from loaders.files.limits import check_count, check_unpacked, read_at_most
from loaders.kept import Kept
from loaders.said import DatasetWords, PackedDataset

MANIFEST = "manifest.json"
RUNS = "runs.json"
_PIECE = 1 << 20
_LONGEST_MANIFEST = 16 << 20


@dataclass(slots=True)
class ArchiveWriter:
    """Writes parts one by one, and counts and digests them; the manifest comes last."""

    zip_file: zipfile.ZipFile
    parts: dict[str, ArchivePart] = field(default_factory=dict)

    def add(self, name: str, content: bytes) -> None:
        """Write a part. Parquet is compressed already (zstd)."""
        how = zipfile.ZIP_STORED if name.endswith(".parquet") else zipfile.ZIP_DEFLATED
        self.zip_file.writestr(name, content, how)
        self.parts[name] = ArchivePart(size=len(content), sha256=sha256(content).hexdigest())

    def add_dataset(self, name: str, said: PackedDataset) -> None:
        """Write what a dataset says."""
        self.add(f"datasets/{name}/words.json", said.words.model_dump_json().encode())
        for table, packed in said.tables.items():
            self.add(f"datasets/{name}/{table}.parquet", packed)

    def end(self, manifest: Manifest) -> None:
        """Write the manifest, by which a reader begins."""
        self.zip_file.writestr(MANIFEST, manifest.model_dump_json(indent=1), zipfile.ZIP_DEFLATED)


@contextmanager
def new_archive(file: BinaryIO) -> Iterator[ArchiveWriter]:
    """A backup to write into an open file."""
    with zipfile.ZipFile(file, "w") as zip_file:
        yield ArchiveWriter(zip_file)


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup that was read whole: its manifest, what each dataset says with its run, and all load runs."""

    manifest: Manifest
    kept: dict[str, Kept]
    runs: list[dict[str, Any]]


def read_archive(path: Path) -> Archive:
    """Read a backup, compare every part with its digest and unpack each table once: what comes back can be.

    Raises BackupUnreadable, InputTooLarge, MemoryError or OSError."""
    with _open(path) as zip_file:
        check_unpacked(zip_file, str(path))
        manifest = _manifest(path, zip_file)
        parts = {name: _part(path, zip_file, name, part) for name, part in manifest.parts.items()}
    try:
        kept = {name: Kept(one.run, _dataset(name, parts)) for name, one in manifest.datasets.items()}
        for name, one in kept.items():
            for table, packed in one.said.tables.items():
                _unpack(packed, f"{path}, {name}/{table},")
        runs = json.loads(parts[RUNS])
    except (KeyError, ValueError, pl.exceptions.PolarsError) as error:
        raise BackupUnreadable(f"{path}: {error}") from error
    return Archive(manifest, kept, runs)


def _unpack(packed: bytes, place: str) -> None:
    """Unpack a table, if it says that it has no more cells than are read."""
    rows = pl.scan_parquet(io.BytesIO(packed))
    check_count("cells", rows.select(pl.len()).collect().item() * len(rows.collect_schema()), place)
    rows.collect()


def is_archive(path: Path) -> bool:
    """Whether a file begins as a backup does."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


@contextmanager
def _open(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as zip_file:
            yield zip_file
    except (zipfile.BadZipFile, EOFError) as error:
        raise BackupUnreadable(f"{path} is no backup, or was cut off: {error}") from error


def _manifest(path: Path, zip_file: zipfile.ZipFile) -> Manifest:
    try:
        with zip_file.open(MANIFEST) as file:
            said = json.loads(read_at_most(file, _LONGEST_MANIFEST, f"{path}/{MANIFEST}"))
        if said.get("format", 0) > FORMAT:
            raise BackupUnreadable(
                f"{path} is of format {said['format']}, made by release {said.get('release')}; this one reads {FORMAT}",
                next_step="Restore it with that release, or a newer one.",
            )
        return Manifest.model_validate(said)
    except (KeyError, ValueError, AttributeError, RecursionError, ValidationError) as error:
        raise BackupUnreadable(f"{path} has no manifest of a backup") from error


def _part(path: Path, zip_file: zipfile.ZipFile, name: str, part: ArchivePart) -> bytes:
    """A part, if it is what was written: never more of it than was."""
    content = bytearray()
    try:
        with zip_file.open(name) as file:
            while len(content) <= part.size and (piece := file.read(_PIECE)):
                content += piece
    except (KeyError, zlib.error, NotImplementedError) as error:
        raise BackupUnreadable(f"{path}: {name} can't be read: {error}") from error
    if len(content) != part.size or sha256(content).hexdigest() != part.sha256:
        raise BackupUnreadable(f"{path}: {name} is not what was written: its digest differs")
    return bytes(content)


def _dataset(name: str, parts: dict[str, bytes]) -> PackedDataset:
    folder = f"datasets/{name}/"
    tables = {
        part.removeprefix(folder).removesuffix(".parquet"): content
        for part, content in parts.items()
        if part.startswith(folder) and part.endswith(".parquet")
    }
    return PackedDataset(DatasetWords.model_validate_json(parts[f"{folder}words.json"]), tables)
