"""Decisions over several datasets: nothing is merged without one, and taking its line back takes it all back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph import Store, graph_state
from graph.answers import Library
from graph.errors import LoadRefused
from graph.matches import find_matches, read_apart, read_entities, read_regions
from loaders import load_folder, unload
from loaders.matches import write_undecided
from tests.loaders.conftest import Picture
from tests.loaders.folders import write_tables

HEAD = "name,region,students,source,locator\n"
DECISIONS = "decision,written,meant,said_by\n"


@pytest.fixture
def datasets(store: Store, tmp_path: Path) -> Path:
    """A register and a report, which helps by short names: 昆三中 and 富民一中 are in both."""
    register = HEAD + "昆明市第三中学,530102,900,reg,L1\n富民县第一中学,530124,,reg,L2\n"
    report = HEAD + "昆三中,530102,850,rep,L3\n富民一中,530124,,rep,L4\n富民二中,530124,,rep,L5\n"
    aid = "helper,helped,relation,source,locator\n昆三中,富民一中,aids,rep,L6\n昆三中,富民二中,aids,rep,L7\n"
    tables = {"register": {"schools": register}, "report": {"schools": report, "aid_links": aid}}
    for name, text in tables.items():
        id_ = name[:3]
        load_folder(store, write_tables(tmp_path / name, sources=f"id,title\n{id_},{name}\n", **text))
    return tmp_path


def decide(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "decisions.csv").write_text(DECISIONS + text, "utf-8")
    return folder


def matched(store: Store) -> list[tuple[str, str]]:
    found = find_matches(read_entities(store), read_regions(store), read_apart(store))
    return found.select("name", "other_name").rows()


def names(store: Store) -> dict[str, list[str]]:
    return {row["name"]: row["aliases"] for row in Library(store).ask("schools", max_rows=5_000).rows}


def test_nothing_is_merged_across_datasets_until_somebody_says_so(
    store: Store, datasets: Path, picture: Callable[[], Picture]
) -> None:
    """`matches` asks, a folder of decisions alone answers, and unloading it gives what was before."""
    before, version = picture(), graph_state(store).version
    assert len(names(store)) == 5
    assert {frozenset(pair) for pair in matched(store)} == {
        frozenset({"昆三中", "昆明市第三中学"}),
        frozenset({"富民一中", "富民县第一中学"}),
    }
    decisions = datasets / "decided"
    decisions.mkdir()
    pairs = find_matches(read_entities(store), read_regions(store), read_apart(store))
    write_undecided(decisions / "decisions.csv", pairs)
    text = (decisions / "decisions.csv").read_text("utf-8-sig")
    (decisions / "decisions.csv").write_text(text.replace("undecided,", "same,").replace(",,", ",我,"), "utf-8")
    report = load_folder(store, decisions)
    assert (report.rejects, report.decided, report.rows) == ([], 2, {"decisions": 2})
    assert names(store) == {"昆明市第三中学": ["昆三中"], "富民县第一中学": ["富民一中"], "富民二中": []}
    helped = {(row["helper"], row["helped"]) for row in Library(store).ask("aid_links").rows}
    assert helped == {("昆明市第三中学", "富民县第一中学"), ("昆明市第三中学", "富民二中")}
    (school,) = Library(store).ask("find", {"name": "昆三中"}).rows
    told = Library(store).ask("school", {"id": school["id"]}).rows[0]
    assert list(zip(told["source_ids"], told["locators"], strict=True)) == [("reg", "L1"), ("rep", "L3")]
    (differs,) = Library(store).ask("differing_values").rows
    assert (differs["property"], {differs["standing"], differs["value"]}) == ("students", {"900", "850"})
    assert matched(store) == []
    # The datasets come again, and nothing changes.
    after = picture(), graph_state(store).version
    for name in ("report", "register"):
        load_folder(store, datasets / name)
    assert (picture(), graph_state(store).version) == after
    unload(store, "decided")
    assert (picture(), graph_state(store).version) == (before, version)


def test_a_line_less_takes_back_what_it_said(store: Store, datasets: Path, picture: Callable[[], Picture]) -> None:
    """Decisions may lie beside the tables of either dataset."""
    before = picture()
    row = "same,昆三中@530102,昆明市第三中学@530102,我\n"
    load_folder(store, decide(datasets / "report", row + "same,富民一中,富民县第一中学,我\n"))
    assert len(names(store)) == 3
    load_folder(store, decide(datasets / "report", row))
    assert len(names(store)) == 4
    load_folder(store, decide(datasets / "report", ""))
    assert picture() == before


def test_what_is_two_is_listed_no_more(store: Store, datasets: Path) -> None:
    load_folder(store, decide(datasets / "register", "different,富民县第一中学,富民一中,我\n"))
    assert matched(store) == [("昆三中", "昆明市第三中学")]
    found = Library(store).ask("near_names", {"region": "530124"}).rows
    assert found == []
    load_folder(store, decide(datasets / "register", ""))
    assert len(matched(store)) == 2


def test_a_decision_waits_for_the_dataset_that_it_speaks_of(store: Store, datasets: Path) -> None:
    unload(store, "report")
    report = load_folder(store, decide(datasets / "register", "same,昆三中,昆明市第三中学,我\n"))
    assert [(one.file, one.row, one.column) for one in report.waiting] == [("decisions.csv", 2, "written")]
    load_folder(store, datasets / "report")
    assert names(store)["昆明市第三中学"] == ["昆三中"]


def test_decisions_of_two_datasets_that_contradict_each_other(store: Store, datasets: Path) -> None:
    """Nothing is merged that somebody says is two, whoever was loaded first."""
    load_folder(store, decide(datasets / "one", "same,昆三中,昆明市第三中学,我\n"))
    assert len(names(store)) == 4
    report = load_folder(store, decide(datasets / "two", "different,昆明市第三中学,昆三中,你\n"))
    assert (report.rejects, len(names(store))) == ([], 5)
    with pytest.raises(LoadRefused, match=r"are two by row 2 of decisions.csv \(two\)"):
        load_folder(store, datasets / "one")


@pytest.mark.long
def test_two_thousand_decisions_and_one_less(store: Store, tmp_path: Path, sized: Callable[[int, int], int]) -> None:
    size = sized(100, 2_000)
    for name in ("one", "two"):
        rows = "".join(f"{name}{n},学校{name}{n},530124,{name},L{n}\n" for n in range(size))
        schools = f"id,name,region,source,locator\n{rows}"
        load_folder(store, write_tables(tmp_path / name, sources=f"id,title\n{name},x\n", schools=schools))
    lines = [f"same,two{n},one{n},我\n" for n in range(size)]
    report = load_folder(store, decide(tmp_path / "decided", "".join(lines)))
    assert (report.decided, len(names(store))) == (size, size)
    load_folder(store, decide(tmp_path / "decided", "".join(lines[1:])))
    assert len(names(store)) == size + 1
