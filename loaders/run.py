"""The load run: one slot for loading, taken over from a process that died, given back at the end.

A backup, a restore and a verification take the same slot, so that the graph stays of one version meanwhile. A backup
and a verification wait for whatever holds it, and a load or restore waits for them, but not for another load."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from graph import Statement, Store, graph_state, graph_version, shipped_statement
from graph.errors import ConstraintViolated, HuoshuiError, LoadInProgress
from graph.liveness import held_open, is_alive
from graph.write import RUN_PREFIX
from loaders.plan_key import plan_key

Held = dict[str, tuple[str, dict[str, int]]]
"""By dataset: the digest of what it says, and counts of what the graph holds of it."""


Work = Literal["load", "backup", "restore", "verify"]
"""What may hold the slot."""
_PATIENT = frozenset({"backup", "verify"})
"""What waits for its turn, and what a load waits for: neither changes anything."""
_LOOK_AGAIN_S = 0.5
_NAMES = {"load": "load", "backup": "backup", "restore": "restore", "verify": "verification"}
Report = Callable[[str], object]
"""Takes one line for the person who waits."""


@dataclass(frozen=True, slots=True)
class LoadRun:
    """A load that holds the slot.

    `process` is by what others see whether it lives, `plan` the key of what the graph is to hold after it."""

    id: str
    dataset: str
    started: str
    process: str = ""
    plan: str = ""


def silent(_line: str) -> None:
    """A report that nobody reads."""


def now() -> str:
    """The moment now, as load runs tell it."""
    # Microseconds, since the newest finished run gives the graph's version and small loads take less than a second.
    return datetime.now(UTC).isoformat(timespec="microseconds")


@contextmanager
def load_run(
    store: Store, dataset: str, take_over: str | None = None, report: Report = silent, *, plan: str = ""
) -> Iterator[LoadRun]:
    """Hold the slot for loading while the block runs. An error leaves the run `interrupted`.

    `take_over` is the id of a run that is to lose the slot although nobody can tell that its process died.
    Waits for a backup or verification, and says so. Raises LoadInProgress, naming the first, when another load runs.
    """
    run = new_run(dataset)
    with held_open(store.settings) as process:
        run = replace(run, process=process, plan=plan)
        values = {"id": run.id, "dataset": dataset, "started": run.started, "process": process, "plan": plan}
        _take_slot(store, "load", shipped_statement("load", "start_run"), values, take_over, report)
        try:
            yield run
        except BaseException:
            with suppress(HuoshuiError):
                store.write(shipped_statement("load", "interrupt_run"), {"id": run.id})
            raise


@contextmanager
def held_slot(store: Store, work: Work, take_over: str | None = None, report: Report = silent) -> Iterator[LoadRun]:
    """Hold the slot for what is no load while the block runs: the graph's state is as it was. Nothing of it stays.

    Raises LoadInProgress where a restore meets a load or restore that runs."""
    run = new_run(work)
    with held_open(store.settings) as process:
        values = {"id": run.id, "dataset": work, "work": work, "started": run.started, "process": process}
        _take_slot(store, work, shipped_statement("load", "hold_slot"), values, take_over, report)
        try:
            yield run
        except BaseException:
            with suppress(HuoshuiError):
                store.write(_giving_back(work), {"id": run.id})
            raise
        store.write(_giving_back(work), {"id": run.id})


def new_run(dataset: str) -> LoadRun:
    """A run that begins now, as yet known to nobody."""
    return LoadRun(f"{RUN_PREFIX}{uuid.uuid4().hex[:12]}", dataset, now())


def _take_slot(
    store: Store, work: Work, statement: Statement, values: dict[str, Any], take_over: str | None, report: Report
) -> None:
    """Take the slot, or wait until it is free. Raises LoadInProgress where what holds it isn't waited for."""
    told = ""
    while True:
        running = _free_slot_of_the_dead(store, take_over)
        if running is None:
            try:
                store.write(statement, values)
            except ConstraintViolated as error:
                if (running := _running(store)) is None:
                    raise _in_progress(store, running) from error
            else:
                return
        if not {work, running["work"]} & _PATIENT:
            raise _in_progress(store, running)
        if running["id"] != told:
            told = running["id"]
            step = _step_elsewhere(store, running)
            report(f"{_said_of(running)}: waiting for its end …{step and f' Or {step}.'}")
        time.sleep(_LOOK_AGAIN_S)


def _giving_back(work: str) -> Statement:
    """How the slot is given back by what did not come to its end: a load leaves word of it."""
    return shipped_statement("load", "interrupt_run") if work == "load" else shipped_statement("load", "release_slot")


def finish(store: Store, run: LoadRun, held: Held) -> str:
    """Mark the run as finished, say what the graph holds of every dataset (digest, counts), and return its version."""
    version = _settle(store, held)
    store.write(shipped_statement("load", "finish_run"), {"id": run.id, "finished": now(), "graph_version": version})
    return version


def finish_unload(store: Store, run: LoadRun, held: Held) -> str | None:
    """Drop the runs of a dataset that was unloaded; the version of the graph without it, None if nothing is left."""
    version = _settle(store, held, unloaded=run.dataset)
    store.write(shipped_statement("load", "set_version"), {"graph_version": version})
    store.write(shipped_statement("load", "end_unload"), {"dataset": run.dataset})
    return graph_state(store).version


def key_of(held: Held) -> str:
    """The key of what the graph holds."""
    return plan_key({name: digest for name, (digest, _) in held.items()})


def _settle(store: Store, held: Held, unloaded: str | None = None) -> str:
    rows = [
        {"dataset": name, "digest": digest, "counts": json.dumps(counts)} for name, (digest, counts) in held.items()
    ]
    store.write(shipped_statement("load", "settle_runs"), {"rows": rows, "finished": now(), "plan": key_of(held)})
    store.write(shipped_statement("load", "drop_runs"), {"kept": list(held)})
    states = graph_state(store).datasets
    return graph_version({state.dataset: state.input_digest for state in states if state.dataset != unloaded})


def what_runs(store: Store) -> str | None:
    """A sentence on what holds the slot for loading, unless that is known to be dead."""
    running = _running(store)
    return None if running is None or is_alive(store.settings, running["process"]) is False else _said_of(running)


def _running(store: Store) -> dict[str, Any] | None:
    rows = store.read_all(shipped_statement("load", "running_loads"))
    return rows[0] if rows else None


def _free_slot_of_the_dead(store: Store, take_over: str | None) -> dict[str, Any] | None:
    """What holds the slot and lives, if anything."""
    running = _running(store)
    if running is None or (running["id"] != take_over and is_alive(store.settings, running["process"]) is not False):
        return running
    store.write(_giving_back(running["work"]), {"id": running["id"]})
    return None


def _in_progress(store: Store, running: dict[str, Any] | None) -> LoadInProgress:
    if running is None:
        return LoadInProgress("Another load took the slot a moment ago")
    step = _step_elsewhere(store, running)
    return LoadInProgress(_said_of(running), next_step=f"Wait until it has finished; {step}." if step else None)


def _said_of(running: dict[str, Any]) -> str:
    of = f" of {running['dataset']!r}" if running["work"] == "load" else ""
    return f"The {_NAMES[running['work']]} {running['id']}{of} has been running since {running['started']}"


def _step_elsewhere(store: Store, running: dict[str, Any]) -> str:
    """What to do where it was started with another home, so that nobody here can tell whether it lives."""
    if is_alive(store.settings, running["process"]):
        return ""
    return f"if it isn't running any more, on whatever machine, add --take-over {running['id']}"
