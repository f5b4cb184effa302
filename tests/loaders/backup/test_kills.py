"""SIGKILL while a graph is backed up or restored: what was there is there, or it is said that it is not whole."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from graph import Settings, Store, graph_state
from loaders import load_folder
from loaders.backup.archive import read_archive
from loaders.backup.backup import KeepingOptions, backup
from loaders.backup.restore import restore
from loaders.backup.verify import verify
from tests.held_graph import wipe
from tests.loaders.backup import killed_keeping
from tests.loaders.backup.conftest import everything, lasting

pytestmark = pytest.mark.long
REPLACE = KeepingOptions(replace=True)


def _kill(verb: str, file: Path, settings: Settings, engine: str, stop_before: int) -> None:
    """Run a verb in a process of its own, and kill it at a statement."""
    script = Path(killed_keeping.__file__)
    command = [sys.executable, str(script), verb, str(file), str(settings.home), engine, str(stop_before)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "stopped\n"
        process.kill()


def test_a_backup_that_is_killed_leaves_the_graph_and_a_whole_file(
    store: Store, settings: Settings, engine: str, folders: tuple[Path, Path], tmp_path: Path,
    sized: Callable[[int, int], int],
) -> None:  # fmt: skip
    load_folder(store, folders[0])
    file = tmp_path / "b.zip"
    backup(store, file)
    load_folder(store, folders[1])
    state, earlier, graph = graph_state(store), file.read_bytes(), everything(store)
    spare = tmp_path / "spare.zip"
    steps = killed_keeping.run(settings, "backup", spare, None)
    chance = random.Random(f"backup {engine}")
    for _ in range(sized(1, 25)):
        stop_before = chance.randint(2, steps)
        _kill("backup", file, settings, engine, stop_before)
        if stop_before == steps:  # the slot is given back when the new file is whole and in its place
            assert read_archive(file).manifest.graph_version == state.version
            earlier = file.read_bytes()
        assert file.read_bytes() == earlier
        assert graph_state(store) == state
        assert verify(store).findings == []  # which takes the slot that the dead one held
        assert everything(store) == graph
    assert backup(store, file, REPLACE).graph_version == state.version


def test_a_restore_that_is_killed_is_finished_by_running_it_again(
    store: Store, settings: Settings, engine: str, folders: tuple[Path, Path], tmp_path: Path,
    sized: Callable[[int, int], int],
) -> None:  # fmt: skip
    for folder in folders:
        load_folder(store, folder)
    file, before = tmp_path / "both.zip", tmp_path / "one.zip"
    backup(store, file)
    both = everything(store), lasting(graph_state(store))
    wipe(store)
    load_folder(store, folders[1])
    backup(store, before)
    chance = random.Random(f"restore {engine}")
    steps = killed_keeping.run(settings, "restore", file, None)
    took_over = 0
    kills = sized(1, 25)
    # One in each part of the restore, so that some come before it takes over, and some after.
    ends = [2 + (steps - 2) * part // kills for part in range(kills + 1)]
    for first, last in pairwise(ends):
        restore(store, before, REPLACE)
        one = graph_state(store)
        _kill("restore", file, settings, engine, chance.randint(first, last))
        state = graph_state(store)
        took_over += state != one
        assert state == one or (not state.complete and set(state.by_name) == {"first", "second"})
        restore(store, file, REPLACE)
        assert (everything(store), lasting(graph_state(store))) == both
    assert took_over


@pytest.mark.parametrize("where", ["first", "last"])
def test_a_restore_into_an_empty_database_needs_no_replace_to_be_finished(
    store: Store, settings: Settings, engine: str, folders: tuple[Path, Path], tmp_path: Path, where: str
) -> None:
    load_folder(store, folders[0])
    file = tmp_path / "one.zip"
    backup(store, file)
    whole = everything(store)
    wipe(store)
    steps = killed_keeping.run(settings, "restore", file, None)
    wipe(store)
    # The first statements are constraints that stand already, and the slot; the last ones say that all is whole.
    _kill("restore", file, settings, engine, 2 if where == "first" else steps - 1)
    assert not graph_state(store).complete
    restore(store, file)
    assert everything(store) == whole
