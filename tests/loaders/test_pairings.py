"""The shipped pairings: published lists, unchanged, and every row of a right reading of them in the graph."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph import Store
from graph.settings import PROJECT_ROOT
from graph.values import name_key
from loaders import PAIRINGS_DATASET, LoadReport, check_folder, load_folder, shipped_folder
from loaders.datasets import REGIONS_DATASET
from loaders.documents import EXAMPLE_DECISIONS
from loaders.mapping.read import read_mapping
from tests.loaders.conftest import Picture
from tests.loaders.mapping.published import FOLDER, PAIRS, clean

SHIPPED = shipped_folder(PAIRINGS_DATASET)
NO_SUCH_PLACE = "长顺市"
"""What both lists of Guangdong write, and no register has."""


def shipped_name(path: Path) -> str:
    """What a table of a published list is called where several lists lie in one folder."""
    return f"{path.parent.name.removeprefix('pairs-')}.{path.name}"


def test_the_tables_are_shipped_as_they_were_published() -> None:
    published = {shipped_name(path): path for name in PAIRS for path in (FOLDER / name).glob("published*.csv")}
    shipped = {path.name: path for path in SHIPPED.glob("*.published*.csv")}
    for name, path in shipped.items():
        assert path.read_bytes() == published[name].read_bytes()
    assert set(published) - set(shipped) == {
        "key-counties-group-aid.published_key.csv",  # lists of counties, not of links
        "key-counties-group-aid.published_sichuan.csv",
        "university-county-schools-2022.published_bad_copy.csv",  # three of its names are wrong
    }


def test_each_list_has_its_short_mapping_its_sources_and_their_attribution() -> None:
    mappings = sorted(SHIPPED.glob("*.mapping.yaml"))
    assert [path.name for path in mappings] == [f"{name.removeprefix('pairs-')}.mapping.yaml" for name in PAIRS]
    named = [file for path in mappings for file in read_mapping(path).blocks]
    assert sorted(named) == sorted(path.name for path in SHIPPED.glob("*.published*.csv"))
    for path in mappings:
        lines = path.read_text("utf-8").splitlines()
        assert len(lines) <= 25
        assert not any(sign in line for line in lines for sign in ("{", "["))
    notice = (PROJECT_ROOT / "NOTICE").read_text("utf-8")
    for name in PAIRS:
        for row in clean(name):
            for address in row["source"].split(" with "):
                assert address.removeprefix("GitHub ").split(" ")[0] in notice


def load_pairings(store: Store) -> LoadReport:
    """Load them beside all regions: those that tests of loads have for shipped ones are fewer."""
    load_folder(store, shipped_folder(REGIONS_DATASET))
    return load_folder(store, SHIPPED)


def test_every_row_is_a_link_with_its_source(store: Store, picture: Callable[[], Picture]) -> None:
    report = load_pairings(store)
    # What can't be told with certainty is rejected, never guessed: the places of both lists that no register has.
    assert [(reject.column, reject.value) for reject in report.rejects] == [("helped", f"贵州/{NO_SUCH_PLACE}")] * 2
    nodes, links = picture()
    sources = {node["id"]: node for node in nodes.values() if "Source" in node["labels"]}
    things = {node["id"]: node for node in nodes.values() if "Source" not in node["labels"]}
    places = {link["start"]: link["end"] for link in links.values() if link["type"] == "LOCATED_IN"}

    def side(id_: str) -> tuple[str, str]:
        """A region's code; of a school its county and its name without it; of a university its name."""
        place = places.get(id_, "")
        name = things[id_]["name"]
        return (id_, "") if "Region" in things[id_]["labels"] else (place, bare(name, things.get(place, {})))

    pairs: dict[tuple[Any, ...], set[str]] = {}
    told: Counter[tuple[Any, ...]] = Counter()
    for link in links.values():
        if link["type"] not in ("AIDS", "PAIRED_WITH"):
            continue
        said = link["properties"]
        ends = [side(link["start"]), side(link["end"])]
        term = (said["programme"], said.get("since") or "", said.get("until") or "")
        for source, locator in zip(said["source_ids"], said["locators"], strict=True):
            pair = (link["type"], *in_order(link["type"], ends), *term, address_of(sources[source]), locator)
            told[pair] += 1
            pairs[pair] = set(said.get("observed") or [])
    wanted: set[tuple[Any, ...]] = set()
    for name in PAIRS:
        type_ = "PAIRED_WITH" if name == "pairs-northeast-2017" else "AIDS"
        rows = clean(name)
        for row in rows:
            if row["helped"] == NO_SUCH_PLACE:
                continue
            file, _, number = row["locator"].partition(";")[0].rpartition(" row ")
            ends = [as_told(row, "helper"), as_told(row, "helped")]
            since = row["since"] or said_elsewhere(row, rows)
            pair = (
                type_,
                *in_order(type_, ends),
                *(row["programme"], since, row["until"]),
                row["source"].split(" ")[-1]
                if row["source"].startswith("GitHub")
                else row["source"].split(" with ")[0],
                f"{shipped_name(FOLDER / name / file)} row {number}",
            )
            wanted.add(pair)
            if row["observed"]:
                assert row["observed"] in pairs[pair]
    assert set(pairs) == wanted
    assert len(wanted) == 260
    assert set(told.values()) == {1}
    assert sum(link["type"] in ("AIDS", "PAIRED_WITH") for link in links.values()) == 183


def bare(name: str, place: dict[str, Any] | str) -> str:
    """The normal form of a name without the place before it."""
    return name_key(name).removeprefix(name_key(place if isinstance(place, str) else place.get("name", "")))


def as_told(row: dict[str, str], end: str) -> tuple[str, str]:
    """An end as the clean list tells it, in the form of `side`."""
    if row[f"{end}_level"] in ("school", "university"):
        return row[f"{end}_code"], bare(row[end], row[f"{end}_place"])
    return row[f"{end}_code"], ""


def in_order(type_: str, ends: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Co-operation has no direction: list and graph may name its sides in either order."""
    return sorted(ends) if type_ == "PAIRED_WITH" else ends


def said_elsewhere(row: dict[str, str], rows: list[dict[str, str]]) -> str:
    """When a link began of which this row doesn't say it but another does: 东丽区 and 皋兰县."""
    same = ("helper_code", "helped_code", "programme")
    return next((one["since"] for one in rows if one["since"] and all(one[key] == row[key] for key in same)), "")


def address_of(source: dict[str, Any]) -> str:
    """Where a source is read; of a file in a repository the path in it."""
    url = str(source["url"])
    return url.split("/", 7)[7] if url.startswith("https://github.com/") else url


def test_a_pair_that_two_lists_tell_is_one_link(store: Store, picture: Callable[[], Picture]) -> None:
    load_pairings(store)
    _, links = picture()
    [both] = [
        link["properties"]
        for link in links.values()
        if (link["type"], link["start"], link["end"]) == ("AIDS", "120110", "620122")
    ]
    assert both["source_ids"] == ["pairs-dongli-2026", "pairs-gansu"]
    assert (both["since"], both["observed"]) == ("2021", ["2021"])


def test_the_decisions_of_the_worked_example_hold(tmp_path: Path) -> None:
    folder = tmp_path / PAIRINGS_DATASET
    shutil.copytree(SHIPPED, folder)
    undecided = check_folder(folder)
    (folder / "decisions.csv").write_text(EXAMPLE_DECISIONS, "utf-8")
    decided = check_folder(folder)
    assert (len(undecided.rejects), decided.rejects) == (2, [])
    # One school less, with its place and its link, and a link to the county that both lists mean.
    assert (decided.nodes - undecided.nodes, decided.links - undecided.links) == (-1, -1)
