"""Lists as they were published, in by their mappings on both engines, against what a right reading gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import Statement, Store
from graph.values import name_key
from loaders import LoadReport
from tests.loaders.mapping.published import FOLDER, GROUPS, PAIRS, clean, expected, known_places

TIES = Statement(
    "published_ties",
    "MATCH (a)-[r:AIDS|PAIRED_WITH]->(b) WHERE r.dataset = $dataset "
    "OPTIONAL MATCH (b)-[:LOCATED_IN]->(place:Region) "
    "RETURN type(r) AS type, a.id AS start, a.name AS helper, b.id AS end, b.name AS helped, place.id AS place, "
    "r.programme AS programme, r.since AS since, r.until AS until, r.observed AS observed",
)
MEMBERSHIPS = Statement(
    "published_memberships",
    "MATCH (s:School)-[r:MEMBER_OF]->(g:EducationGroup) WHERE r.dataset = $dataset "
    "RETURN g.name AS group, s.name AS school, r.role AS role",
)
LEADS = Statement("published_leads", "MATCH ()-[r:LEADS]->() WHERE r.dataset = $dataset RETURN r.key AS key")
NODES = Statement(
    "published_nodes",
    "MATCH (n) WHERE $dataset IN n.datasets AND (n:School OR n:EducationGroup) "
    "OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:Region) RETURN n:School AS is_school, n.name AS name, place.id AS place",
)
Load = Callable[[Path], LoadReport]
UNSURE = {"groups-wuhou": 2}
"""Schools beyond those that a list's rows hold: the two helpers that it names."""


def _key(name: str) -> str:
    """A name in its normal form, without a place before it."""
    split = known_places().split_prefix(name)
    return name_key(split[1] if split else name)


def _end(code: str, name: str, level: str) -> str:
    if level in ("university", "school"):
        return f"{code} {_key(name)}".strip()
    return code


def _right(name: str) -> dict[tuple[Any, ...], set[str]]:
    """The pairs of a list as they should be, with the days or years on which they were seen."""
    pairs: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row in clean(name):
        if row["helped_code"]:
            ends = (
                _end(row["helper_code"], row["helper"], row["helper_level"]),
                _end(row["helped_code"], row["helped"], row["helped_level"]),
            )
            said = (row["programme"], row["since"], row["until"])
            pairs[(*ends, *said)] |= {row["observed"]} - {""}
    # 东丽区 and 皋兰县 stand in two lists of Tianjin's, dated in one: that is one link, with the date and both sources.
    for pair in [pair for pair in pairs if not pair[3]]:
        dated = [other for other in pairs if other[3] and (*other[:3], other[4]) == (*pair[:3], pair[4])]
        if len(dated) == 1:
            pairs[dated[0]] |= pairs.pop(pair)
    return pairs


@pytest.mark.parametrize("name", PAIRS)
def test_a_list_of_pairs_is_read_right(load_beside: Load, writer: Store, name: str) -> None:
    report = load_beside(FOLDER / name)
    pairs: dict[tuple[Any, ...], set[str]] = {}
    for tie in writer.read_all(TIES, {"dataset": name}):
        helper = _key(tie["helper"]) if tie["start"].startswith("organisation") else tie["start"]
        helped = f"{tie['place']} {_key(tie['helped'])}" if tie["place"] else tie["end"]
        said = (tie["programme"] or "", tie["since"] or "", tie["until"] or "")
        pairs[helper, helped, *said] = set(tie["observed"] or ())
    right = _right(name)
    if name == "pairs-northeast-2017":  # its source names no helper
        pairs, right = ({(*sorted(key[:2]), *key[2:]): seen for key, seen in of.items()} for of in (pairs, right))
        assert {tie["type"] for tie in writer.read_all(TIES, {"dataset": name})} == {"PAIRED_WITH"}
    assert pairs == right
    untold = [row for row in clean(name) if not row["helped_code"]]
    assert len(report.rejects) == len(untold)
    assert {reject.column for reject in report.rejects} <= {"helped"}


@pytest.mark.parametrize("name", GROUPS)
def test_a_list_of_groups_is_read_right(load_beside: Load, writer: Store, name: str) -> None:
    report, right = load_beside(FOLDER / name), expected(name)
    assert report.rejects == []
    nodes = writer.read_all(NODES, {"dataset": name})
    groups = sorted(name_key(node["name"]) for node in nodes if not node["is_school"])
    schools = {name_key(node["name"]) for node in nodes if node["is_school"]}
    memberships = writer.read_all(MEMBERSHIPS, {"dataset": name})
    assert groups == sorted(map(name_key, right["group_names"]))
    assert schools >= set(map(name_key, right["school_names"]))
    assert len(schools) == sum(node["is_school"] for node in nodes) == right["schools"] + UNSURE.get(name, 0)
    assert len(memberships) == right["memberships"]
    assert len(writer.read_all(LEADS, {"dataset": name})) == right["leads"]
    roles = {(name_key(one["group"]), name_key(one["school"])): one["role"] for one in memberships}
    for group, school, role in right.get("pairs", []):
        assert roles[name_key(group), name_key(school)] in (role, None)
    places = {node["place"] for node in nodes}
    assert places <= {place for code in right["regions"].values() for place in (code, f"{code[:4]}00")}
