"""Files that earlier releases wrote are brought to today's model (tests/data/backups/README.md)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from graph import Store, graph_state
from graph.errors import BackupUnreadable
from graph.export import exported_links, exported_nodes
from loaders import load_folder, shipped_folder, unload
from loaders.backup.archive import read_archive
from loaders.backup.former_export import read_former_export
from loaders.backup.restore import restore
from loaders.backup.verify import verify
from tests.conftest import SMALL

FILES = SMALL.parent / "backups"
EXPORT = FILES / "seeds-27d9bc0.jsonl.gz"
BACKUP = FILES / "0.1.0.zip"
_OWN_WORDS = {"kind", "label", "lead", "name", "aliases", "group_kind", "dataset", "key"}


def _lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(EXPORT.read_bytes()).decode().splitlines()]


def test_what_27d9bc0_exported_comes_back_with_all_that_it_said_and_goes_on(store: Store) -> None:
    report = restore(store, EXPORT)
    assert report.lost == ()
    assert (report.nodes, report.links) == (3_494, 3_618)
    assert set(graph_state(store).by_name) == {"regions", "seeds"}
    nodes = {(one.label, one.id): one for one in exported_nodes(store)}
    links = {(one.type, one.start, one.end, one.properties.get("since"), one.properties.get("form"),
              one.properties.get("programme")): one.properties for one in exported_links(store)}  # fmt: skip
    for line in _lines():
        if line["kind"] == "node":
            now = nodes[line["label"], line["id"]]
            assert ("LeadSchool" in now.labels) == line.get("lead", False)
            assert now.properties.get("name", line["name"]) == line["name"]
            assert now.properties.get("aliases", []) == line.get("aliases", [])
            assert _same(now.properties, line), line["id"]
        else:
            said = line["properties"]
            marks = (said.get("since"), said.get("form"), said.get("programme"))
            now_said = links[line["type"], line["from"], line["to"], *marks]
            assert _same(now_said, said), said["key"]
            assert now_said["datasets"] == [said["dataset"]]
    # It has what later releases work out, and goes on.
    assert verify(store).findings == []
    assert all(one.properties.get("name") for (label, _), one in nodes.items() if label == "School")
    load_folder(store, shipped_folder("seeds"))
    unload(store, "seeds")
    assert set(graph_state(store).by_name) == {"regions"}
    assert verify(store).findings == []


def _same(now: dict[str, Any], said: dict[str, Any]) -> bool:
    """Whether all that was said is said, with the evidence for it; days may be cut off at an end's today."""
    days = {"since_day", "until_day"} if "key" in said else set()
    names = set(said) - _OWN_WORDS - days - {"source_ids", "locators", "id"}
    evidence = [set(zip(of.get("source_ids", ()), of.get("locators", ()), strict=True)) for of in (now, said)]
    return evidence[0] >= evidence[1] and {name: now.get(name) for name in names} == {
        name: said[name] for name in names
    }


def test_a_backup_of_0_1_0_comes_back(store: Store) -> None:
    manifest = read_archive(BACKUP).manifest
    report = restore(store, BACKUP)
    assert (
        set(graph_state(store).by_name) == set(manifest.datasets) == {"census", "pairings", "regions", "seeds", "small"}
    )
    verification = verify(store)
    assert verification.findings == []
    # What is derived may change from release to release: what datasets say may not get lost.
    for kind in ("School", "EducationGroup", "AIDS", "MEMBER_OF", "Indicator", "Source"):
        assert verification.sums[kind].count == manifest.items[kind].count
    assert report.datasets.keys() == manifest.datasets.keys()


@pytest.mark.parametrize("lines", ["", "[]\n", '{"kind": "link", "type": "AIDS", "properties": {"datasets": ["a"]}}\n'])
def test_an_export_that_says_too_little_is_refused(tmp_path: Path, lines: str) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_text(lines, "utf-8")
    with pytest.raises(BackupUnreadable, match=r"graph\.jsonl"):
        read_former_export(path, lambda _what, _done, _total: None)


def test_what_does_not_come_back_is_named(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "graph.jsonl"
    lines = [line for line in _lines() if line.get("label") != "Source" or line["id"] != "seed-004"]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    report = restore(store, path)
    assert any("seed-004" in line for line in report.lost)
    assert any("is not in the graph" in line for line in report.lost)
