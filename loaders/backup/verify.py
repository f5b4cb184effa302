"""verify: work out anew all that is worked out at load, and compare it with what the graph holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import polars as pl

from graph import GraphState, Store, graph_state, graph_version, shipped_statement
from graph.write import foreign_data, lacking_statements
from loaders.backup.backup import KeepingOptions
from loaders.held_graph import HeldGraph, planned
from loaders.items import ItemSum, KindDifferences, compare
from loaders.kept import Kept, each_kept
from loaders.plan_datasets import PlannedDatasets
from loaders.run import held_slot


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that isn't as it should be: where, what, and what to run."""

    place: str
    problem: str
    run: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what was found: nothing where all is as it should be."""

    graph_version: str | None
    sums: dict[str, ItemSum]
    findings: list[Finding]


_RESTORE = "huoshui restore BACKUP --replace"


def verify(store: Store, options: KeepingOptions | None = None) -> Verified:
    """Compare the graph with what follows from what its datasets say, item by item, while no load comes in between.

    Writes nothing but the slot. Raises LoadInProgress or a StoreError."""
    options = options or KeepingOptions()
    if not graph_state(store).datasets:
        return Verified(None, {}, _surroundings(store, {}))
    with held_slot(store, "verify", options.take_over, options.report):
        state = graph_state(store)
        findings = [_interrupted(one.dataset) for one in state.datasets if one.status != "finished"]
        kept, unreadable = _read_kept(store, state)
        findings += unreadable
        sums: dict[str, ItemSum] = {}
        if not unreadable:
            after = planned({name: one.said for name, one in kept.items()}, options.progress)
            findings += _of_runs(store, state, kept, after)
            sums, differences = compare(store, after.plan, options.progress)
            findings += [one for found in differences for one in _of_items(found)]
        return Verified(state.version, sums, findings + _surroundings(store, kept))


def _interrupted(dataset: str) -> Finding:
    run = f"huoshui load FOLDER of {dataset}, or the restore, again"
    return Finding(f"dataset {dataset}", "its load or restore did not come to its end", run)


def _read_kept(store: Store, state: GraphState) -> tuple[dict[str, Kept], list[Finding]]:
    """What the datasets say, and those of which that can't be read."""
    kept: dict[str, Kept] = {}
    findings = []
    for one in each_kept(store):
        name = one.said.words.name
        kept[name] = one
        try:
            for packed in one.said.tables.values():
                pl.read_parquet(packed)
        except pl.exceptions.PolarsError as error:
            problem = f"what it says can't be read: {error}"
            findings.append(Finding(f"dataset {name}", problem, f"huoshui load FOLDER of {name}, or {_RESTORE}"))
    for name in sorted(set(state.by_name) - set(kept)):
        problem = "an earlier release loaded it: what it says isn't kept"
        findings.append(Finding(f"dataset {name}", problem, f"huoshui unload {name}, then load it again"))
    return kept, findings


def _of_runs(store: Store, state: GraphState, kept: dict[str, Kept], after: PlannedDatasets) -> list[Finding]:
    """What load runs say of each dataset and of the graph, beside what it is."""
    held = HeldGraph({}, {}).held({name: one.said for name, one in kept.items()}, after)
    findings = []
    runs: list[dict[str, Any]] = store.read_all(shipped_statement("state", "graph_state"))
    for run in runs:
        name = run["dataset"]
        if run["status"] != "finished" or name not in held:
            continue
        digest, counts = held[name]
        for what, said, found in (
            ("counts", json.loads(run["counts"] or "{}"), counts),
            ("input_digest", run["input_digest"], digest),
        ):
            if said != found:
                problem = f"its load run's {what} are {said}, and follow as {found}"
                findings.append(Finding(f"dataset {name}", problem, f"huoshui load FOLDER of {name}, or {_RESTORE}"))
    version = graph_version({name: digest for name, (digest, _) in held.items()})
    if state.complete and version != state.version:
        problem = f"version {state.version}, and follows as {version}"
        findings.append(Finding("graph", problem, f"huoshui load FOLDER of {next(iter(held))}, or {_RESTORE}"))
    return findings


def _of_items(found: KindDifferences) -> list[Finding]:
    counted = ((found.missing, "missing"), (found.extra, "that follow from nothing"), (found.differing, "that differ"))
    told = ", ".join(f"{number:,} {words}" for number, words in counted if number)
    run = f"huoshui verify --mend, or {_RESTORE}"
    return [Finding(found.kind, told, run), *(Finding(found.kind, place, run) for place in found.places)]


def _surroundings(store: Store, kept: dict[str, Kept]) -> list[Finding]:
    """What stands beside the items: rules of the schema, pieces of nothing, and other people's data."""
    findings = [
        Finding("schema", f"{statement.name} is not there", "huoshui verify --mend")
        for statement in (lacking_statements(store) if kept else ())
    ]
    runs = [one.run for one in kept.values()]
    (row,) = store.read_all(shipped_statement("load", "stray_pieces"), {"runs": runs})
    if row["pieces"]:
        findings.append(Finding("KeptPiece", f"{row['pieces']:,} belong to no dataset", "huoshui verify --mend"))
    if foreign := foreign_data(store):
        findings.append(Finding("other people's data", str(foreign), "move it into another database"))
    return findings
