"""What a country said before is known by numbers in the home; where they are missing or torn, it is planned again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph import Store
from loaders import LoadOptions, load_folder, unload
from loaders.backup.verify import verify
from loaders.changes import sample_number
from loaders.held_graph import planned
from tests.torn_files import TORN


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every graph counts as one whose numbers are kept."""
    monkeypatch.setattr("loaders.held_graph._FEW_FACTS", 0)


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str]]:
    """The names of the datasets of each plan that was made since."""
    seen: list[frozenset[str]] = []

    def noting(saids: Any, progress: Any) -> Any:
        seen.append(frozenset(saids))
        return planned(saids, progress)

    monkeypatch.setattr("loaders.held_graph.planned", noting)
    monkeypatch.setattr("loaders.load.planned", noting)
    return seen


def change(folder: Path) -> None:
    """Give one school another name, and let another go with all that hangs on it."""
    table = folder / "schools.csv"
    lines = table.read_text("utf-8").splitlines()
    last = lines.pop().split(",")[0]
    table.write_text("\n".join(lines).replace("甲二小", "甲二小学", 1) + "\n", "utf-8")
    for path in folder.glob("*.csv"):
        rows = path.read_text("utf-8").splitlines()
        path.write_text("\n".join(row for row in rows if last not in row.split(",")) + "\n", "utf-8")


def numbers_of(store: Store) -> list[Path]:
    return sorted((store.settings.home / "cache" / "numbers").glob("*/*.arrow"))


def test_what_was_before_is_not_planned_again(store: Store, folder: Path, plans: list[frozenset[str]]) -> None:
    load_folder(store, folder)
    change(folder)
    plans.clear()
    report = load_folder(store, folder)
    assert len(plans) == 1
    assert report.pruned is not None
    assert report.pruned.nodes
    assert verify(store).findings == []
    plans.clear()
    unload(store, "small")
    assert len(plans) == 1


@pytest.mark.parametrize("torn", ["gone", *TORN])
def test_without_them_it_is(store: Store, folder: Path, plans: list[frozenset[str]], torn: str) -> None:
    load_folder(store, folder)
    for path in numbers_of(store):
        held = path.read_bytes()
        path.unlink()
        if torn != "gone":
            path.write_bytes(TORN[torn](held))
    change(folder)
    plans.clear()
    load_folder(store, folder)
    assert len(plans) == 2
    assert verify(store).findings == []


def test_numbers_that_are_made_otherwise_here_are_not_looked_up(
    store: Store, folder: Path, plans: list[frozenset[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_folder(store, folder)
    monkeypatch.setattr("loaders.kept_numbers.sample_number", lambda: 7)
    change(folder)
    plans.clear()
    load_folder(store, folder)
    assert len(plans) == 2
    assert verify(store).findings == []


def test_a_home_that_takes_none_loads_all_the_same(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("loaders.kept_numbers.write_frames", full)
    before = numbers_of(store)
    assert load_folder(store, folder, LoadOptions(batch_rows=10)).written
    assert numbers_of(store) == before


def test_another_process_makes_the_same_numbers() -> None:
    code = "from loaders.changes import sample_number; print(sample_number())"
    made = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout}
    assert made == {f"{sample_number()}\n"}
