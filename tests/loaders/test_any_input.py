"""Whatever lies in a folder: checking it gives a report or one of our errors."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import HuoshuiError
from loaders.mapping.propose import propose
from loaders.mapping.proposed_yaml import as_yaml
from tests.commands import Run
from tests.loaders.any_input import ANY, CHANGES, REAL, SCHOOLS, checked, spoilt, spoilt_within, zipped
from tests.loaders.folders import check_any, write_tables

pytestmark = pytest.mark.usefixtures("few_regions")


@settings(ANY, max_examples=100)
@given(
    data=st.binary(max_size=300),
    name=st.sampled_from(["csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet", "jsonl", "zip", "gz"]),
)
@example(b"\xff\xfe", "csv")
@example(b"PK\x05\x06" + bytes(18), "zip")
@example(b"PAR1PAR1", "parquet")
@example(b"name\x00,source\n\x00,\x00", "csv")
def test_any_bytes(data: bytes, name: str) -> None:
    checked({f"schools.{name}": data})


@settings(ANY, max_examples=100)
@given(name=st.sampled_from(sorted(REAL)), cut=st.just(0) | st.integers(0, 1 << 20), changes=CHANGES)
def test_spoilt_copies_of_real_files(name: str, cut: int, changes: list[tuple[int, int]]) -> None:
    checked({name: spoilt(REAL[name], cut, changes)})


@settings(ANY, max_examples=100)
@given(
    name=st.sampled_from([name for name, data in REAL.items() if data.startswith(b"PK")]),
    part=st.integers(0, 30),
    changes=CHANGES,
)
def test_archives_with_a_spoilt_part(name: str, part: int, changes: list[tuple[int, int]]) -> None:
    checked({name: spoilt_within(REAL[name], part, changes)})


_NAMES = [
    b"schools-\xff.csv",
    b"schools-\n.csv",
    b"schools [red]x.csv",
    b"schools- \x1b[31m.csv",
    "学校\u202e.csv".encode(),
    b"schools.csv.csv",
    b"schools-" + b"x" * 240 + b".csv",
    b"schools-{row}.csv",
    b"schools 'a' \"b\".csv",
    b"schools-\\.csv",
    "schools-\U0001f600.csv".encode(),
    b"SCHOOLS.CSV",
    b"schools-*.csv",
]


@pytest.mark.parametrize("name", _NAMES, ids=repr)
@pytest.mark.parametrize("packed", [False, True], ids=["", "packed"])
def test_files_of_any_name(tmp_path: Path, homeless: Run, name: bytes, packed: bool) -> None:
    folder = write_tables(tmp_path / "county")
    path = os.fsencode(folder) + b"/" + (name[:-4] + b".zip" if packed else name)
    with open(path, "wb") as file:  # noqa: PTH123 (a path of bytes)
        file.write(zipped(SCHOOLS.encode()) if packed else SCHOOLS.encode())
    (folder / "mapping.yaml").write_text("students: 5\n", "utf-8")
    check_any(folder)
    done = homeless("check", str(folder))
    assert done.returncode in (0, 1, 2), done.stderr


def test_folders_of_any_name(tmp_path: Path) -> None:
    for name in (b"a\xff", b"a\nb", b"-", b"[red]", "县".encode(), b"a b", b"..a"):
        folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        check_any(write_tables(folder, schools=SCHOOLS))


@pytest.fixture
def odd_folders(tmp_path: Path) -> Iterator[list[Path]]:
    """Folders in which something is no file, or can't be opened."""
    made = []
    for number, name in enumerate(["schools.csv", "mapping.yaml", "datapackage.json", "decisions.csv", "mended.csv"]):
        for kind in (
            "link to nothing",
            "link to itself",
            "link to the folder",
            "folder",
            "pipe",
            "no right to read",
            "memory",
        ):
            folder = write_tables(
                tmp_path / f"f{number}-{kind.replace(' ', '-')}", groups="name,source,locator\n甲,rep,L1\n"
            )
            path = folder / name
            if kind == "folder":
                path.mkdir()
            elif kind == "pipe":
                os.mkfifo(path)
            elif kind == "no right to read":
                path.write_text("x")
                path.chmod(0)
            elif kind == "memory":
                path.symlink_to("/proc/self/mem")
            else:
                path.symlink_to({"link to nothing": "nothing", "link to itself": name, "link to the folder": "."}[kind])
            made.append(folder)
    yield made
    for folder in made:
        for path in folder.iterdir():
            if path.is_file() and not path.is_symlink():
                path.chmod(0o600)


def test_what_is_no_file(odd_folders: list[Path]) -> None:
    for folder in odd_folders:
        check_any(folder)


@settings(ANY, max_examples=60)
@given(name=st.sampled_from(sorted(REAL)), changes=CHANGES)
def test_a_mapping_is_proposed_for_any_folder(name: str, changes: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory(prefix="any") as parent:
        folder = write_tables(Path(parent) / "county")
        (folder / name).write_bytes(spoilt(REAL[name], 0, changes))
        with suppress(HuoshuiError):
            as_yaml(propose(folder))


def test_no_traceback_reaches_the_reader(tmp_path: Path, homeless: Run) -> None:
    for number, (name, data) in enumerate(REAL.items()):
        folder = write_tables(tmp_path / f"county{number}")
        (folder / name).write_bytes(spoilt(data, 7, [(40, 0), (300, 255)]))
        done = homeless("check", str(folder))
        assert done.returncode in (0, 1, 2), done.stderr
