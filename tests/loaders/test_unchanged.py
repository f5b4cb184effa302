"""A folder that is as it was when it was loaded isn't read again; whatever differs, it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Any

import pytest

from graph import Statement, Store
from loaders import LoadOptions, load_folder, unload
from loaders.mapping import Mapping
from loaders.read_dataset import read_dataset
from loaders.unchanged import NOTE
from tests.held_graph import Graph
from tests.loaders.folders import write_tables


@pytest.fixture
def store(graph: Graph) -> Iterator[Store]:
    graph.hold()
    yield graph.writer
    graph.changed()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read since."""
    seen: list[Path] = []

    def noting(folder: Path, *given: object, **more: object) -> object:
        seen.append(folder)
        return read_dataset(folder, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("loaders.load.read_dataset", noting)
    return seen


def test_it_tells_what_it_told_and_reads_nothing(store: Store, folder: Path, read: list[Path]) -> None:
    first = load_folder(store, folder)
    assert folder in read
    for _ in range(2):
        read.clear()
        again = load_folder(store, folder)
        assert read == []
        assert again.notes == (*first.notes, NOTE)
        assert (again.rows, again.nodes, again.links) == (first.rows, first.nodes, first.links)
        assert (again.declared, again.ignored, again.unused) == (first.declared, first.ignored, first.unused)
        assert (again.graph_version, again.rejects, again.written) == (first.graph_version, [], True)


def other_bytes(_store: Store, folder: Path) -> LoadOptions:
    (folder / "schools.csv").write_bytes((folder / "schools.csv").read_bytes() + b"\n")
    return LoadOptions()


def one_more_file(_store: Store, folder: Path) -> LoadOptions:
    (folder / "notes.txt").write_text("x", "utf-8")
    return LoadOptions()


def another_mapping(_store: Store, _folder: Path) -> LoadOptions:
    return LoadOptions(mapping=Mapping(ignore=("none.csv",)))


def another_option(_store: Store, _folder: Path) -> LoadOptions:
    return LoadOptions(declare_schools=True)


def a_dry_run(_store: Store, _folder: Path) -> LoadOptions:
    return LoadOptions(dry_run=True)


def another_dataset(store: Store, folder: Path) -> LoadOptions:
    rows = "id,name,region,source,locator\nz1,新校,530124,r1,L1\n"
    load_folder(store, write_tables(folder.parent / "other", sources="id,title\nr1,x\n", schools=rows))
    return LoadOptions()


def one_more_dataset_for_a_while(store: Store, folder: Path) -> LoadOptions:
    options = another_dataset(store, folder)
    unload(store, "other")
    return options


def a_link_less(store: Store, _folder: Path) -> LoadOptions:
    store.write(Statement("lost", "MATCH (:School)-[r:AIDS]->() WITH r LIMIT 1 DELETE r"))
    return LoadOptions()


def no_link_of_a_type(store: Store, _folder: Path) -> LoadOptions:
    store.write(Statement("lost", "MATCH (:School)-[r:AIDS]->() DELETE r"))
    return LoadOptions()


def torn_words(store: Store, _folder: Path) -> LoadOptions:
    (file,) = [
        path for path in (store.settings.home / "cache" / "loads").iterdir() if "small" in path.read_text("utf-8")
    ]
    file.write_bytes(file.read_bytes()[:-9])
    return LoadOptions()


@pytest.mark.parametrize(
    "change",
    [
        other_bytes, one_more_file, another_mapping, another_option, a_dry_run, another_dataset,
        one_more_dataset_for_a_while, a_link_less, no_link_of_a_type, torn_words,
    ],
)  # fmt: skip
def test_it_is_read_where_anything_differs(
    store: Store, folder: Path, read: list[Path], change: Callable[[Store, Path], LoadOptions]
) -> None:
    load_folder(store, folder)
    options = change(store, folder)
    read.clear()
    load_folder(store, folder, options)
    assert folder in read


def test_rows_to_be_mended_are_told_each_time(store: Store, tmp_path: Path, read: list[Path]) -> None:
    schools = "id,name,region,source,locator\ns1,一中,530124,r1,L1\ns2,二中,999999,r1,L2\n"
    folder = write_tables(tmp_path / "county", sources="id,title\nr1,x\n", schools=schools)
    first = load_folder(store, folder)
    assert first.rejects
    assert load_folder(store, folder).rejects == first.rejects
    assert read.count(folder) == 2


def test_a_link_to_elsewhere_is_still_refused(store: Store, folder: Path, read: list[Path]) -> None:
    load_folder(store, folder)
    (folder / "members.csv").rename(folder.parent / "elsewhere.csv")
    (folder / "members.csv").symlink_to(folder.parent / "elsewhere.csv")
    read.clear()
    assert load_folder(store, folder, LoadOptions(allow_prune=True)).rejects
    assert folder in read


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    graph: Graph, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = folder / "schools.csv"
    with large.open("r+b") as file:
        file.truncate(2 * 2**20)
    own = file_digest

    def noting(file: Any, kind: Any) -> Any:
        assert file.name != str(large)
        return own(file, kind)

    monkeypatch.setattr("loaders.unchanged.file_digest", noting)
    small = store.settings.model_copy(update={"input_file_mb": 1})
    with Store(store.connection, small) as bounded:
        assert [reject.file for reject in load_folder(bounded, folder).rejects if reject.row == 0] == ["schools.csv"]
