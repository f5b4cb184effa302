"""What the graph holds now: its version, and whether every load came to its end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.liveness import is_alive
from graph.statement import shipped_statement
from graph.store import Store

_GRAPH_STATE = shipped_statement("state", "graph_state")


@dataclass(frozen=True, slots=True)
class DatasetState:
    """The newest load of one dataset; what the graph holds of it, and its digest, once it ended.

    `settled` is when that was last said, after a load of any dataset: a state that is over never comes back. `waiting`
    counts rows that name what no dataset has yet; `plan` is the digest of what the graph holds or is to."""

    dataset: str
    status: str
    started: str
    finished: str | None
    settled: str | None
    nodes: int
    links: int
    waiting: int
    input_digest: str | None
    plan: str | None


@dataclass(frozen=True, slots=True)
class GraphState:
    """The graph's version (None before the first load), and `complete`: no load is running or was interrupted."""

    version: str | None
    complete: bool
    datasets: tuple[DatasetState, ...]

    @property
    def by_name(self) -> dict[str, DatasetState]:
        """The datasets by their names."""
        return {state.dataset: state for state in self.datasets}

    def as_json(self) -> str:
        """The state as text."""
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> GraphState:
        """A state of its text. Raises ValueError, KeyError or TypeError where it is none."""
        told = json.loads(text)
        return cls(told["version"], told["complete"], tuple(DatasetState(**one) for one in told["datasets"]))


def graph_version(digests: Mapping[str, str | None]) -> str:
    """Version of a graph from the digests of its datasets: the same content has the same version."""
    text = "\n".join(f"{dataset}={digest}" for dataset, digest in sorted(digests.items()) if digest)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def graph_state(store: Store) -> GraphState:
    """Read the state of the graph. Raises a StoreError."""
    runs = store.read(_GRAPH_STATE).rows
    newest = max((run for run in runs if run["graph_version"]), key=lambda run: run["finished"], default=None)
    for run in runs:
        # It died without a word: who shares its home can tell.
        if run["status"] == "running" and is_alive(store.settings, run["process"] or "") is False:
            run["status"] = "interrupted"
    return GraphState(
        version=newest["graph_version"] if newest else None,
        complete=bool(runs) and all(run["status"] == "finished" for run in runs),
        datasets=tuple(map(_dataset_state, runs)),
    )


def _dataset_state(run: dict[str, Any]) -> DatasetState:
    counts = json.loads(run["counts"] or "{}")
    return DatasetState(
        run["dataset"],
        run["status"],
        run["started"],
        run["finished"],
        run["settled"],
        counts.get("nodes", 0),
        counts.get("links", 0),
        counts.get("waiting", 0),
        run["input_digest"],
        run["plan"],
    )
