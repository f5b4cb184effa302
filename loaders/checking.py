"""From a folder to a plan: read, check, resolve identity, and report what fails."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders import nouns
from loaders.datasets import dataset_name
from loaders.desk import Desk
from loaders.identity import Register
from loaders.known import Known
from loaders.plan import Plan
from loaders.rejects import Reject
from loaders.rows import CheckedRow, check_rows
from loaders.tables import Folder, Mapped, read_folder
from loaders.writing import Progress, Pruned

_PLAN: dict[str, Callable[[Desk, list[CheckedRow]], None]] = {
    "sources": nouns.plan_sources,
    "regions": nouns.plan_regions,
    "schools": nouns.plan_schools,
    "groups": nouns.plan_groups,
    "members": nouns.plan_members,
    "aid_links": nouns.plan_aid_links,
    "indicators": nouns.plan_indicators,
}


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: rows by table, nodes and links planned, what was rejected and pruned.

    `ignored` holds columns by file that were not used, `unused` files that are no table.
    """

    dataset: str
    rows: dict[str, int]
    nodes: int
    links: int
    rejects: list[Reject]
    ignored: dict[str, tuple[str, ...]]
    unused: tuple[str, ...] = ()
    written: bool = False
    pruned: Pruned | None = None
    graph_version: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A folder's plan with its report; `unreadable` when a whole file is missing from the plan."""

    plan: Plan
    report: LoadReport
    unreadable: bool


def check(folder: Path, known: Known, mapping: Mapped | None, progress: Progress) -> Checked:
    """Check everything in a folder and plan what would be written. Raises InputNotFound or InputUnreadable."""
    plan = Plan(dataset_name(folder))
    with _no_collections():
        read = read_folder(folder, mapping)
        counts = {name: len(table.rows) for name, table in read.tables.items()}
        rows = _checked_rows(read, counts, progress)
        desk = _desk(known, plan, read.rejects, rows)
        done = 0
        for name, plan_table in _PLAN.items():
            plan_table(desk, rows.pop(name, []))
            done += counts.get(name, 0)
            progress(f"planning {name}", done, sum(counts.values()))
        desk.drop_dangling({(entity.label, entity.id) for entity in known.entities})
    report = LoadReport(
        dataset=plan.dataset,
        rows=counts,
        nodes=len(plan.nodes),
        links=len(plan.links),
        rejects=read.rejects,
        ignored={table.file: table.ignored for table in read.tables.values() if table.ignored},
        unused=read.unused,
    )
    return Checked(plan, report, read.unreadable)


def _checked_rows(read: Folder, counts: dict[str, int], progress: Progress) -> dict[str, list[CheckedRow]]:
    """The rows that pass, by table; the cells as they were read are given up on the way, to save memory."""
    rows: dict[str, list[CheckedRow]] = {}
    done = 0
    for name, table in read.tables.items():
        rows[name] = list(check_rows(table, read.rejects))
        table.rows.clear()
        done += counts[name]
        progress(f"checking {name}", done, sum(counts.values()))
    return rows


@contextmanager
def _no_collections() -> Iterator[None]:
    """Keep Python from searching a growing heap for cycles that aren't there: a quarter of the time at 400,000 rows."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _desk(known: Known, plan: Plan, rejects: list[Reject], rows: dict[str, list[CheckedRow]]) -> Desk:
    """A desk at which all that references may mean is known."""
    register = Register()
    for entity in known.entities:
        register.add(entity)
    desk = Desk(register, plan, rejects, set())
    nouns.declare_sources(desk, rows.get("sources", []), known.sources)
    for name in rows:
        rows[name] = [row for row in rows[name] if desk.is_cited(row)]
    nouns.declare_regions(desk, rows.get("regions", []))
    nouns.declare_schools(desk, rows.get("schools", []))
    nouns.declare_groups(desk, rows.get("groups", []))
    nouns.declare_programmes(desk, rows.get("aid_links", []))
    return desk
