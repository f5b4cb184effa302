"""`map-columns`: the tables and fields that it proposes, against what our own mappings of the same lists say."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import InputNotFound
from loaders.files import header_key
from loaders.mapping.folder import read_folder
from loaders.mapping.model import FieldSpec
from loaders.mapping.propose import propose
from loaders.mapping.proposed_yaml import as_yaml, scalar
from loaders.mapping.read import parse_mapping, read_mapping
from tests.loaders.mapping.published import LISTS, MAPPINGS, known_places

Field = tuple[str, str]
_ALL = [*MAPPINGS, *LISTS]


def _own_files(mapping: Path, folder: Path) -> Path:
    """A folder that holds nothing but the files that a mapping is about."""
    for name in read_mapping(mapping).blocks:
        shutil.copy(mapping.parent / name, folder / name)
    return folder


def _said(mapping: Path) -> dict[tuple[str, str], set[Field]]:
    """The fields that a mapping makes of each column of each file."""
    found: dict[tuple[str, str], set[Field]] = defaultdict(set)
    for file, block in read_mapping(mapping).blocks.items():
        for table, feeds in block.tables.items():
            for feed in feeds:
                for name, spec in feed.fields.items():
                    for column, field in _columns(name, spec):
                        found[file, header_key(column)].add((table, field))
    return found


def _columns(name: str, spec: FieldSpec) -> Iterator[tuple[str, str]]:
    columns = [*spec.column, *spec.path, *(spec.each if isinstance(spec.each, dict) else ())]
    columns += re.findall(r"\{([^{}]*)\}", spec.template or "")
    yield from ((column, name) for column in columns)
    if spec.within and spec.within.column:
        yield spec.within.column, f"{name}.within"


def _proposed(folder: Path) -> dict[tuple[str, str], set[Field]]:
    found: dict[tuple[str, str], set[Field]] = defaultdict(set)
    for one in propose(folder, known_places()):
        headers = [guess.header for guess in one.guesses]
        for guess in one.guesses:
            found[one.name, header_key(guess.header)].add((guess.table, guess.field))
            # A mapping may name the first and the second column by their numbers.
            found[one.name, str(headers.index(guess.header) + 1)].add((guess.table, guess.field))
    return found


def test_nine_in_ten_columns_get_the_right_table_and_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right, wrong = 0, []
    for index, mapping in enumerate(_ALL):
        folder = tmp_path / str(index)
        folder.mkdir()
        proposed = _proposed(_own_files(mapping, folder))
        for column, fields in _said(mapping).items():
            if proposed[column] & fields:
                right += 1
            else:
                wrong.append((mapping.parent.name, *column, sorted(fields), sorted(proposed[column])))
    total = right + len(wrong)
    with capsys.disabled():
        print(f"\nmap-columns: {right} of {total} columns of {len(_ALL)} mappings are right")  # noqa: T201
    assert right >= 0.9 * total, wrong


@pytest.mark.parametrize("mapping", _ALL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_proposal_is_a_mapping_that_reads_the_files(mapping: Path, tmp_path: Path) -> None:
    folder = _own_files(mapping, tmp_path)
    text = as_yaml(propose(folder, known_places()))
    read = read_folder(folder, parse_mapping(text), known_places())
    assert not read.unreadable, text
    assert {name for name in read.tables if name != "sources"}


def test_it_says_how_sure_it_is_and_why(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("集团名称,成员,甲\n东教育集团,一小、二小,x\n西教育集团,三小,y\n", "utf-8")
    text = as_yaml(propose(tmp_path))
    assert "name: 集团名称    # sure: header and cells say so" in text
    assert "split: names" in text
    assert "# not used: 甲" in text


@pytest.mark.parametrize("name", ["schools.csv", "名单.csv"])
def test_where_a_school_stands_the_places_beside_it_are_where_it_lies(tmp_path: Path, name: str) -> None:
    """Two columns of places are a pair only where the header of none says that its rows are schools."""
    (tmp_path / name).write_text("省,县区,学校名称\n云南省,富民县,款庄中心小学\n云南省,五华区,红旗小学\n", "utf-8")
    (proposal,) = propose(tmp_path, known_places())
    assert {one.header: (one.table, one.field) for one in proposal.guesses} == {
        "学校名称": ("schools", "name"), "县区": ("schools", "region"), "省": ("schools", "region.within"),
    }  # fmt: skip


def test_a_folder_that_tells_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputNotFound, match="no table whose columns tell"):
        propose(tmp_path)


@pytest.mark.parametrize(
    "text", ["名称", "a: b", "#x", "- a", "yes", "12", "学校（所）", "集团/领办", '"', "x #y", "[a]", "结对县(个)", ""]
)
def test_headers_are_written_so_that_they_are_read_as_they_are(text: str) -> None:
    head = "groups:\n  name:\n    column: a\n    values:\n      "
    mapping = parse_mapping(f"{head}{scalar(text)}: {scalar(text or 'x')}\n")
    assert mapping.tables["groups"][0].fields["name"].values == {text: text or "x"}
