"""The graph as it follows from what its datasets say: read before a load or unload, and changed by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph import DatasetState, Store, graph_state, shipped_statement
from graph.errors import LoadInProgress, LoadRefused
from loaders.changes import Fingerprint, fingerprint, gone, heights, to_write
from loaders.counts import absent_kinds, counted, counts_fit
from loaders.graph_contents import GraphContents
from loaders.kept import Kept, read_kept
from loaders.kept_numbers import keep_numbers, kept_numbers
from loaders.load_plan import LoadPlan
from loaders.plan_datasets import PlannedDatasets, plan_datasets
from loaders.plan_key import plan_key
from loaders.run import Held, LoadRun, key_of
from loaders.said import PackedDataset
from loaders.writing import Progress, Pruned, prune, prune_gone, write_plan, written_by

_REMEMBERED = 8
_FEW_FACTS = 20_000
"""Graphs with so few facts are remembered for the next load of the same process."""
_known: dict[frozenset[tuple[str, str]], Fingerprint] = {}


def planned(saids: Mapping[str, PackedDataset], progress: Progress) -> PlannedDatasets:
    """What the graph holds once it holds these datasets."""
    return plan_datasets([said.unpacked() for said in saids.values()], GraphContents(), progress)


@dataclass(frozen=True, slots=True)
class HeldGraph:
    """What the graph follows from: the datasets that are kept, and the newest load of each dataset."""

    kept: dict[str, Kept]
    states: dict[str, DatasetState]

    @classmethod
    def read(cls, store: Store, dataset: str) -> HeldGraph:
        """Read it. Raises LoadRefused where an earlier release loaded another dataset: what it says isn't kept."""
        states, kept = graph_state(store).by_name, read_kept(store)
        earlier = [name for name, state in states.items()
                   if name not in (*kept, dataset) and state.status == "finished"]  # fmt: skip
        if earlier:
            raise LoadRefused(
                f"An earlier release loaded {', '.join(earlier)}: what they say isn't kept beside the graph",
                next_step=f"Take them out with `huoshui unload {earlier[0]}`, then load them again.",
            )
        return cls(kept, states)

    def others(self, dataset: str) -> dict[str, PackedDataset]:
        """What the datasets beside one say."""
        return {name: one.said for name, one in self.kept.items() if name != dataset}

    def refuse_if_stale(self, store: Store, dataset: str) -> None:
        """Raise LoadInProgress where another load came in between."""
        now = {name: one.run for name, one in read_kept(store).items()}
        before = {name: one.run for name, one in self.kept.items()}
        if changed := sorted(name for name, _ in now.items() ^ before.items()):
            raise LoadInProgress(
                f"The dataset {changed[0]!r} was loaded while {dataset!r} was being checked", next_step="Load again."
            )

    def change(
        self,
        store: Store,
        after: PlannedDatasets,
        before: Fingerprint,
        run: LoadRun,
        batch_rows: int,
        progress: Progress,
    ) -> Pruned:
        """Make the graph hold what was planned: write what differs from `before`, or all where nobody knows that.

        What a load of the same plan wrote before it was broken off isn't written again."""
        if self._is_finished and self._unkept:
            write_plan(store, after.plan, run, batch_rows, progress)
            pruned = prune(store, [run.id], run.dataset, batch_rows, progress)
            other = prune_gone(store, gone(after.plan, before), batch_rows, progress)
            return Pruned(pruned.nodes + other.nodes, pruned.links + other.links)
        counts = counted(store)
        absent = absent_kinds(counts)
        if self.is_known and counts_fit(counts, heights(before)):
            write_plan(store, to_write(after.plan, before), run, batch_rows, progress, absent=absent)
            return prune_gone(store, gone(after.plan, before), batch_rows, progress)
        runs = [row["id"] for row in store.read_all(shipped_statement("load", "runs_of_plan"), {"plan": run.plan})]
        written = written_by(store, runs)
        write_plan(store, after.plan, run, batch_rows, progress, written=written, absent=absent)
        return prune(store, [run.id, *runs], None, batch_rows, progress)

    def fingerprint(self, home: Path, progress: Progress) -> Fingerprint:
        """What follows from what is kept, for `change`; nothing where that doesn't tell what the graph holds.

        To be taken before anything else is planned: two plans of a country at once are half as much memory again."""
        if not self.is_known and not (self._is_finished and self._unkept):
            return {}
        key = frozenset((name, one.run) for name, one in self.kept.items())
        known = _known.get(key) or (kept_numbers(home, self._plan_key) if self.is_known else None)
        if known is None:
            plan = planned({name: one.said for name, one in self.kept.items()}, progress).plan
            known = fingerprint(plan)
            if _is_small(plan):
                _remember(key, known)
        return known

    @property
    def is_known(self) -> bool:
        """Whether the graph follows from what is kept, by the rules of this release."""
        if not self._is_finished or self._unkept:
            return False
        key = self._plan_key
        return all(state.plan == key for state in self.states.values())

    @property
    def _plan_key(self) -> str:
        return plan_key({name: state.input_digest or "" for name, state in self.states.items()})

    def holds(self, dataset: str, said: PackedDataset) -> bool:
        """Whether the graph follows from just this and the other datasets as they are kept."""
        kept = self.kept.get(dataset)
        if not self.is_known or kept is None:
            return False
        return kept.said.words == said.words and kept.said.tables == said.tables

    def plan_key(self, saids: Mapping[str, PackedDataset]) -> str:
        """The key of what follows from datasets."""
        return plan_key({name: self._digest(name, said) for name, said in saids.items()})

    @property
    def _is_finished(self) -> bool:
        return all(state.status == "finished" for state in self.states.values())

    @property
    def _unkept(self) -> bool:
        """Whether a dataset of an earlier release is there, finished, so that what it says isn't kept."""
        return any(name not in self.kept and state.status == "finished" for name, state in self.states.items())

    def held(self, saids: Mapping[str, PackedDataset], after: PlannedDatasets) -> Held:
        """What the run says of each dataset: its digest, and how much of it the graph holds."""
        held: Held = {}
        for name, said in saids.items():
            own, rejects = after.plan.of(name), after.outcomes[name].rejects
            waiting = sum(reject.waits for reject in rejects)
            counts = {
                "nodes": own.node_count,
                "links": own.link_count,
                "rejects": len(rejects) - waiting,
                "waiting": waiting,
            }
            held[name] = self._digest(name, said), counts
        return held

    def _digest(self, name: str, said: PackedDataset) -> str:
        """Digest of what a dataset says: it takes seconds for a country, and stands on a load that finished."""
        kept, state = self.kept.get(name), self.states.get(name)
        known = state.input_digest if kept and kept.said is said and state and state.status == "finished" else None
        return known or said.digest

    def remember(self, home: Path, after: PlannedDatasets, run: LoadRun, held: Held) -> None:
        """Keep what the graph holds after this run for the next load: much in the home, little in memory."""
        if not _is_small(after.plan):
            keep_numbers(home, key_of(held), after.plan)
            return
        runs = {name: one.run for name, one in self.kept.items() if name in after.outcomes}
        if run.dataset in after.outcomes:
            runs[run.dataset] = run.id
        _remember(frozenset(runs.items()), fingerprint(after.plan))


def _is_small(plan: LoadPlan) -> bool:
    return plan.node_count + plan.link_count <= _FEW_FACTS


def _remember(key: frozenset[tuple[str, str]], known: Fingerprint) -> None:
    _known[key] = known
    while len(_known) > _REMEMBERED:
        del _known[next(iter(_known))]
