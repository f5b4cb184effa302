"""Lists as they were published, loaded by their short mappings on both engines: the graph of a right reading."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import Store
from graph.values import name_key
from loaders import load_folder
from loaders.mapping import read_mapping
from loaders.plan_folder import LoadReport
from tests.loaders.conftest import Picture
from tests.loaders.mapping.published import FOLDER, GROUPS, LISTS, PAIRS, clean, expected

Load = Callable[[Path], tuple[LoadReport, "Loaded"]]


class Loaded:
    """What one dataset holds in the graph: names of nodes by label, and links by type."""

    def __init__(self, picture: Picture, dataset: str) -> None:
        nodes, links = picture
        self.all = {node["id"]: node for node in nodes.values() if "Source" not in node["labels"]}
        self.sources = {node["id"]: node for node in nodes.values() if "Source" in node["labels"]}
        self.names: dict[str, set[str]] = defaultdict(set)
        for node in nodes.values():
            if dataset in node["datasets"]:
                for label in node["labels"]:
                    self.names[label].add(node.get("name", node["id"]))
        self.links: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for link in links.values():
            if dataset in link["properties"]["datasets"]:
                ends = {"start": self.all[link["start"]], "end": self.all[link["end"]]}
                self.links[link["type"]].append({**link["properties"], **ends})

    def region(self, node: dict[str, Any]) -> str | None:
        """The region that a node lies in, by the links of the dataset."""
        return next((link["end"]["id"] for link in self.links["LOCATED_IN"] if link["start"] is node), None)


@pytest.fixture
def with_fewer_regions() -> None:
    """All regions: lists name counties of every province."""


@pytest.fixture
def load(store: Store, picture: Callable[[], Picture], tmp_path: Path) -> Load:
    """Loads the files that a mapping is about, and the mapping beside them."""

    def take(mapping: Path) -> tuple[LoadReport, Loaded]:
        folder = tmp_path / mapping.parent.name
        folder.mkdir()
        for name in read_mapping(mapping).blocks:
            shutil.copy(mapping.parent / name, folder / name)
        shutil.copy(mapping, folder / "mapping.yaml")
        report = load_folder(store, folder)
        return report, Loaded(picture(), folder.name)

    return take


@pytest.mark.parametrize("name", GROUPS)
def test_groups_of_a_published_list(name: str, load: Load) -> None:
    report, graph = load(FOLDER / name / "mapping.yaml")
    told = expected(name)
    assert report.rejects == []
    # A helper that is no row of the list is declared by the link that names it.
    helpers = {link["helper"] for link in told.get("links_not_groups", [])}
    assert graph.names["EducationGroup"] == set(told["group_names"])
    assert graph.names["School"] == set(told["school_names"]) | helpers
    members = graph.links["MEMBER_OF"]
    assert len(members) == told["memberships"]
    assert {(link["end"]["name"], link["start"]["name"], _role(link)) for link in members} == {
        tuple(pair) for pair in told["pairs"]
    }
    assert len(graph.links["LEADS"]) == told["leads"]
    aid = {(link["start"]["name"], link["end"]["name"], link["form"]) for link in graph.links["AIDS"]}
    assert aid == {(link["helper"], link["helped"], link["form"]) for link in told.get("links_not_groups", [])}
    if name != "groups-hangzhou":  # its regions are those of another file
        places = {
            link["end"]["id"] for link in graph.links["LOCATED_IN"] if "EducationGroup" in link["start"]["labels"]
        }
        assert places == set(told["regions"].values())


def _role(link: dict[str, Any]) -> str:
    return link.get("role") or "member"


def test_a_short_name_of_the_lead_is_its_alias(load: Load) -> None:
    _, graph = load(FOLDER / "groups-wujin" / "mapping.yaml")
    lead = graph.links["LEADS"][0]["start"]
    assert (lead["name"], lead["aliases"]) == ("常州市武进区鸣凰中心幼儿园", ["鸣凰中心幼儿园"])


def test_a_bureau_leads_without_being_a_member(load: Load) -> None:
    _, graph = load(FOLDER / "groups-anhui-vocational" / "mapping.yaml")
    assert graph.names["Organisation"] == {"芜湖市教育局"}
    assert [link["end"]["name"] for link in graph.links["LEADS"] if link["start"]["name"] == "芜湖市教育局"] == [
        "芜湖职业教育联盟"
    ]


@pytest.mark.parametrize(
    ("mapping", "told"), [("score_lines.yaml", "score_table"), ("junior_quota.yaml", "junior_table")]
)
def test_the_other_files_of_hangzhou(mapping: str, told: str, load: Load) -> None:
    report, graph = load(FOLDER / "groups-hangzhou" / mapping)
    counts = expected("groups-hangzhou")[told]
    assert report.rejects == []
    assert len(graph.links["MEMBER_OF"]) == counts["memberships"]
    assert len(graph.names["School"]) == counts.get("rows", counts.get("schools", 0) - 1)
    assert len(graph.names["EducationGroup"]) == counts.get("groups", counts.get("of_which_a_group_name"))


@pytest.mark.parametrize("name", PAIRS)
def test_pairs_of_a_published_list(name: str, load: Load) -> None:
    report, graph = load(FOLDER / name / "mapping.yaml")
    told = clean(name)
    # A name that can't be told with certainty is rejected, never guessed.
    blank = [row for row in told if not row["helped_code"]]
    assert [(reject.file, reject.row, reject.column) for reject in report.rejects] == [
        (*_place(row), "helped") for row in blank
    ]
    # Co-operation has no direction: list and graph may name its sides in either order.
    ends: Callable[[Any], Any] = tuple if graph.links["AIDS"] else frozenset
    links = graph.links["AIDS"] + graph.links["PAIRED_WITH"]
    found = {
        (ends((_side(graph, link["start"]), _side(graph, link["end"]))), *(link.get(name) for name in _SAID)): link
        for link in links
    }
    rows: dict[tuple[Any, ...], list[dict[str, str]]] = defaultdict(list)
    for row in told:
        if row["helped_code"]:
            sides = ends((_side_as_told(row, "helper"), _side_as_told(row, "helped")))
            rows[sides, row["programme"], _since(row, told), row["until"] or None].append(row)
    assert set(found) == set(rows)
    assert len(links) == len(found)
    for key, link in found.items():
        assert sorted(link["locators"]) == sorted(row["locator"].partition(";")[0] for row in rows[key])
        days = {row["observed"] for row in rows[key]} - {""}
        assert set(link.get("observed") or []) == days
        urls = [graph.sources[one].get("url") for one in link["source_ids"]]
        assert all(any(row["source"].startswith(url) for row in rows[key]) for url in urls if url)


_SAID = ("programme", "since", "until")


def _since(row: dict[str, str], told: list[dict[str, str]]) -> str | None:
    """When a link began. A row without a date says again what a dated row of the same ends says: 东丽区 and 皋兰县."""
    same = [one for one in told if all(one[name] == row[name] for name in ("helper_code", "helped_code", "programme"))]
    return row["since"] or next((one["since"] for one in same if one["since"]), None)


def _place(row: dict[str, str]) -> tuple[str, int]:
    file, _, number = row["locator"].partition(";")[0].rpartition(" row ")
    return file, int(number)


def _side(graph: Loaded, node: dict[str, Any]) -> tuple[str | None, str | None]:
    """A region's code; for others also the normal form of the name, for schools without the place."""
    if "Region" in node["labels"]:
        return node["id"], None
    region = graph.region(node) if "School" in node["labels"] else None
    return region, _less_place(node["name"], graph.all[region]["name"] if region else "")


def _side_as_told(row: dict[str, str], side: str) -> tuple[str | None, str | None]:
    if row[f"{side}_level"] not in ("school", "university"):
        return row[f"{side}_code"], None
    return row[f"{side}_code"] or None, _less_place(row[side], row[f"{side}_place"])


def _less_place(name: str, place: str) -> str:
    """The normal form of a school's name without the place before it."""
    return name_key(name).removeprefix(name_key(place))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name)
def test_lists_of_other_kinds_load(path: Path, load: Load) -> None:
    report, graph = load(path)
    counts = {
        **{label: len(names) for label, names in graph.names.items()},
        **{type_: len(links) for type_, links in graph.links.items()},
    }
    wanted = _WANTED[path.parent.name]
    assert {name: counts.get(name, 0) for name in wanted} == wanted
    assert {(reject.row, reject.column) for reject in report.rejects} == _REJECTED.get(path.parent.name, set())


_WANTED = {
    "city-groups": {"EducationGroup": 5, "School": 15, "MEMBER_OF": 15, "LEADS": 5},
    "foreign-register": {"Region": 3, "School": 6, "EducationGroup": 2, "MEMBER_OF": 4},
    "county-figures": {"Indicator": 8, "ABOUT": 8},
    "ministry-list": {"School": 2},
    "county-schools": {"School": 5, "LOCATED_IN": 5},
    "stationed-teachers": {"School": 6, "AIDS": 4},
}
_REJECTED = {"ministry-list": {(5, "stages")}}
