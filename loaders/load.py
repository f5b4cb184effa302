"""A load from folder to graph: check everything, then write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from graph import DatasetState, Store, graph_state
from graph.errors import LoadInProgress, LoadRefused
from graph.write import refuse_foreign
from loaders.datasets import REGIONS_DATASET, dataset_name, shipped_folder
from loaders.graph_contents import GraphContents, read_contents
from loaders.mapping import Mapping
from loaders.places import china
from loaders.plan_folder import LoadReport, PlannedFolder, plan_folder, shipped_regions
from loaders.run import LoadRun, finish, load_run
from loaders.writing import Progress, prepare, prune, write_plan

_FEW_LINKS = 100
"""A dataset may lose this many links at a load without anybody being asked."""


def _silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load.

    `strict` refuses all if a row fails; `declare_schools` lets unknown names make schools although there is a table of
    them; `dry_run` writes nothing; `allow_prune` lets a dataset lose more than half of its links; `take_over` is the id
    of a run whose process is gone, where that can't be seen from this machine.
    """

    strict: bool = False
    declare_schools: bool = False
    dry_run: bool = False
    allow_prune: bool = False
    take_over: str | None = None
    mapping: Mapping | None = None
    batch_rows: int = 2_000
    progress: Progress = _silent


def check_folder(folder: Path, mapping: Mapping | None = None, *, declare_schools: bool = False) -> LoadReport:
    """Check a folder against the shipped regions, without a store. Raises InputNotFound or InputUnreadable."""
    contents = GraphContents() if dataset_name(folder) == REGIONS_DATASET else shipped_regions()
    return plan_folder(folder, contents, mapping, _silent, declare_schools=declare_schools).report


def load_folder(store: Store, folder: Path, options: LoadOptions | None = None) -> LoadReport:
    """Load a folder of tables as one dataset, the shipped regions first if it refers to them and the graph lacks them.

    Raises InputNotFound, InputUnreadable, LoadRefused (strict, nothing valid, or too much to prune; its `report` holds
    the rejects), ForeignData, LoadInProgress, or a StoreError.
    """
    options = options or LoadOptions()
    dataset = dataset_name(folder)
    refuse_foreign(store)
    before = graph_state(store).by_name
    contents = read_contents(store, dataset)
    lacks_regions = dataset != REGIONS_DATASET and not _has_regions(contents, before)
    shipped = GraphContents()
    if lacks_regions:
        shipped = shipped_regions()
        contents = GraphContents(contents.entities + shipped.entities, {**shipped.sources, **contents.sources})
    checked = plan_folder(folder, contents, options.mapping, options.progress, declare_schools=options.declare_schools)
    _refuse(checked, options, before.get(dataset))
    if options.dry_run:
        return checked.report
    if lacks_regions and checked.plan.refers_to(region.id for region in shipped.entities):
        load_folder(store, shipped_folder(REGIONS_DATASET), LoadOptions(progress=options.progress))
        before[REGIONS_DATASET] = graph_state(store).by_name[REGIONS_DATASET]
    prepare(store)
    with load_run(store, dataset, take_over=options.take_over) as run:
        _refuse_if_stale(store, run, before)
        return _write(store, checked, run, options)


def _write(store: Store, checked: PlannedFolder, run: LoadRun, options: LoadOptions) -> LoadReport:
    report = checked.report
    write_plan(store, checked.plan, run, options.batch_rows, options.progress)
    digest = checked.plan.input_digest()
    if checked.unreadable:
        # A file that can't be read says nothing of its rows: pruning would take them for deleted. What the graph
        # holds is then more than the tables say, and its version must not be that of the tables alone.
        digest, pruned = f"{digest}+{run.id}", None
    else:
        pruned = prune(store, checked.plan, run, options.progress)
    counts = {"rows": report.rows, "nodes": report.nodes, "links": report.links, "rejects": len(report.rejects)}
    version = finish(store, run, digest, counts)
    return replace(report, written=True, pruned=pruned, graph_version=version)


def _refuse(checked: PlannedFolder, options: LoadOptions, before: DatasetState | None) -> None:
    """Raise LoadRefused where nothing may be written."""
    report = checked.report
    if options.strict and report.rejects:
        raise LoadRefused(f"{len(report.rejects)} rows fail, the first: {report.rejects[0]}", report=report)
    if not checked.plan.node_count and not checked.plan.link_count:
        first = f"; the first fault: {report.rejects[0]}" if report.rejects else ""
        raise LoadRefused(
            f"No valid row in dataset {report.dataset!r}{first}",
            report=report,
            next_step="Mend the rows listed in rejects.csv, or fill the tables, and load again.",
        )
    last = before.links if before else 0
    lost = last - report.links
    if not (options.allow_prune or checked.unreadable) and lost > _FEW_LINKS and lost > last / 2:
        raise LoadRefused(
            f"The dataset {report.dataset!r} has {last:,} links in the graph and {report.links:,} in its tables: "
            f"{lost:,} would go",
            report=report,
            next_step="See rejects.csv for rows that fail; if the links are to go, load with --allow-prune.",
        )


def _has_regions(contents: GraphContents, loads: dict[str, DatasetState]) -> bool:
    """Whether the shipped regions are there to their end; a graph that has its own of China instead does without."""
    shipped = loads.get(REGIONS_DATASET)
    has_own = any(entity.label == "Region" and china.is_code(entity.id) for entity in contents.entities)
    return has_own and not (shipped and not shipped.finished)


def _refuse_if_stale(store: Store, run: LoadRun, before: dict[str, DatasetState]) -> None:
    """Raise LoadInProgress when another dataset was loaded while this one was being checked against the graph."""
    now = graph_state(store).by_name
    changed = [name for name in now if name != run.dataset and now[name] != before.get(name)]
    if changed:
        raise LoadInProgress(
            f"The dataset {changed[0]!r} was loaded while {run.dataset!r} was being checked", next_step="Load again."
        )
