from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from graph.engines.home import EngineHome, State, locked, write_private

STATE = State(engine="arcadedb", token="t", bolt_port=1, http_port=2, started="2026-01-01T00:00:00+00:00", pid=3)


def test_folders_and_files_are_closed_to_other_users(tmp_path: Path) -> None:
    home = EngineHome.of(tmp_path / "home", "arcadedb")
    home.make()
    home.make_passwords()
    home.save_state(STATE)
    for path in [home.root.parent, home.root, home.config, home.data, home.logs]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, path
    for name in ("passwords.json", "state.json"):
        assert stat.S_IMODE((home.root / name).stat().st_mode) == 0o600


def test_passwords_are_random_and_kept(tmp_path: Path) -> None:
    one, other = EngineHome.of(tmp_path / "1", "neo4j"), EngineHome.of(tmp_path / "2", "neo4j")
    one.make()
    other.make()
    passwords = one.make_passwords()
    assert len({passwords.admin, passwords.reader, other.make_passwords().admin}) == 3
    assert one.make_passwords() == passwords


def test_a_state_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    home = EngineHome.of(tmp_path, "arcadedb")
    assert home.state() is None
    home.make()
    home.save_state(STATE)
    assert home.state() == STATE
    home.forget_state()
    assert home.state() is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_a_state_file_that_cannot_be_read_counts_as_none(tmp_path: Path, text: str) -> None:
    home = EngineHome.of(tmp_path, "arcadedb")
    home.make()
    (home.root / "state.json").write_text(text)
    assert home.state() is None


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_private(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_private(path, "\ud800")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert path.read_text() == "old"


def test_the_second_to_lock_says_so_and_waits(tmp_path: Path) -> None:
    said: list[str] = []
    order: list[str] = []

    def second() -> None:
        with locked(tmp_path / "lock", said.append, "waiting"):
            order.append("second")

    with locked(tmp_path / "lock", said.append, "waiting"):
        thread = threading.Thread(target=second)
        thread.start()
        while not said:
            thread.join(0.01)
        order.append("first")
    thread.join(5)
    assert (said, order) == (["waiting"], ["first", "second"])
