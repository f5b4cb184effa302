"""The load run: one slot for loading, taken over from a process that died, given back at the end."""

from __future__ import annotations

import json
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psutil

from graph import Store, graph_state, graph_version, shipped_statement
from graph.errors import ConstraintViolated, HuoshuiError, LoadInProgress
from graph.write import RUN_PREFIX

Held = dict[str, tuple[str, dict[str, int]]]
"""By dataset: the digest of what it says, and counts of what the graph holds of it."""


@dataclass(frozen=True, slots=True)
class LoadRun:
    """A load that holds the slot."""

    id: str
    dataset: str
    started: str


def _now() -> str:
    # Microseconds, since the newest finished run gives the graph's version and small loads take less than a second.
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _this_process() -> str:
    process = psutil.Process()
    return f"{socket.gethostname()}:{process.pid}:{process.create_time():.2f}"


@contextmanager
def load_run(store: Store, dataset: str, take_over: str | None = None) -> Iterator[LoadRun]:
    """Hold the slot for loading while the block runs. An error leaves the run `interrupted`.

    `take_over` is the id of a run that is to lose the slot although nobody can tell that its process died.
    Raises LoadInProgress, naming the first, when another load runs.
    """
    _free_slot_of_the_dead(store, take_over)
    run = LoadRun(f"{RUN_PREFIX}{uuid.uuid4().hex[:12]}", dataset, _now())
    values = {"id": run.id, "dataset": dataset, "started": run.started, "process": _this_process()}
    try:
        store.write(shipped_statement("load", "start_run"), values)
    except ConstraintViolated as error:
        raise _in_progress(_running(store)) from error
    try:
        yield run
    except BaseException:
        with suppress(HuoshuiError):
            store.write(shipped_statement("load", "interrupt_run"), {"id": run.id})
        raise


def finish(store: Store, run: LoadRun, held: Held) -> str:
    """Mark the run as finished, say what the graph holds of every dataset (digest, counts), and return its version."""
    version = _settle(store, held)
    store.write(shipped_statement("load", "finish_run"), {"id": run.id, "finished": _now(), "graph_version": version})
    return version


def finish_unload(store: Store, run: LoadRun, held: Held) -> str | None:
    """Drop the runs of a dataset that was unloaded; the version of the graph without it, None if nothing is left."""
    version = _settle(store, held, unloaded=run.dataset)
    store.write(shipped_statement("load", "set_version"), {"graph_version": version})
    store.write(shipped_statement("load", "end_unload"), {"dataset": run.dataset})
    return graph_state(store).version


def _settle(store: Store, held: Held, unloaded: str | None = None) -> str:
    rows = [
        {"dataset": name, "digest": digest, "counts": json.dumps(counts)} for name, (digest, counts) in held.items()
    ]
    store.write(shipped_statement("load", "settle_runs"), {"rows": rows, "finished": _now()})
    store.write(shipped_statement("load", "drop_runs"), {"kept": list(held)})
    states = graph_state(store).datasets
    return graph_version({state.dataset: state.input_digest for state in states if state.dataset != unloaded})


def _running(store: Store) -> dict[str, Any] | None:
    rows = store.read_all(shipped_statement("load", "running_loads"))
    return rows[0] if rows else None


def _free_slot_of_the_dead(store: Store, take_over: str | None) -> None:
    running = _running(store)
    if running is None:
        return
    if running["id"] != take_over and _is_alive(running["process"]):
        raise _in_progress(running)
    store.write(shipped_statement("load", "interrupt_run"), {"id": running["id"]})


def _is_alive(process: str) -> bool:
    """Tell whether the process still runs. On another machine nobody can tell: it counts as alive."""
    host, pid, created = process.rsplit(":", 2)
    if host != socket.gethostname():
        return True
    try:
        found = psutil.Process(int(pid))
        # The clock by which starts are told may be set between two looks; a number is not used again that soon.
        return found.status() != psutil.STATUS_ZOMBIE and abs(found.create_time() - float(created)) < 2
    except psutil.NoSuchProcess:
        return False


def _in_progress(running: dict[str, Any] | None) -> LoadInProgress:
    if running is None:
        return LoadInProgress("Another load took the slot a moment ago")
    host = running["process"].rsplit(":", 2)[0]
    step = None
    if host != socket.gethostname():
        step = f"Wait until it has finished; if its process on {host} is gone, load with --take-over {running['id']}."
    return LoadInProgress(
        f"The load {running['id']} of {running['dataset']!r} has been running since {running['started']}",
        next_step=step,
    )
