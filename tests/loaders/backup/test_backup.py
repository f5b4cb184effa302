"""A graph into a file and out of it, on each engine and across."""

from __future__ import annotations

import errno
import json
import threading
import zipfile
from pathlib import Path

import pytest

from graph import Settings, Statement, Store, graph_state
from graph.errors import BackupRefused, BackupUnreadable, BadParameter, ForeignData, LoadInProgress, RestoreRefused
from graph.liveness import held_open
from loaders import load_folder, unload
from loaders.backup.backup import KeepingOptions, backup
from loaders.backup.restore import restore
from loaders.backup.verify import verify
from loaders.kept import Kept
from loaders.load import LoadOptions
from loaders.run import load_run
from tests.conftest import open_store
from tests.held_graph import wipe
from tests.loaders.backup.conftest import everything, lasting

pytestmark = pytest.mark.sample
REPLACE = KeepingOptions(replace=True)


def test_what_comes_back_is_what_was_there(writer: Store, loaded: tuple[Path, Path], tmp_path: Path) -> None:
    before, state = everything(writer), graph_state(writer)
    manifest = backup(writer, tmp_path / "b.zip")
    assert everything(writer) == before
    assert manifest.graph_version == state.version
    assert set(manifest.datasets) == {"first", "second"}
    wipe(writer)
    report = restore(writer, tmp_path / "b.zip")
    assert everything(writer) == before
    assert lasting(graph_state(writer)) == lasting(state)
    # What was asked while it came back was asked of another state.
    assert graph_state(writer) != state
    assert (report.changed, report.graph_version) == ((), state.version)
    assert verify(writer).findings == []


def test_loads_and_unloads_go_on_as_before(writer: Store, loaded: tuple[Path, Path], tmp_path: Path) -> None:
    backup(writer, tmp_path / "b.zip")
    unload(writer, "second")
    without = everything(writer)
    restore(writer, tmp_path / "b.zip", REPLACE)
    unload(writer, "second")
    assert everything(writer) == without
    restore(writer, tmp_path / "b.zip", REPLACE)
    report = load_folder(writer, loaded[0])
    assert report.pruned is not None
    assert (report.pruned.nodes, report.pruned.links) == (0, 0)


def test_a_graph_is_replaced_only_when_told(writer: Store, loaded: tuple[Path, Path], tmp_path: Path) -> None:
    backup(writer, tmp_path / "both.zip")
    both = everything(writer)
    unload(writer, "second")
    one = everything(writer)
    with pytest.raises(RestoreRefused, match=r"holds a graph, version .*: first"):
        restore(writer, tmp_path / "both.zip")
    assert everything(writer) == one
    restore(writer, tmp_path / "both.zip", REPLACE)
    assert everything(writer) == both


def test_what_the_backup_lacks_goes(store: Store, folders: tuple[Path, Path], tmp_path: Path) -> None:
    load_folder(store, folders[0])
    one = everything(store)
    backup(store, tmp_path / "one.zip")
    load_folder(store, folders[1])
    restore(store, tmp_path / "one.zip", REPLACE)
    assert everything(store) == one


def test_other_peoples_data_is_refused(writer: Store, loaded: tuple[Path, Path], tmp_path: Path) -> None:
    backup(writer, tmp_path / "b.zip")
    wipe(writer)
    writer.write(Statement("theirs", "CREATE (:School {id: 'a1', name: 'theirs'})"))
    before = everything(writer)
    with pytest.raises(ForeignData):
        restore(writer, tmp_path / "b.zip", REPLACE)
    assert everything(writer) == before


def test_a_file_is_replaced_only_when_told(writer: Store, loaded: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_text("mine", "utf-8")
    with pytest.raises(BadParameter, match="is there already"):
        backup(writer, path)
    with pytest.raises(BadParameter, match="is a folder"):
        backup(writer, tmp_path, REPLACE)
    assert path.read_text("utf-8") == "mine"
    backup(writer, path, REPLACE)
    assert zipfile.is_zipfile(path)


def test_a_full_disk_is_named_and_nothing_half_stays(
    writer: Store, loaded: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: object, _name: str, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before, state = sorted(tmp_path.iterdir()), everything(writer)
    monkeypatch.setattr("loaders.backup.archive.ArchiveWriter.add", full)
    with pytest.raises(BadParameter, match=r"b\.zip: can't be written: No space left on device"):
        backup(writer, tmp_path / "b.zip")
    assert sorted(tmp_path.iterdir()) == before
    assert everything(writer) == state


def test_ctrl_c_leaves_neither_a_file_nor_the_slot(writer: Store, loaded: tuple[Path, Path], tmp_path: Path) -> None:
    def stop(what: str, _done: int, _total: int) -> None:
        if what == "counting":
            raise KeyboardInterrupt

    before, state = sorted(tmp_path.iterdir()), everything(writer)
    with pytest.raises(KeyboardInterrupt):
        backup(writer, tmp_path / "b.zip", KeepingOptions(progress=stop))
    assert sorted(tmp_path.iterdir()) == before
    assert everything(writer) == state


def test_nothing_loaded_is_nothing_to_back_up(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="Nothing is loaded"):
        backup(store, tmp_path / "b.zip")


def test_a_load_that_was_broken_off_is_finished_first(writer: Store, loaded: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), load_run(writer, "first"):
        raise KeyboardInterrupt
    with pytest.raises(BackupRefused, match="The load of first did not come to its end"):
        backup(writer, tmp_path / "b.zip")


def test_answers_are_complete_while_a_backup_runs_and_a_load_waits(
    writer: Store, settings: Settings, loaded: tuple[Path, Path], tmp_path: Path
) -> None:
    said: list[str] = []
    told = threading.Event()

    def load() -> None:
        def report(line: str) -> None:
            said.append(line)
            told.set()

        with open_store(settings) as other:
            load_folder(other, loaded[1], LoadOptions(report=report))

    thread = threading.Thread(target=load)

    def meanwhile(what: str, done: int, _total: int) -> None:
        if what == "counting" and done == 1:
            thread.start()
            assert told.wait(60)
            assert graph_state(writer).complete

    (loaded[1] / "schools.csv").write_text("id,name,region,source,locator\nd2,戊校,530124,two,P3\n", "utf-8")
    before = graph_state(writer)
    manifest = backup(writer, tmp_path / "b.zip", KeepingOptions(progress=meanwhile))
    thread.join(60)
    assert manifest.graph_version == before.version
    assert len(said) == 1
    assert said[0].startswith("The backup run-")
    assert said[0].endswith("waiting for its end …")
    assert graph_state(writer).by_name["second"].started > before.by_name["second"].started


def test_a_backup_waits_for_a_load_and_a_restore_does_not(
    writer: Store, settings: Settings, loaded: tuple[Path, Path], tmp_path: Path
) -> None:
    backup(writer, tmp_path / "b.zip")
    said: list[str] = []
    told = threading.Event()

    def write() -> None:
        def report(line: str) -> None:
            said.append(line)
            told.set()

        with open_store(settings) as other:
            backup(other, tmp_path / "later.zip", KeepingOptions(report=report))

    thread = threading.Thread(target=write)

    def meanwhile(what: str, _done: int, _total: int) -> None:
        if what == "pruning" and not told.is_set():
            with pytest.raises(LoadInProgress), open_store(settings) as other:
                restore(other, tmp_path / "b.zip", REPLACE)
            thread.start()
            assert told.wait(60)

    (loaded[1] / "schools.csv").write_text("id,name,region,source,locator\nd2,戊校,530124,two,P3\n", "utf-8")
    report = load_folder(writer, loaded[1], LoadOptions(progress=meanwhile))
    thread.join(60)
    assert len(said) == 1
    assert "of 'second' has been running since" in said[0]
    with zipfile.ZipFile(tmp_path / "later.zip") as file:
        assert json.loads(file.read("manifest.json"))["graph_version"] == report.graph_version


def test_a_dead_backups_slot_is_free(writer: Store, loaded: tuple[Path, Path], tmp_path: Path) -> None:
    state = everything(writer)
    text = (
        "CREATE (:LoadRun {id: 'run-dead', dataset: 'backup', work: 'backup', status: 'running', started: '2026', "
        "process: $process, slot: 'load', current: false})"
    )
    with held_open(writer.settings) as process:
        writer.write(Statement("dead", text), {"process": process})
    assert graph_state(writer).complete
    backup(writer, tmp_path / "b.zip")
    assert everything(writer) == state


def test_a_restore_that_breaks_off_before_it_takes_over_changes_nothing(
    writer: Store, loaded: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(writer, tmp_path / "b.zip")
    unload(writer, "second")
    before = graph_state(writer)
    monkeypatch.setattr("loaders.backup.restore.compare_pieces", _break_off)
    with pytest.raises(KeyboardInterrupt):
        restore(writer, tmp_path / "b.zip", REPLACE)
    assert graph_state(writer) == before
    monkeypatch.undo()
    # The pieces that it left belong to nothing: they are told, and go.
    assert [finding.place for finding in verify(writer).findings] == ["KeptPiece"]
    restore(writer, tmp_path / "b.zip", REPLACE)
    assert verify(writer).findings == []


def _break_off(_store: Store, kept: Kept) -> None:
    if kept.said.words.name == "second":
        raise KeyboardInterrupt


@pytest.mark.parametrize("finish_by", ["the restore", "a load"])
def test_a_restore_that_breaks_off_later_says_so_until_it_is_finished(
    writer: Store, loaded: tuple[Path, Path], tmp_path: Path, finish_by: str
) -> None:
    def stop(what: str, _done: int, _total: int) -> None:
        if what.startswith("writing MEMBER_OF"):
            raise KeyboardInterrupt

    backup(writer, tmp_path / "b.zip")
    whole, version = everything(writer), graph_state(writer).version
    wipe(writer)
    with pytest.raises(KeyboardInterrupt):
        restore(writer, tmp_path / "b.zip", KeepingOptions(progress=stop))
    state = graph_state(writer)
    assert not state.complete
    assert {one.status for one in state.datasets} == {"interrupted"}
    assert any("did not come to its end" in one.problem for one in verify(writer).findings)
    with pytest.raises(BackupRefused):
        backup(writer, tmp_path / "half.zip")
    if finish_by == "the restore":
        restore(writer, tmp_path / "b.zip")  # nobody has to say --replace for what it began
        assert everything(writer) == whole
    else:
        load_folder(writer, loaded[1])
    assert graph_state(writer).complete
    assert graph_state(writer).version == version
    assert verify(writer).findings == []


@pytest.mark.parametrize("fault", ["cut", "byte", "no zip", "newer", "part gone", "json"])
def test_a_file_that_is_not_what_was_written_is_refused(
    writer: Store, loaded: tuple[Path, Path], tmp_path: Path, fault: str
) -> None:
    path = tmp_path / "b.zip"
    backup(writer, path)
    before = everything(writer)
    _damage(path, fault)
    with pytest.raises(BackupUnreadable) as error:
        restore(writer, path, REPLACE)
    assert str(path) in error.value.message
    assert everything(writer) == before


def _damage(path: Path, fault: str) -> None:
    content = bytearray(path.read_bytes())
    if fault == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif fault == "byte":
        with zipfile.ZipFile(path) as file:
            at = next(one for one in file.infolist() if one.filename.endswith("schools.parquet")).header_offset
        content[at + 100] ^= 1
        path.write_bytes(content)
    elif fault in ("no zip", "json"):
        path.write_text("no backup\n" if fault == "no zip" else '{"a": 1}\n', "utf-8")
    else:
        with zipfile.ZipFile(path) as file:
            parts = {one: file.read(one) for one in file.namelist()}
        if fault == "part gone":
            del parts["runs.json"]
        else:
            manifest = json.loads(parts["manifest.json"])
            parts["manifest.json"] = json.dumps({**manifest, "format": 99}).encode()
        with zipfile.ZipFile(path, "w") as file:
            for name, part in parts.items():
                file.writestr(name, part)


@pytest.mark.usefixtures("loaded")
def test_what_is_kept_is_compared_with_what_was_loaded(writer: Store, tmp_path: Path) -> None:
    writer.write(Statement("lose", "MATCH (p:KeptPiece {dataset: 'second', table: 'sources'}) DELETE p"))
    with pytest.raises(BackupRefused, match="of the dataset second is not what was loaded"):
        backup(writer, tmp_path / "b.zip")
    assert list(tmp_path.glob("*.zip")) == []
