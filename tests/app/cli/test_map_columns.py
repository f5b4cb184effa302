"""map-columns: what it writes, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "list"
    made.mkdir()
    (made / "名单.csv").write_text("序号,集团名称,成员校\n1,甲教育集团,甲小学、乙小学\n2,丙教育集团,丙小学\n", "utf-8")
    return made


def test_a_mapping_is_written_beside_the_files_and_told(homeless: Run, folder: Path) -> None:
    done = homeless("map-columns", str(folder))
    assert done.returncode == 0
    assert "members.school" in done.stdout
    assert "not used" in done.stdout
    text = (folder / "mapping.yaml").read_text("utf-8")
    assert "file: 名单.csv    # header in row 1, 2 rows below it" in text
    assert "    column: 成员校\n    split: names\n" in text


def test_a_mapping_that_is_there_is_only_replaced_when_asked(homeless: Run, folder: Path) -> None:
    mapping = folder / "mapping.yaml"
    mapping.write_text("mine", "utf-8")
    done = homeless("map-columns", str(folder))
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert "--force" in done.stderr
    assert mapping.read_text("utf-8") == "mine"
    assert homeless("map-columns", str(folder), "-o", str(folder / "other.yaml")).returncode == 0
    assert homeless("map-columns", str(folder), "--force").returncode == 0
    assert mapping.read_text("utf-8") != "mine"


def test_a_folder_that_is_not_there_is_named(homeless: Run, tmp_path: Path) -> None:
    done = homeless("map-columns", str(tmp_path / "gone"))
    assert done.returncode == 2
    assert "No folder at" in done.stderr
