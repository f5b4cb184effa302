from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadParameter, InputNotFound, InputTooLarge
from loaders.mapping.read import folder_mapping, parse_mapping, read_mapping


def test_a_header_alone_is_a_column() -> None:
    fields = parse_mapping("schools:\n  name: 学校全称\n  students: 2024\n").tables["schools"][0].fields
    assert fields["name"].column == ("学校全称",)
    assert fields["students"].column == ("2024",)


def test_a_mapping_longer_than_anybody_writes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text("places:\n" + "  甲: 五华区\n" * 200_000, "utf-8")
    with pytest.raises(InputTooLarge, match=r"mapping\.yaml has 3\.2 MB; no more than 2 MB are read"):
        folder_mapping(tmp_path)


def test_scalars_stay_as_they_are_written() -> None:
    said = parse_mapping("region: 010203\nsince: 2020-12-31\nuntil: 2021-07\nentailed: yes\n").constants
    assert said == {"region": "010203", "since": "2020-12-31", "until": "2021-07", "entailed": "yes"}


def test_what_is_said_of_a_file_comes_before_what_is_said_of_all() -> None:
    mapping = parse_mapping("""
region: 530100
within: 云南省
skip: totals
groups:
  name: 集团
  since: 年份
files:
  a.csv:
    region: 530124
    groups:
      name: 名称
  b.csv:
    skip: 3
""")
    a, b = mapping.blocks["a.csv"], mapping.blocks["b.csv"]
    assert a.constants["region"] == "530124"
    assert a.skip == ("totals",)
    assert {name: field.column for name, field in a.tables["groups"][0].fields.items()} == {
        "name": ("名称",),
        "since": ("年份",),
    }
    assert b.constants["region"] == "530100"
    assert b.skip == ("3",)
    assert a.within is not None
    assert a.within.value == "云南省"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("schools: [", "is no YAML"),
        ("", "must map table names"),
        ("- schools", "must map table names"),
        ("school:\n  name: x", "'school' is no table: as a column it takes one text; tables are sources, regions"),
        ("grups:\n  name: x", "did you mean 'groups'?"),
        ("schools: name", "schools[0]: says no columns"),
        ("schools:\n  titel: x", "schools has no column 'titel'"),
        ("schools:\n  nam: x", "schools has no column 'nam'; did you mean 'name'?"),
        ("schools:\n  1: x\n  b: y", "schools has no column '1'"),
        ("schools:\n  name:", "schools.name names no header"),
        ("schools:\n  name:\n    colum: x", "schools[0].name.colum: is no key; did you mean 'column'?"),
        ("schools:\n  name:\n    split: names", "schools[0].name: says nothing: give one of column, path"),
        ("schools:\n  name:\n    column: a\n    value: b", "says column and value: give one of"),
        ("schools:\n  name:\n    column: a\n    as: b", "schools has no column 'b'"),
        ("schools:\n  name:\n    column: a\n    as: id", "`as` goes with `each`"),
        ("schools:\n  name:\n    column: a\n    take: (", "schools[0].name.take: '(' is no regular expression"),
        ("schools:\n  name:\n    column: a\n    drop: (?=x)", "schools[0].name.drop[0]: '(?=x)' is no regular"),
        ("schools:\n  name:\n    column: a\n    split: and", "'and' is neither `names` nor `places`"),
        ("files:\n  a.csv:\n    groups:\n      nme: x", "files.a.csv: groups has no column 'nme'"),
        ("files:\n  a.csv:\n    file: x", "files.a.csv: 'file' is no table"),
        ("file: a.csv\nregion: 530124", "a.csv feeds no table: name one with its columns"),
        ("file: a.csv\nfiles:\n  b.csv:\n    header: 2", "give `file` or `files`, not both"),
        ("header: first", "header: Input should be a valid integer"),
        ("header: 0", "header: Input should be greater than or equal to 1"),
        ("skip: total", "skip[0]: 'total' is neither `totals`"),
        ("when:\n  a:\n    macthes: x", "when.a.macthes: is no key; did you mean 'matches'?"),
        ("region: 530124\nregion: 530125", "the key 'region' stands here twice"),
        ("add:\n  organisation:\n    - name: x", "'organisation' is no table"),
        ("add:\n  organisations:\n    - nam: x", "organisations has no column 'nam'"),
        ("region:", "region: is empty"),
        ("region:\n  - a", "'region' is no table: as a column it takes one text"),
        ("groups: &a\n  name: *a", "groups[0].name"),
        ("groups: &a [*a]", "groups[0]"),
        ("!!python/object:os.system x", "is no YAML"),
        ("[" * 3000, "is no YAML"),
    ],
)
def test_a_fault_names_its_key(text: str, words: str) -> None:
    with pytest.raises(BadParameter) as error:
        parse_mapping(text, "list.yaml")
    assert words in error.value.message
    assert "list.yaml" in error.value.message


def test_files_that_are_no_mapping_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound, match=r"gone\.yaml"):
        read_mapping(tmp_path / "gone.yaml")
    (tmp_path / "mapping.yaml").write_bytes("schools:\n  name: 学校全称\n".encode("gb18030"))
    with pytest.raises(BadParameter, match=r"mapping\.yaml is no YAML in UTF-8"):
        folder_mapping(tmp_path)
    assert folder_mapping(tmp_path.parent) is None
