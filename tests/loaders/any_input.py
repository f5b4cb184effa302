"""Folders of whatever files, checked: real files, spoilt ones, and what any check may end in."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.loaders.folders import check_any, write_tables

SCHOOLS = "name,region,since,source,locator\n一小,五华区,2020,rep,L1\n二小,北平市,,rep,L2\n"
_FILES = Path(__file__).parents[1] / "data"
ANY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def checked(files: dict[str, bytes]) -> None:
    """Check a folder of files: any end but a report or an error of ours fails the test."""
    with tempfile.TemporaryDirectory(prefix="any") as name:
        folder = write_tables(Path(name) / "county")
        for file, data in files.items():
            (folder / file).write_bytes(data)
        check_any(folder)


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("schools.csv", data)
    return out.getvalue()


def _parquet() -> bytes:
    out = io.BytesIO()
    frame = pl.read_csv(io.StringIO(SCHOOLS), infer_schema=False)
    frame.with_columns(count=pl.lit(3), list=pl.concat_list("name"), struct=pl.struct("name")).write_parquet(out)
    return out.getvalue()


def _real_files() -> dict[str, bytes]:
    """A file of each format, by name."""
    found = {
        f"schools{path.suffix}": path.read_bytes()
        for path in sorted(_FILES.rglob("*"))
        if path.suffix in (".xlsx", ".xls", ".ods") and path.stat().st_size < 100_000
    }
    whole = SCHOOLS.encode()
    return {
        **found,
        "schools.csv.gz": gzip.compress(whole),
        "schools.zip": zipped(whole),
        "schools.parquet": _parquet(),
        "schools.csv": SCHOOLS.encode("gb18030"),
        "schools.jsonl": b'{"name": "\xe4\xb8\x80", "source": "rep"}\n{"name": [1, {"a": null}]}\n',
    }


REAL = _real_files()


def spoilt(data: bytes, cut: int, changes: list[tuple[int, int]]) -> bytes:
    """The bytes with some of them changed, and without those at the end."""
    changed = bytearray(data)
    for place, value in changes:
        changed[place % len(changed)] = value
    return bytes(changed[: max(1, len(changed) - cut % len(changed))])


def spoilt_within(data: bytes, part: int, changes: list[tuple[int, int]]) -> bytes:
    """An archive in which one part holds changed bytes, and is otherwise as it should be."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as archive:
        names = given.namelist()
        for name in names:
            content = given.read(name)
            archive.writestr(
                name, spoilt(content, 0, changes) if name == names[part % len(names)] and content else content
            )
    return out.getvalue()


CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=4)
