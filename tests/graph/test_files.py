"""A file is replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.files import replacing


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "图.html"
    target.write_text("old", encoding="utf-8")
    with replacing(target) as file:
        file.write("昆明 🏫\n".encode())
        assert target.read_text("utf-8") == "old"
    assert target.read_bytes() == "昆明 🏫\n".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_what_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "map.html"
    target.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("graph.files.os.fsync", full)
    with pytest.raises(OSError, match="no space left"), replacing(target) as file:
        file.write(b"new")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
