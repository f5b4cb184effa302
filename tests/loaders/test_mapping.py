from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadParameter, InputNotFound
from loaders.mapping import read_mapping


def _file(tmp_path: Path, data: str | bytes) -> Path:
    path = tmp_path / "mapping.yaml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_mapping_names_a_register_s_headers(tmp_path: Path) -> None:
    mapping = read_mapping(_file(tmp_path, "schools:\n  name: 学校全称\n  students: 2024\n"))
    assert mapping == {"schools": {"name": "学校全称", "students": "2024"}}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("schools: [", "is no YAML"),
        ("schools:\n  name: 学校全称\n".encode("gb18030"), "is no YAML in UTF-8"),
        ("", "must map table names"),
        ("- schools", "must map table names"),
        ("school:\n  name: x", "'school' is no table; tables are sources, regions, schools"),
        ("schools: name", "'schools' is no table"),
        ("schools:\n  titel: x", "schools has no column 'titel'"),
        ("schools:\n  1: x\n  b: y", "schools has no column 1"),
        ("schools:\n  name:", "schools.name names no header"),
        ("schools:\n  name: [a, b]", "schools.name names no header"),
    ],
)
def test_what_a_mapping_may_not_say(tmp_path: Path, data: str | bytes, words: str) -> None:
    with pytest.raises(BadParameter) as error:
        read_mapping(_file(tmp_path, data))
    assert words in error.value.message
    assert "mapping.yaml" in error.value.message


def test_a_missing_mapping_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound) as error:
        read_mapping(tmp_path / "gone.yaml")
    assert "gone.yaml" in error.value.message
    assert "--mapping" in error.value.next_step
