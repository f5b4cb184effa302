"""A disk or memory without room: said as such, with its place; and all goes on once there is room again."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from app.cli.main import run
from app.cli.stores import open_store as open_answering
from graph import Settings, Statement, Store, graph_state
from graph.engines import EngineName
from graph.errors import BackupUnreadable, StoreFull
from loaders import load_folder
from tests.conftest import SMALL, open_store, running_engine
from tests.small_disk import fill_up, small_disk

SIZES = {"arcadedb": "48m", "neo4j": "400m"}


@pytest.fixture
def full(engine_name: EngineName, tmp_path: Path) -> Iterator[Settings]:
    """A running engine on a small disk of its own."""
    with small_disk(tmp_path, SIZES[engine_name]) as place, running_engine(place / "home", engine_name) as settings:
        yield settings


@pytest.mark.long
def test_a_write_onto_a_full_disk_says_so_and_a_load_is_finished_when_there_is_room(full: Settings) -> None:
    with open_store(full) as store:
        load_folder(store, SMALL)
        version = graph_state(store).version
        fill = fill_up(full.home.parent)
        with pytest.raises(StoreFull) as caught:
            _write_on(store)
        assert str(full.home) in caught.value.message
    fill.unlink()
    if full.engine == "neo4j":
        return  # may have torn its log while it made room for the next, and then never starts: a backup brings it back
    # As the command opens it, which starts an engine again that gave up.
    with open_answering(full, write=True) as store:
        load_folder(store, SMALL)
        assert (graph_state(store).version, graph_state(store).complete) == (version, True)


def _write_on(store: Store) -> None:
    """Write until there is no room in what an engine set aside, either."""
    text = "x" * 100_000
    for _ in range(100):
        load_folder(store, SMALL)
        store.write(Statement("large", "UNWIND range(1, 20) AS i CREATE (:Note {text: $text + i})"), {"text": text})


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        RuntimeError("can't start new thread"),
        RuntimeError("could not spawn threads: ThreadPoolBuildError"),
        RuntimeError("OS can't spawn worker thread: Resource temporarily unavailable (os error 11)"),
        RuntimeError("PyObject pointer is null"),
        pl.exceptions.ComputeError("parquet: Invalid parameter: zstd error: Allocation error : not enough memory"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_memory_that_runs_out_is_no_defect(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def short_of_memory() -> None:
        raise error

    monkeypatch.setattr("app.cli.verbs.app", short_of_memory)
    with pytest.raises(SystemExit) as left:
        run()
    assert left.value.code == 2
    assert "There is not enough memory" in capsys.readouterr().err


def test_a_library_that_panics_for_want_of_files_is_no_defect(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def short_of_files() -> None:
        raise Panic('called `Result::unwrap()` on an `Err` value: Os { code: 24, message: "Too many open files" }')

    monkeypatch.setattr("app.cli.verbs.app", short_of_files)
    with pytest.raises(SystemExit) as left:
        run()
    assert left.value.code == 2
    assert "ulimit -n" in capsys.readouterr().err


@pytest.mark.parametrize(
    "why",
    [
        OSError(errno.EMFILE, "Too many open files", "graph.zip"),
        OSError(errno.ENOENT, "No usable temporary directory found in ['/tmp']"),
    ],
    ids=["no file", "no temporary one"],
)
def test_a_file_is_not_blamed_where_none_can_be_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], why: OSError
) -> None:
    def restored() -> None:
        try:
            raise why
        except OSError as error:
            raise BackupUnreadable("graph.zip can't be read") from error

    monkeypatch.setattr("app.cli.verbs.app", restored)
    with pytest.raises(SystemExit) as left:
        run()
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert "ulimit -n" in said
    assert "take another copy" not in said


class Panic(BaseException):
    """As polars raises it: no Exception."""


def test_what_the_command_writes_itself_may_find_no_room(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.cli.verbs.app", lambda: Path("/dev/full").write_text("x"))
    with pytest.raises(SystemExit) as left:
        run()
    assert left.value.code == 2
    assert "No space left on device" in capsys.readouterr().err
