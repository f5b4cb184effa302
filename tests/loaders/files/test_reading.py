from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputUnreadable
from loaders.files import read_sheets


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(b"")
    with pytest.raises(InputUnreadable, match=r"schools\.csv is empty"):
        read_sheets(path)


def test_a_broken_link_to_a_file_is_a_message(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.symlink_to(tmp_path / "gone.csv")
    with pytest.raises(InputUnreadable, match=r"schools\.csv can't be opened"):
        read_sheets(path)
