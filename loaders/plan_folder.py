"""From a folder to a plan: read, check, resolve identity, and report what fails."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from loaders import tables
from loaders.campus_rings import drop_campus_rings
from loaders.checks import check_rows
from loaders.country import register_of
from loaders.datasets import REGIONS_DATASET, dataset_name, shipped_folder
from loaders.graph_contents import GraphContents
from loaders.join_facts import drop_dangling, join_facts
from loaders.load_plan import LoadPlan
from loaders.mapping import FolderTables, Mapping, folder_mapping, read_folder
from loaders.mended import mend
from loaders.names import derived_id
from loaders.places import read_decisions
from loaders.planner import Planner
from loaders.rejects import Reject, rejected_rows
from loaders.writing import Progress, Pruned

_DECLARED_BY_NAMES = {"schools": "School", "groups": "EducationGroup", "organisations": "Organisation"}
"""Tables without which names declare what they would list."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: rows by table, nodes and links planned, what was rejected and pruned.

    `rejected` are the rejected rows as they were read. `ignored` holds columns by file that were not used, `unused`
    files that are no table. `declared` counts what names declared, by table and label; `notes` say what was assumed,
    and what a reader may want to look at.
    """

    dataset: str
    rows: dict[str, int]
    nodes: int
    links: int
    rejects: list[Reject]
    ignored: dict[str, tuple[str, ...]]
    unused: tuple[str, ...] = ()
    declared: dict[tuple[str, str], int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    rejected: pl.DataFrame = field(default_factory=pl.DataFrame, compare=False)
    written: bool = False
    pruned: Pruned | None = None
    graph_version: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedFolder:
    """A folder's plan with its report; `unreadable` when a whole file is missing from the plan."""

    plan: LoadPlan
    report: LoadReport
    unreadable: bool


def plan_folder(
    folder: Path,
    contents: GraphContents,
    mapping: Mapping | None,
    progress: Progress,
    *,
    declare_schools: bool = False,
) -> PlannedFolder:
    """Check everything in a folder and plan what would be written. Raises InputNotFound or InputUnreadable."""
    dataset = dataset_name(folder)
    mapping = mapping or folder_mapping(folder)
    decided = read_decisions(folder) | dict(mapping.places if mapping else {})
    country = register_of(folder)
    planner = Planner(contents, decisions=decided, country=country)
    read = _read(folder, mapping, planner)
    planner.rejects = read.rejects
    counts = {name: table.frame.height for name, table in read.tables.items()}
    rows, places = _checked_rows(read, counts, progress)
    planner.names.may_declare = frozenset(
        label
        for table, label in _DECLARED_BY_NAMES.items()
        if table not in rows or (label == "School" and (declare_schools or read.declare))
    )
    _declare(planner, rows)
    done = 0
    for table in tables.TABLES:
        if table.name in rows:
            frame = rows.pop(table.name)
            table.plan(planner, frame.filter(~pl.col("at").is_in(list(planner.facts.rejected))))
            done += counts[table.name]
            progress(f"planning {table.name}", done, sum(counts.values()))
    plan = join_facts(planner.facts, dataset, places, read.rejects)
    _drop_dangling(planner, plan, places)
    drop_campus_rings(plan, planner.register.entities, places, read.rejects)
    in_order = {file: place for place, file in enumerate(places["file"].unique(maintain_order=True).to_list())}
    rejects = sorted(read.rejects, key=lambda reject: (in_order.get(reject.file, -1), reject.row))
    report = LoadReport(
        dataset=dataset,
        rows=counts,
        nodes=plan.node_count,
        links=plan.link_count,
        rejects=rejects,
        rejected=_rejected(folder, mapping, planner, rejects),
        ignored=read.ignored,
        unused=read.unused,
        declared=planner.names.counts,
        notes=(*read.notes, *planner.notes, *planner.names.notes),
    )
    return PlannedFolder(plan, report, read.unreadable)


def shipped_regions() -> GraphContents:
    """What the graph holds once the shipped regions are loaded and nothing else."""
    read = read_folder(shipped_folder(REGIONS_DATASET))
    planner = Planner(GraphContents())
    rows, _ = _checked_rows(read, {}, lambda _what, _done, _total: None)
    _declare(planner, rows)
    sources = dict(rows["sources"].select("id", "title").iter_rows())
    return GraphContents(list(planner.register.places), sources)


def _checked_rows(
    read: FolderTables, counts: dict[str, int], progress: Progress
) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """The rows that pass, by table, in the order of loading; and the file and row of each `at`."""
    rows: dict[str, pl.DataFrame] = {}
    places = [pl.DataFrame(schema={"file": pl.String(), "row": pl.UInt32()})]
    done = at = 0
    for table in tables.TABLES:
        if (given := read.tables.pop(table.name, None)) is None:
            continue
        places.append(given.frame.select("file", "row"))
        rows[table.name] = check_rows(given, read.rejects, first_at=at)
        at += given.frame.height
        done += counts.get(table.name, 0)
        progress(f"checking {table.name}", done, sum(counts.values()))
    return rows, pl.concat(places)


def _declare(planner: Planner, rows: dict[str, pl.DataFrame]) -> None:
    """Make known all that references may mean; rows that cite no known source leave `rows`."""
    for table in tables.TABLES:
        if (given := rows.get(table.name)) is not None:
            cited = planner.cited(given)
            rows[table.name] = cited if table.declare is None else table.declare(planner, cited)
    planner.declare_names(*_DECLARED_BY_NAMES.values())


def _drop_dangling(planner: Planner, plan: LoadPlan, places: pl.DataFrame) -> None:
    """Leave out links that lost an end, and what only such a link brought in: programmes, figures without subject."""
    entities = planner.register.entities
    ids = planner.contents.entities
    known = pl.DataFrame(
        [(one.label, one.id) for one in ids], schema={"label": pl.String(), "id": pl.String()}, orient="row"
    )
    for _ in range(2):
        _plan_programmes(plan)
        drop_dangling(plan, known, entities, places, planner.rejects)
    about = plan.links.get("ABOUT")
    told = [] if about is None else about["start"].to_list()
    for label in ("Indicator", "Census"):
        if (figures := plan.nodes.get(label)) is not None:
            plan.nodes[label] = figures.filter(pl.col("id").is_in(told))


def _read(folder: Path, mapping: Mapping | None, planner: Planner) -> FolderTables:
    """All tables of a folder, with mended rows in their places, and regions in the words of the model."""
    read = mend(folder, read_folder(folder, mapping, planner.register.places))
    if (regions := read.tables.get("regions")) is not None:
        read.tables["regions"] = replace(regions, frame=planner.country.in_words_of_the_model(regions.frame))
    return read


def _rejected(folder: Path, mapping: Mapping | None, planner: Planner, rejects: list[Reject]) -> pl.DataFrame:
    """The rejected rows as they were read: read again, as keeping all rows for a few of them takes too much memory."""
    if all(reject.at is None for reject in rejects):
        return rejected_rows((), iter(()))
    read = _read(folder, mapping, planner)
    frames = ((table.name, read.tables[table.name].frame) for table in tables.TABLES if table.name in read.tables)
    return rejected_rows(rejects, frames)


def _plan_programmes(plan: LoadPlan) -> None:
    """A node for each programme that a link names."""
    named = [frame.select("programme", "ats") for frame in plan.links.values() if "programme" in frame.columns]
    if not named:
        return
    programmes = (
        pl.concat(named).filter(pl.col("programme").is_not_null()).group_by("programme").agg(pl.col("ats").first())
    )
    ids = [derived_id("programme", None, name) for name in programmes["programme"].to_list()]
    plan.nodes["Programme"] = programmes.select(
        pl.Series("id", ids, dtype=pl.String()),
        pl.lit(None, pl.String()).alias("extra_label"),
        name="programme",
        ats="ats",
    )
