"""One folder by itself: read, checked and planned beside what is known, without a store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from loaders.datasets import REGIONS_DATASET, shipped_folder
from loaders.graph_contents import GraphContents
from loaders.load_plan import LoadPlan
from loaders.mapping import Mapping
from loaders.places import Places
from loaders.plan_datasets import PlannedDatasets, declared_by, plan_datasets
from loaders.read_dataset import ReadDataset, read_dataset
from loaders.rejects import Reject
from loaders.said import PackedDataset
from loaders.writing import Progress, Pruned


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: rows by table, nodes and links that the dataset holds, what was rejected and pruned.

    `rejects` are the rows that are not in the graph, those that wait for another dataset among them (`waiting`);
    `rejected` holds them as they were read. `ignored` holds columns by file that were not used, `unused` files that are
    no table. `declared` counts what names declared, by table and label, `decided` the decisions that hold; `notes` say
    what was assumed, and what a reader may want to look at. `elsewhere` counts the rows of other datasets that wait, by
    dataset."""

    dataset: str
    rows: dict[str, int]
    nodes: int
    links: int
    rejects: list[Reject]
    ignored: dict[str, tuple[str, ...]]
    unused: tuple[str, ...] = ()
    declared: dict[tuple[str, str], int] = field(default_factory=dict)
    decided: int = 0
    notes: tuple[str, ...] = ()
    rejected: pl.DataFrame = field(default_factory=pl.DataFrame, compare=False)
    elsewhere: dict[str, int] = field(default_factory=dict)
    written: bool = False
    pruned: Pruned | None = None
    graph_version: str | None = None

    @property
    def waiting(self) -> list[Reject]:
        """Rows that are right by themselves, and name what no dataset holds yet."""
        return [reject for reject in self.rejects if reject.waits]


class PlannedFolder(NamedTuple):
    """A folder's plan with its report."""

    plan: LoadPlan
    report: LoadReport


def plan_folder(
    folder: Path,
    contents: GraphContents,
    mapping: Mapping | None,
    progress: Progress,
    *,
    declare_schools: bool = False,
) -> PlannedFolder:
    """Plan a folder beside what is known. Raises InputNotFound or InputUnreadable."""
    places = Places(entity for entity in contents.entities if entity.label == "Region")
    read = read_dataset(folder, mapping, places, progress, declare_schools=declare_schools)
    planned = plan_datasets([read.said], contents, progress)
    return PlannedFolder(planned.plan, report_of(read, planned))


def report_of(read: ReadDataset, planned: PlannedDatasets, others: Iterable[str] = ()) -> LoadReport:
    """What there is to tell of a folder that was read and planned, beside other datasets."""
    dataset = read.said.words.name
    outcome = planned.outcomes[dataset]
    order = {file: place for place, file in enumerate(read.files)}
    rejects = sorted((*read.rejects, *outcome.rejects), key=lambda reject: (order.get(reject.file, -1), reject.row))
    own = planned.plan.of(dataset)
    return LoadReport(
        dataset=dataset,
        rows=read.rows,
        nodes=own.node_count,
        links=own.link_count,
        rejects=rejects,
        rejected=read.rejected_rows(rejects),
        ignored=read.ignored,
        unused=read.unused,
        declared=outcome.declared,
        decided=outcome.decided,
        notes=(*read.notes, *outcome.notes),
        elsewhere=waiting_rows(planned, others),
    )


def waiting_rows(planned: PlannedDatasets, datasets: Iterable[str]) -> dict[str, int]:
    """How many rows of some datasets wait for another one, by dataset; those of which none waits are left out."""
    waiting = {name: sum(reject.waits for reject in planned.outcomes[name].rejects) for name in datasets}
    return {name: count for name, count in waiting.items() if count}


def shipped_regions() -> GraphContents:
    """What the graph holds once the shipped regions are loaded and nothing else."""
    return declared_by(shipped_said().unpacked())


@cache
def shipped_places() -> Places:
    """The shipped regions by name: what guards the names of regions in lists of names. Nothing is added to them."""
    return Places(shipped_regions().entities)


@cache
def shipped_said() -> PackedDataset:
    """What the shipped regions say, read once a process."""
    said = read_dataset(shipped_folder(REGIONS_DATASET), None, Places(), lambda _what, _done, _total: None).said
    return PackedDataset.of(said)
