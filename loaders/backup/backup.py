"""backup: the graph into one file, of one version, while readers go on."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from graph import GraphState, Store, graph_state
from graph.errors import BackupRefused, BadParameter
from graph.files import replacing
from loaders.backup.archive import RUNS, ArchiveWriter, new_archive
from loaders.backup.manifest import BackedUp, Manifest, model_digest, release
from loaders.items import stored_sums
from loaders.kept import Kept, all_runs, each_kept
from loaders.run import Report, held_slot, silent
from loaders.writing import Progress


@dataclass(frozen=True, slots=True)
class KeepingOptions:
    """How to back up, restore or verify.

    `replace` lets a backup take the place of a file, a restore that of a graph; `take_over` is the id of a run whose
    process is gone, where that can't be seen from this machine; `report` is told what it waits for."""

    replace: bool = False
    take_over: str | None = None
    batch_rows: int = 2_000
    progress: Progress = lambda _what, _done, _total: None
    report: Report = silent


def backup(store: Store, path: Path, options: KeepingOptions | None = None) -> Manifest:
    """Write the graph into a file and return what that says of itself. The file appears when it is whole.

    Waits for a load that runs; a load that comes meanwhile waits. Raises BadParameter (a file is there, or can't be
    written), BackupRefused (nothing is loaded, or not all came in), or a StoreError."""
    options = options or KeepingOptions()
    _refuse_file(path, options)
    # The slot is a constraint of ours: in a database without, there is nothing of ours either.
    _whole_state(store, waits=True)
    with held_slot(store, "backup", options.take_over, options.report):
        state = _whole_state(store)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as file:
                with new_archive(file) as archive:
                    manifest = _write(store, state, archive, options.progress)
                _refuse_file(path, options)
        except OSError as error:
            raise BadParameter(
                str(path), f"can't be written: {error.strerror}", next_step="Name a file where there is room for it."
            ) from error
    return manifest


def _refuse_file(path: Path, options: KeepingOptions) -> None:
    if path.is_dir() or (path.exists() and not options.replace):
        what = "a folder" if path.is_dir() else "there already"
        raise BadParameter(str(path), f"is {what}", next_step="Name another file, or add --replace.")


def _whole_state(store: Store, *, waits: bool = False) -> GraphState:
    """The state of a graph of which every load came to its end; one that runs still may, if this `waits`."""
    state = graph_state(store)
    if not state.datasets:
        raise BackupRefused("Nothing is loaded", next_step="Load something first: huoshui load seeds.")
    unfinished = [one.dataset for one in state.datasets if one.status != "finished"]
    if unfinished and not waits:
        raise BackupRefused(f"The load of {', '.join(unfinished)} did not come to its end")
    return state


def _write(store: Store, state: GraphState, archive: ArchiveWriter, progress: Progress) -> Manifest:
    datasets: dict[str, BackedUp] = {}
    for kept in each_kept(store):
        name = kept.said.words.name
        datasets[name] = _checked(name, kept, state)
        archive.add_dataset(name, kept.said)
        progress("writing datasets", len(datasets), len(state.datasets))
    if lacking := sorted(set(state.by_name) - set(datasets)):
        raise BackupRefused(
            f"An earlier release loaded {', '.join(lacking)}: what they say isn't kept beside the graph",
            next_step="Load them again, then back up; an export made by that release can be restored, too.",
        )
    archive.add(RUNS, json.dumps(all_runs(store), ensure_ascii=False).encode())
    manifest = Manifest(
        graph_version=state.version or "",
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        release=release(),
        model=model_digest(),
        engine=store.connection.engine,
        datasets=datasets,
        items=stored_sums(store, progress),
        parts=archive.parts,
    )
    archive.end(manifest)
    return manifest


def _checked(name: str, kept: Kept, state: GraphState) -> BackedUp:
    """A dataset whose tables can be read and say what its load wrote down. Raises BackupRefused."""
    step = f"Load {name} again, or restore an earlier backup; `huoshui verify` tells more."
    try:
        rows = {table: _rows(packed) for table, packed in kept.said.tables.items()}
        digest = kept.said.digest
    except pl.exceptions.PolarsError as error:
        raise BackupRefused(f"What the dataset {name} says can't be read: {error}", next_step=step) from error
    if name in state.by_name and digest != state.by_name[name].input_digest:
        raise BackupRefused(f"What is kept of the dataset {name} is not what was loaded", next_step=step)
    return BackedUp(run=kept.run, digest=digest, rows=rows)


def _rows(packed: bytes) -> int:
    counted: int = pl.scan_parquet(io.BytesIO(packed)).select(pl.len()).collect().item()
    return counted
