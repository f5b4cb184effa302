"""A load that the importer writes: planned and checked like any other, then a database made anew in one go."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from graph import Store, engines
from graph.engines.neo4j_import import import_folder, import_tables
from graph.export.neo4j_admin import node_keys, nodes_file
from graph.write import await_indexes
from loaders.bulk.may import refuse_bulk
from loaders.bulk.tables import write_tables
from loaders.held_graph import HeldGraph
from loaders.kept import keep
from loaders.kept_numbers import keep_numbers
from loaders.plan_datasets import PlannedDatasets
from loaders.run import LoadRun, Report, finish, key_of, load_run, new_run
from loaders.said import PackedDataset
from loaders.writing import Progress, prepare


def bulk_load(
    store: Store,
    dataset: str,
    saids: Mapping[str, PackedDataset],
    after: PlannedDatasets,
    take_over: str | None,
    progress: Progress,
    report: Report,
) -> str:
    """Make the graph hold what was planned of these datasets and nothing else; the version of the graph.

    Until the data are exchanged the graph stands as it was, with a run that didn't finish; from then on the run in the
    new data says so, until all is there. Raises LoadRefused, LoadInProgress, ImportFailed, a StoreError or EngineError.
    """
    with load_run(store, dataset, take_over=take_over, report=report) as run:
        runs = {name: run if name == dataset else new_run(name) for name in saids}
        with import_folder(store.settings) as folder:
            several = write_tables(after.plan, folder / "tables", _run_of(dataset, runs), progress)
            _write_runs(folder / "tables", run, runs)
            data = import_tables(store.settings, folder, several, lambda done: progress("importing", done, 100))
            # What came in meanwhile would be lost.
            refuse_bulk(store, dataset, HeldGraph.read(store, dataset))
            engines.replace_data(store.settings, data, report)
        store.reopen()
        progress("indexing", 0, 1)
        prepare(store)
        await_indexes(store)
        progress("indexing", 1, 1)
        for name, said in saids.items():
            keep(store, said, runs[name].id)
        held = HeldGraph({}, {}).held(saids, after)
        version = finish(store, run, held)
        keep_numbers(store.settings.home, key_of(held), after.plan)
        return version


def _run_of(dataset: str, runs: Mapping[str, LoadRun]) -> pl.Expr:
    """The run that a node or link is of: the load's own, or that of another dataset where the load's has no part."""
    others = [run.id for name, run in runs.items() if name != dataset]
    own = pl.lit(runs[dataset].id)
    return pl.when(pl.col("datasets").list.contains(dataset)).then(own).otherwise(pl.lit(others[0])) if others else own


def _write_runs(folder: Path, running: LoadRun, runs: Mapping[str, LoadRun]) -> None:
    """Write the table of load runs: only the load's own holds the slot, and none has finished."""
    id_, label = node_keys("LoadRun")
    rows = [
        {
            id_: run.id,
            label: "LoadRun",
            "dataset:string": run.dataset,
            "started:string": run.started,
            "current:boolean": True,
            "status:string": "running" if run.id == running.id else "interrupted",
            "process:string": running.process if run.id == running.id else None,
            "slot:string": "load" if run.id == running.id else None,
        }
        for run in runs.values()
    ]
    pl.DataFrame(rows).write_csv(folder / nodes_file("LoadRun"), quote_style="non_numeric")
