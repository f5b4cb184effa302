"""Backups that somebody else made: what unpacks to too much or is nested without end is refused, and by name."""

from __future__ import annotations

import io
import json
import zipfile
from functools import partial
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from graph import Settings
from graph.errors import BackupUnreadable, InputTooLarge
from loaders.backup.archive import read_archive
from loaders.backup.former_export import read_former_export
from loaders.files import read_apart, reading_within

_DEEP = "[" * 200_000


def read(path: Path) -> None:
    with reading_within(Settings(input_memory_mb=512)):
        read_apart(partial(read_archive, path), str(path))


def backup(path: Path, **parts: bytes) -> Path:
    """An archive of parts, of which the manifest says what they are."""
    told = {name.replace("__", "/"): content for name, content in parts.items()}
    manifest = {
        "graph_version": "v", "made": "2026", "release": "0.1.0", "model": "m", "engine": "e", "items": {},
        "datasets": {"county": {"run": "r", "digest": "d", "rows": {}}},
        "parts": {name: {"size": len(one), "sha256": sha256(one).hexdigest()} for name, one in told.items()},
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**told, "manifest.json": json.dumps(manifest).encode()}.items():
            archive.writestr(name, content)
    return path


def test_a_part_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    path = backup(tmp_path / "graph.zip", runs__json=bytes(100 << 20))
    with pytest.raises(InputTooLarge, match=r"graph\.zip unpacks to 100\.0 MB or more") as error:
        read(path)
    assert error.value.setting == "HUOSHUI_INPUT_UNPACKED_TIMES"


def test_a_table_of_very_many_cells_is_refused(tmp_path: Path) -> None:
    table = io.BytesIO()
    pl.select(name=pl.repeat("x", 30_000_000)).write_parquet(table)
    words = b'{"name": "county"}'
    parts = {"datasets__county__schools.parquet": table.getvalue(), "datasets__county__words.json": words}
    path = backup(tmp_path / "graph.zip", **parts, **{"runs.json": b"[]"})
    with pytest.raises(InputTooLarge, match=r"graph\.zip, county/schools, has 30,000,000 cells") as error:
        read(path)
    assert error.value.setting == "HUOSHUI_INPUT_CELLS"


def test_a_deep_manifest_is_none(tmp_path: Path) -> None:
    path = tmp_path / "graph.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", _DEEP)
    with pytest.raises(BackupUnreadable, match=r"graph\.zip has no manifest"):
        read(path)


def test_a_deep_line_of_an_export_is_none(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_text(_DEEP + "\n")
    with pytest.raises(BackupUnreadable, match=r"graph\.jsonl is neither a backup nor an export"):
        read_former_export(path, lambda _what, _done, _total: None)
