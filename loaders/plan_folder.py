"""From a folder to a plan: read, check, resolve identity, and report what fails."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders import tables
from loaders.datasets import REGIONS_DATASET, dataset_name, shipped_folder
from loaders.graph_contents import GraphContents
from loaders.input_folder import InputFolder, read_folder
from loaders.load_plan import LoadPlan
from loaders.mapping import HeaderMapping
from loaders.plan_builder import PlanBuilder
from loaders.rejects import Reject
from loaders.row_checks import CheckedRow, check_rows
from loaders.writing import Progress, Pruned


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
class PlannedFolder:
    """A folder's plan with its report; `unreadable` when a whole file is missing from the plan."""

    plan: LoadPlan
    report: LoadReport
    unreadable: bool


def plan_folder(
    folder: Path, contents: GraphContents, mapping: HeaderMapping | None, progress: Progress
) -> PlannedFolder:
    """Check everything in a folder and plan what would be written. Raises InputNotFound or InputUnreadable."""
    plan = LoadPlan(dataset_name(folder))
    with _no_collections():
        read = read_folder(folder, mapping)
        counts = {name: len(table.rows) for name, table in read.tables.items()}
        rows = _checked_rows(read, counts, progress)
        builder = PlanBuilder(contents, plan, read.rejects)
        _declare(builder, rows)
        done = 0
        for table in tables.TABLES:
            builder.for_each(rows.pop(table.name, []), table.plan_row)
            done += counts.get(table.name, 0)
            progress(f"planning {table.name}", done, sum(counts.values()))
        builder.drop_dangling({(entity.label, entity.id) for entity in contents.entities})
    report = LoadReport(
        dataset=plan.dataset,
        rows=counts,
        nodes=len(plan.nodes),
        links=len(plan.links),
        rejects=read.rejects,
        ignored={table.file: table.ignored for table in read.tables.values() if table.ignored},
        unused=read.unused,
    )
    return PlannedFolder(plan, report, read.unreadable)


def shipped_regions() -> GraphContents:
    """What the graph holds once the shipped regions are loaded and nothing else."""
    read = read_folder(shipped_folder(REGIONS_DATASET))
    builder = PlanBuilder(GraphContents(), LoadPlan(REGIONS_DATASET), read.rejects)
    rows = {name: list(check_rows(table, read.rejects)) for name, table in read.tables.items()}
    _declare(builder, rows)
    titles = {row.values["id"]: row.values["title"] for row in rows["sources"]}
    return GraphContents(list(builder.register.by_id.values()), titles)


def _checked_rows(read: InputFolder, counts: dict[str, int], progress: Progress) -> dict[str, list[CheckedRow]]:
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


def _declare(builder: PlanBuilder, rows: dict[str, list[CheckedRow]]) -> None:
    """Make known all that references may mean; rows that cite no known source leave `rows`."""
    for table in tables.TABLES:
        cited = [row for row in rows.get(table.name, []) if builder.is_cited(row)]
        rows[table.name] = cited
        if table.declare is not None:
            table.declare(builder, cited)
