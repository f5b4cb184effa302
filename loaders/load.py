"""A load: check everything, plan all datasets together, write what differs. An unload is the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from graph import DatasetState, Store, graph_state
from graph.errors import LoadRefused, NotFound
from graph.write import refuse_foreign
from loaders.bulk import bulk_load, is_for_bulk, refuse_bulk
from loaders.counts import counted, counts_fit
from loaders.datasets import REGIONS_DATASET, dataset_name, shipped_folder
from loaders.files import reading_within
from loaders.graph_contents import GraphContents
from loaders.held_graph import HeldGraph, planned
from loaders.kept import forget, keep, read_kept
from loaders.mapping import Mapping
from loaders.places import china
from loaders.plan_datasets import PlannedDatasets
from loaders.plan_folder import (
    LoadReport,
    plan_folder,
    report_of,
    shipped_places,
    shipped_regions,
    shipped_said,
    waiting_rows,
)
from loaders.read_dataset import ReadDataset, read_dataset
from loaders.run import Report, finish, finish_unload, load_run, silent
from loaders.said import PackedDataset
from loaders.unchanged import NOTE, KnownFolder
from loaders.writing import Progress, Pruned, prepare

_FEW_LINKS = 100
"""A dataset may lose this many links at a load without anybody being asked."""


def _silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load.

    `strict` refuses all if a row fails; `declare_schools` lets unknown names make schools although there is a table of
    them; `dry_run` writes nothing; `allow_prune` lets a dataset lose more than half of its links; `take_over` is the id
    of a run whose process is gone, where that can't be seen from this machine; `report` is told what it waits for.
    `bulk` has Neo4j's importer write, into an empty local Neo4j; unless anybody says, it does so for what is large.
    """

    strict: bool = False
    declare_schools: bool = False
    dry_run: bool = False
    allow_prune: bool = False
    take_over: str | None = None
    mapping: Mapping | None = None
    batch_rows: int = 2_000
    progress: Progress = _silent
    report: Report = silent
    bulk: bool | None = None


def check_folder(folder: Path, mapping: Mapping | None = None, *, declare_schools: bool = False) -> LoadReport:
    """Check a folder against the shipped regions, without a store. Raises InputNotFound or InputUnreadable."""
    contents = GraphContents() if dataset_name(folder) == REGIONS_DATASET else shipped_regions()
    return plan_folder(folder, contents, mapping, _silent, declare_schools=declare_schools).report


def load_folder(store: Store, folder: Path, options: LoadOptions | None = None) -> LoadReport:
    """Load a folder of tables as one dataset, the shipped regions first if it refers to them and the graph lacks them.

    What the graph holds follows from all datasets together, so the order in which they are loaded makes no difference.
    Raises InputNotFound, InputUnreadable, LoadRefused (strict, nothing valid, or too much to prune; its `report` holds
    the rejects), ForeignData, LoadInProgress, or a StoreError.
    """
    options = options or LoadOptions()
    with reading_within(store.settings):
        dataset = dataset_name(folder)
        known = KnownFolder.of(folder, dataset, options.mapping, declare_schools=options.declare_schools)
        report = None if options.dry_run or options.bulk else known.report(store)
        if report is None:
            report = _load(store, folder, dataset, options)
            known.remember(store, report)
        return report


def _load(store: Store, folder: Path, dataset: str, options: LoadOptions) -> LoadReport:
    refuse_foreign(store)
    graph = HeldGraph.read(store, dataset)
    if options.bulk:
        refuse_bulk(store, dataset, graph)
    read = read_dataset(
        folder, options.mapping, shipped_places(), options.progress, declare_schools=options.declare_schools
    )
    _keep_unreadable(read, graph.kept[dataset].said if dataset in graph.kept else None)
    said = PackedDataset.of(read.said)
    is_held = graph.holds(dataset, said)
    before = {} if options.dry_run or is_held else graph.fingerprint(store.settings.home, options.progress)
    others = graph.others(dataset)
    after, needs_regions = _planned({**others, dataset: said}, options.progress)
    report = report_of(read, after, others)
    _refuse(report, options, graph.states.get(dataset), is_whole=not read.unreadable)
    if options.dry_run:
        return report
    if is_for_bulk(store, dataset, graph, after.plan, asked=options.bulk):
        regions = {REGIONS_DATASET: shipped_said()} if needs_regions else {}
        version = bulk_load(
            store,
            dataset,
            {**regions, **others, dataset: said},
            after,
            options.take_over,
            options.progress,
            options.report,
        )
        return replace(report, written=True, pruned=Pruned(0, 0), graph_version=version)
    if not needs_regions and is_held and counts_fit(counted(store), after.plan.counts):
        return replace(
            report,
            written=True,
            pruned=Pruned(0, 0),
            graph_version=graph_state(store).version,
            notes=(*report.notes, NOTE),
        )
    if needs_regions:
        load_folder(
            store, shipped_folder(REGIONS_DATASET), LoadOptions(progress=options.progress, report=options.report)
        )
        graph = HeldGraph.read(store, dataset)
        before = graph.fingerprint(store.settings.home, options.progress)
    prepare(store)
    saids = {**graph.others(dataset), dataset: said}
    plan = graph.plan_key(saids)
    with load_run(store, dataset, take_over=options.take_over, report=options.report, plan=plan) as run:
        graph.refuse_if_stale(store, dataset)
        keep(store, said, run.id)
        pruned = graph.change(store, after, before, run, options.batch_rows, options.progress)
        held = graph.held(saids, after)
        version = finish(store, run, held)
        graph.remember(store.settings.home, after, run, held)
    return replace(report, written=True, pruned=pruned, graph_version=version)


def unload(store: Store, dataset: str, options: LoadOptions | None = None) -> UnloadReport:
    """Take a dataset out of the graph, which is then as if it had never been loaded.

    Raises NotFound where there is no such dataset, ForeignData, LoadInProgress, or a StoreError."""
    options = options or LoadOptions()
    refuse_foreign(store)
    states = graph_state(store).by_name
    if dataset not in states:
        known = ", ".join(states) or "none"
        raise NotFound(f"No dataset {dataset!r} in the graph; it holds {known}", parameter="dataset")
    graph = HeldGraph(read_kept(store), states)
    before = graph.fingerprint(store.settings.home, options.progress)
    others = graph.others(dataset)
    after = planned(others, options.progress)
    plan = graph.plan_key(others)
    with load_run(store, dataset, take_over=options.take_over, report=options.report, plan=plan) as run:
        graph.refuse_if_stale(store, dataset)
        forget(store, dataset)
        pruned = graph.change(store, after, before, run, options.batch_rows, options.progress)
        held = graph.held(others, after)
        version = finish_unload(store, run, held)
        graph.remember(store.settings.home, after, run, held)
    return UnloadReport(dataset, pruned, waiting_rows(after, others), version)


@dataclass(frozen=True, slots=True)
class UnloadReport:
    """What an unload did; `elsewhere` counts the rows of other datasets that wait now, by dataset."""

    dataset: str
    pruned: Pruned
    elsewhere: dict[str, int]
    graph_version: str | None


def _planned(saids: dict[str, PackedDataset], progress: Progress) -> tuple[PlannedDatasets, bool]:
    """The plan of datasets, with the shipped regions where they lack them and refer to them; and whether they do."""
    if REGIONS_DATASET in saids or any(map(_has_regions, saids.values())):
        return planned(saids, progress), False
    with_regions = planned({**saids, REGIONS_DATASET: shipped_said()}, progress)
    ids = with_regions.plan.nodes["Region"]["id"]
    if any(with_regions.plan.of(name).refers_to(ids) for name in saids):
        return with_regions, True
    return planned(saids, progress), False


def _has_regions(said: PackedDataset) -> bool:
    """Whether a dataset has provinces of China of its own: then the graph does without the shipped regions."""
    regions = said.table("regions")
    return regions is not None and any(china.is_code(id_) and id_.endswith("0000") for id_ in regions["id"].to_list())


def _keep_unreadable(read: ReadDataset, before: PackedDataset | None) -> None:
    """Let rows of files that can't be read now stay as they were read before: they are not known to be gone."""
    if not read.unreadable or before is None:
        return
    kept = 0
    first = sum(read.rows.values())
    for name, rows in before.only_of(read.unreadable):
        own = read.said.tables.get(name)
        old = rows.with_columns(at=pl.int_range(first, first + rows.height, dtype=pl.UInt32))
        read.said.tables[name] = old if own is None else pl.concat([own, old], how="diagonal")
        first += rows.height
        kept += rows.height
    files = ", ".join(sorted(read.unreadable))
    read.notes += (f"{files} can't be read: the {kept:,} rows that were read of it before stay",)


def _refuse(report: LoadReport, options: LoadOptions, before: DatasetState | None, *, is_whole: bool) -> None:
    """Raise LoadRefused where nothing may be written."""
    if options.strict and report.rejects:
        raise LoadRefused(f"{len(report.rejects)} rows fail, the first: {report.rejects[0]}", report=report)
    had_facts = before is not None and before.nodes + before.links > 0
    if not sum(report.rows.values()) or not (report.nodes or report.decided or (report.waiting and not had_facts)):
        first = f"; the first fault: {report.rejects[0]}" if report.rejects else ""
        raise LoadRefused(
            f"No valid row in dataset {report.dataset!r}{first}",
            report=report,
            next_step="Mend the rows listed in rejects.csv, or fill the tables, and load again.",
        )
    last = before.links if before else 0
    lost = last - report.links
    if not options.allow_prune and is_whole and lost > _FEW_LINKS and lost > last / 2:
        raise LoadRefused(
            f"The dataset {report.dataset!r} has {last:,} links in the graph and {report.links:,} in its tables: "
            f"{lost:,} would go",
            report=report,
            next_step="See rejects.csv for rows that fail; if the links are to go, load with --allow-prune.",
        )
