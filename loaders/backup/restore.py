"""restore: the graph out of a backup, into an empty database or in the place of a graph of ours.

What the datasets say is written beside what is there and read back; then, in one step, it is what the graph is to
follow from. From there on every answer says that the graph is not complete, until all was written and compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from graph import Store, graph_state, graph_version, shipped_statement
from graph.errors import BackupUnreadable, InputNotFound, RestoreFailed, RestoreRefused
from graph.write import refuse_foreign
from loaders.backup.archive import is_archive, read_archive
from loaders.backup.backup import KeepingOptions
from loaders.backup.former_export import read_former_export
from loaders.backup.manifest import Manifest, model_digest, release
from loaders.counts import absent_kinds, counted
from loaders.files import read_apart, reading_within
from loaders.held_graph import HeldGraph, planned
from loaders.items import ItemSum, compare
from loaders.kept import Kept, all_runs, keep_pieces, read_kept, read_pieces
from loaders.plan_datasets import PlannedDatasets
from loaders.plan_key import plan_key
from loaders.run import Held, held_slot, now
from loaders.writing import prepare, prune, write_plan

_Run = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restore did. `manifest` is the backup's; `changed` are kinds of items that this release derives otherwise.

    `lost` are items of an earlier release's export that did not come back, with the reason where it is known."""

    graph_version: str
    datasets: Held
    nodes: int
    links: int
    manifest: Manifest | None
    changed: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def is_of_this_release(self) -> bool:
        """Whether the backup's release and model are those of today."""
        made = self.manifest
        return made is not None and (made.release, made.model) == (release(), model_digest())


@dataclass(frozen=True, slots=True)
class _Source:
    """What to restore: what each dataset says, and the runs that the graph is to have, newest ones `current`."""

    kept: dict[str, Kept]
    runs: list[_Run]
    id: str


def restore(store: Store, path: Path, options: KeepingOptions | None = None) -> RestoreReport:
    """Restore a backup, or the JSON lines that an earlier release exported, which are brought to today's model.

    Raises InputNotFound, BackupUnreadable, RestoreRefused (there is a graph, and `replace` is not said), ForeignData,
    LoadInProgress, RestoreFailed, or a StoreError. What is broken off is finished by restoring the same file again."""
    options = options or KeepingOptions()
    if not path.is_file():
        raise InputNotFound(f"No file at {path}", next_step="Name a file that `huoshui backup` wrote.")
    try:
        with reading_within(store.settings):
            archive = read_apart(partial(read_archive, path.resolve()), str(path)) if is_archive(path) else None
            former = None if archive else read_former_export(path, options.progress)
    except OSError as error:
        raise BackupUnreadable(f"{path} can't be read: {error.strerror}") from error
    if archive is not None:
        source = _Source(archive.kept, archive.runs, f"restore-{archive.manifest.graph_version}")
    else:
        assert former is not None
        source = _Source(former.kept, former.runs, f"restore-{former.digest}")
    after = planned({name: one.said for name, one in source.kept.items()}, options.progress)
    held, sums = write_source(store, source, after, options)
    manifest = archive.manifest if archive else None
    changed = tuple(kind for kind, one in sums.items() if manifest and manifest.items.get(kind, ItemSum()) != one)
    version = graph_state(store).version or ""
    lost = former.lost(after) if former else ()
    return RestoreReport(version, held, after.plan.node_count, after.plan.link_count, manifest, changed, lost)


def mend(store: Store, options: KeepingOptions | None = None) -> int:
    """Write anew all that follows from what the datasets say, and return how many items that is.

    Raises ForeignData, LoadInProgress, RestoreFailed, or a StoreError. Restore a backup where what they say is lost."""
    options = options or KeepingOptions()
    kept = read_kept(store)
    source = _Source(kept, [run for run in all_runs(store) if run["dataset"] in kept], "mend")
    after = planned({name: one.said for name, one in kept.items()}, options.progress)
    write_source(store, source, after, replace(options, replace=True))
    return after.plan.node_count + after.plan.link_count


def write_source(
    store: Store, source: _Source, after: PlannedDatasets, options: KeepingOptions
) -> tuple[Held, dict[str, ItemSum]]:
    """Make the graph what follows from a source: what it holds of each dataset, and sums of its items.

    Raises RestoreFailed where it holds anything else of ours afterwards."""
    refuse_foreign(store)
    _refuse_graph(store, source, options)
    prepare(store)
    with held_slot(store, "restore", options.take_over, options.report) as run:
        _refuse_graph(store, source, options)
        was_empty = not graph_state(store).datasets
        _write_pieces(store, source)
        held = HeldGraph({}, {}).held({name: one.said for name, one in source.kept.items()}, after)
        runs = _settled(source.runs, held)
        _say_instead(store, source, runs)
        absent = absent_kinds(counted(store))
        write_plan(store, after.plan, run, options.batch_rows, options.progress, absent=absent)
        if not was_empty:
            prune(store, [run.id], None, options.batch_rows, options.progress)
        sums, differences = compare(store, after.plan, options.progress)
        if differences:
            raise RestoreFailed("; ".join(one.places[0] for one in differences))
        store.write(shipped_statement("load", "drop_unkept_pieces"), {"runs": _runs_of(source)})
        store.write(shipped_statement("load", "end_restore"), {"runs": runs})
    return held, sums


def _refuse_graph(store: Store, source: _Source, options: KeepingOptions) -> None:
    """Raise RestoreRefused where a graph is there that nobody said may go: not what this restore left half-way."""
    state = graph_state(store)
    begun = all(one.status == "interrupted" and one.input_digest == source.id for one in state.datasets)
    if not (options.replace or begun):
        names = ", ".join(state.by_name)
        raise RestoreRefused(f"{store.connection.uri} holds a graph, version {state.version}: {names}")


def _write_pieces(store: Store, source: _Source) -> None:
    """Keep what the datasets say beside what counts now, and read it back."""
    for kept in source.kept.values():
        keep_pieces(store, kept.said, kept.run)
        compare_pieces(store, kept)


def compare_pieces(store: Store, kept: Kept) -> None:
    """Raise RestoreFailed where the store doesn't hold what was written."""
    if read_pieces(store, kept.run, kept.said.words).tables != kept.said.tables:
        raise RestoreFailed(f"What the dataset {kept.said.words.name} says came back otherwise than it was written")


def _settled(runs: list[_Run], held: Held) -> list[_Run]:
    """The runs as they are once all is restored: what the graph holds of each dataset is this release's count."""
    version = graph_version({name: digest for name, (digest, _) in held.items()})
    newest = max((run for run in runs if run.get("current")), key=lambda run: str(run.get("finished")))
    same = newest.get("graph_version") == version
    settled = []
    moment = now()
    plan = plan_key({name: digest for name, (digest, _) in held.items()})
    for run in runs:
        # What was written before the backup is written anew by the restore.
        run = {**run, "plan": plan if run.get("current") else ""}
        if run.get("current"):
            digest, counts = held[run["dataset"]]
            run = {"finished": moment, **run, "settled": moment, "status": "finished"}
            run |= {"input_digest": digest, "counts": json.dumps(counts)}
            run |= {} if same else {"graph_version": version}
        settled.append(run)
    return settled


def _say_instead(store: Store, source: _Source, runs: list[_Run]) -> None:
    """From here on the graph is to follow from what is restored, and says that it doesn't yet."""
    begun = [_begun(run, source.id) if run.get("current") else run for run in runs]
    words = [
        {"dataset": name, "run": kept.run, "words": kept.said.words.model_dump_json()}
        for name, kept in source.kept.items()
    ]
    values = {"datasets": list(source.kept), "ids": [run["id"] for run in runs], "runs": begun, "words": words}
    store.write(shipped_statement("load", "say_instead"), values)


def _begun(run: Mapping[str, Any], id_: str) -> _Run:
    left = {name: value for name, value in run.items() if name not in ("finished", "graph_version", "counts", "plan")}
    return {**left, "status": "interrupted", "settled": now(), "input_digest": id_}


def _runs_of(source: _Source) -> list[str]:
    return [kept.run for kept in source.kept.values()]
