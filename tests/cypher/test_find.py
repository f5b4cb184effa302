"""`find`: what it finds first, and that the index of names finds what the statement finds, row for row."""

from __future__ import annotations

import random
import threading
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from graph.answers import Library, answer_cache
from graph.computed.find import build, index_files
from graph.search.index import search_index
from graph.search.things import things
from graph.state import graph_state
from graph.store import Store
from loaders import shipped_folder
from loaders.names import derived_id
from tests.conftest import SMALL
from tests.engine_choice import on_arcadedb
from tests.held_graph import Graph
from tests.loaders.folders import write_tables

THIRD = "昆明市第三中学"
HOSTILE = (
    "x%",
    "' OR 1=1",
    '(")',
    "*",
    "昆",
    "k",
    "<script>",
    "昆" * 500,
    "1",
    "\u202e昆明",
    "昆\n明",
    "NEAR(a b)",
    "zh",
)


@pytest.mark.parametrize(
    "asked", ["昆三中", "昆明三中", "昆明 三中", "昆明市第3中学", "kunsanzhong", "ksz", "KSZ", "Kunmingsanzhong"]
)
def test_a_school_is_found_however_people_call_it(seeds: Library, asked: str) -> None:
    assert THIRD in _names(seeds, asked)[:3]


@pytest.mark.parametrize("asked", ["Kunming", "kūnmíng", "昆明", "530100", "km"])
def test_a_city_is_found_by_its_name_pinyin_and_code(seeds: Library, asked: str) -> None:
    assert "昆明市" in _names(seeds, asked)[:3]


def test_found_things_say_whether_the_text_is_the_whole_of_a_form(seeds: Library) -> None:
    for asked in ("昆明", "kunming", "km", "530100", "昆明市"):
        rows = seeds.ask("find", {"name": asked}).rows
        assert [row["name"] for row in rows if row["whole"]][:1] == ["昆明市"]
    assert not any(row["whole"] for row in seeds.ask("find", {"name": "昆"}).rows)


def test_found_things_say_where_they_lie(small: Library) -> None:
    (school,) = small.ask("find", {"name": "乙五中"}).rows
    assert (school["region"], school["region_name"], school["above"]) == ("530125", "宜良县", "昆明市")
    county = small.ask("find", {"name": "宜良县"}).rows[0]
    assert (county["id"], county["region_name"], county["above"]) == ("530125", "昆明市", "云南省")


def test_only_the_types_that_were_asked_for_are_found(small: Library) -> None:
    labels = {row["label"] for row in small.ask("find", {"name": "甲"}).rows}
    assert labels >= {"School", "EducationGroup"}
    rows = small.ask("find", {"name": "甲", "labels": "EducationGroup,Region"}).rows
    assert {row["label"] for row in rows} == {"EducationGroup"}


@pytest.mark.parametrize(
    "folder", [SMALL, shipped_folder("seeds"), shipped_folder("pairings")], ids=lambda one: one.name
)
def test_the_index_finds_what_the_statement_finds(graph: Graph, reader: Store, folder: Path) -> None:
    graph.hold(folder)
    library = Library(reader)
    for turn, asked in enumerate([*HOSTILE, *_asked(library)]):
        labels = [None, ["School"], ["EducationGroup", "Region"]][turn % 3]
        assert _from_index(library, asked, labels) == _from_engine(library, asked, labels), asked


def test_a_graph_of_many_pieces_is_found_whole(seeds: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read at once, a country takes longer than a reader's statement may."""
    whole = sorted(map(repr, things(seeds.store)))
    monkeypatch.setattr("graph.pieces._PIECE", 100)
    assert sorted(map(repr, things(seeds.store))) == whole


def test_both_find_what_had_an_id_before(graph: Graph, reader: Store, tmp_path: Path) -> None:
    schools = "id,name,region,aliases,source,locator\na,甲校,530102,,rep,L1\nB:1,乙校,530102,,rep,L2\n"
    schools += ",新校,530102,旧校,rep,L3\n"
    folder = write_tables(tmp_path / "merged", schools=schools)
    (folder / "decisions.csv").write_text("decision,written,meant,said_by\nsame,B:1,a,我\n", "utf-8")
    graph.hold(folder)
    library = Library(reader)
    for asked in ("B:1", "b:1", derived_id("school", "530102", "旧校"), "a", "b:2"):
        for labels in (None, ["School"], ["Region"]):
            assert _from_index(library, asked, labels) == _from_engine(library, asked, labels), asked
    assert [row["id"] for row in library.ask("find", {"name": "b:1"}).rows] == ["a"]


def test_a_torn_index_is_built_again(seeds: Library) -> None:
    path = index_files(seeds.store).path(graph_state(seeds.store))
    before = seeds.ask("find", {"name": "昆三中"}).rows
    for torn in (path.read_bytes()[:9_000], b"", b"no database" * 1_000):
        path.write_bytes(torn)
        assert seeds.ask("find", {"name": "昆三中"}).rows == before
        assert seeds.ask("find", {"name": "昆三中"}).rows == before
        assert path.stat().st_size > 10_000


@on_arcadedb
def test_the_index_of_a_large_graph_is_built_beside_the_answers(
    graph: Graph, reader: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.hold(SMALL)
    monkeypatch.setattr(import_module("graph.computed.find"), "AT_ONCE", 0)
    path = index_files(reader).path(graph_state(reader))
    path.unlink(missing_ok=True)
    assert Library(reader).ask("find", {"name": "乙五中"}).rows
    assert not path.exists(), "a command ends before such an index is there"
    rows = Library(reader, cache=answer_cache(1_000)).ask("find", {"name": "乙五中"}).rows
    for thread in threading.enumerate():
        if thread.name == "search-index":
            thread.join(60)
    assert path.exists()
    assert search_index(path, ["乙五中"], None, 10) == rows


def test_an_index_is_of_one_state_of_the_graph(graph: Graph, small: Library) -> None:
    assert small.ask("find", {"name": "乙五中"}).rows
    graph.empty()
    assert small.ask("find", {"name": "乙五中"}).rows == []


def _from_engine(library: Library, asked: str, labels: list[str] | None) -> list[dict[str, Any]]:
    question = library.catalogue["find"]
    given = question.parameters({"name": asked, "labels": labels}, date.today())
    return library.store.read(question.statement, given).rows


def _from_index(library: Library, asked: str, labels: list[str] | None) -> list[dict[str, Any]]:
    state = graph_state(library.store)
    assert build(library.store, state)
    given = library.catalogue["find"].parameters({"name": asked, "labels": labels}, date.today())
    return search_index(index_files(library.store).path(state), given["name"], given["labels"], 10_000)


def _names(library: Library, asked: str) -> list[str]:
    return [row["name"] for row in library.ask("find", {"name": asked}).rows]


def _asked(library: Library) -> list[str]:
    """Parts of forms that the graph holds, the same at every run."""
    chance = random.Random(13)
    texts = sorted({row["text"] for row in things(library.store)})
    lines = [chance.choice(text.split("\n")[1:-1]) for text in chance.sample(texts, 8)]
    cut = [line[chance.randrange(len(line)) :] for line in lines]
    return [part.replace("·", "") for part in (*lines, *cut, *(one[: chance.randrange(1, 4)] for one in cut))]
