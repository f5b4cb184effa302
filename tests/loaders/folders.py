"""Folders of tables for the tests, and a handful of regions, so that most tests need no store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import HuoshuiError
from loaders import check_folder
from loaders.graph_contents import GraphContents
from loaders.identity import Entity
from loaders.load_plan import LoadPlan
from loaders.mapping import Mapping
from loaders.plan_folder import LoadReport, plan_folder
from loaders.rejects import group_rejects

SOURCES = "id,title\nrep,Report\n"
REGIONS = (
    ("530000", "云南省", None),
    ("530100", "昆明市", "530000"),
    ("530102", "五华区", "530100"),
    ("530124", "富民县", "530100"),
    ("110000", "北京市", None),
    ("110105", "朝阳区", "110000"),
    ("220000", "吉林省", None),
    ("220100", "长春市", "220000"),
    ("220104", "朝阳区", "220100"),
)


def write_tables(folder: Path, **tables: str | bytes) -> Path:
    """Write `name.csv` for each table; a sources table with `rep` is added where none is given."""
    folder.mkdir(exist_ok=True)
    for name, text in {"sources": SOURCES, **tables}.items():
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def some_regions() -> GraphContents:
    """A few regions, among them two of one name; entities are changed by a check, so they are new each time."""
    return GraphContents(
        [Entity("Region", id_, name, (), above) for id_, name, above in REGIONS], {"regions-2026": "Divisions"}
    )


@dataclass(frozen=True)
class Node:
    """A planned node, with its properties that are known."""

    label: str
    id: str
    extra_label: str | None
    properties: dict[str, Any]
    evidence: list[tuple[str, str]]


@dataclass(frozen=True)
class Link:
    """A planned link, with its properties that are known."""

    type: str
    key: str
    start_label: str
    start: str
    end_label: str
    end: str
    properties: dict[str, Any]
    evidence: list[tuple[str, str]]


@dataclass(frozen=True)
class Plan:
    """A plan as objects, by label and id and by key."""

    nodes: dict[tuple[str, str], Node]
    links: dict[str, Link]

    @classmethod
    def of(cls, plan: LoadPlan) -> Plan:
        """All nodes and links of a plan."""
        nodes = {
            (label, row["id"]): Node(label, row.pop("id"), extra, *_said(row))
            for label, extra, frame in plan.node_groups()
            for row in frame.to_dicts()
        }
        links = {
            row["key"]: Link(type_, row.pop("key"), start, row.pop("start"), end, row.pop("end"), *_said(row))
            for type_, start, end, frame in plan.link_groups()
            for row in frame.to_dicts()
        }
        return cls(nodes, links)


@dataclass(frozen=True)
class Checked:
    """A checked folder, its plan as objects, and the digest of all that would be written."""

    plan: Plan
    digest: str
    report: LoadReport


def _said(row: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    evidence = list(zip(row.pop("source_ids", ()), row.pop("locators", ()), strict=True))
    row.pop("datasets", None)
    return {name: value for name, value in row.items() if value is not None}, evidence


def checked(folder: Path, known: GraphContents | None = None, mapping: Mapping | None = None) -> Checked:
    """Check a folder against some regions, or what else is known."""
    contents = some_regions() if known is None else known
    done = plan_folder(folder, contents, mapping, lambda _what, _done, _total: None)
    return Checked(Plan.of(done.plan), done.plan.digest(), done.report)


def reasons(done: Checked) -> list[tuple[str, int, str]]:
    """File, row and column of each reject."""
    return [(reject.file, reject.row, reject.column) for reject in done.report.rejects]


def check_any(folder: Path) -> None:
    """Check a folder: any end but a report whose rejects can be grouped, or an error of ours, fails the test."""
    try:
        report = check_folder(folder)
    except HuoshuiError:
        return
    assert all(str(group) for group in group_rejects(report.rejects, report.rejected))
