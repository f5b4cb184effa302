"""A load from folder to graph: check everything, then write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph import Store, shipped_statement
from graph.errors import LoadRefused
from loaders import nouns
from loaders.datasets import REGIONS_DATASET, dataset_name, shipped_folder
from loaders.desk import Desk
from loaders.identity import Entity, Register
from loaders.plan import Plan
from loaders.rejects import Reject
from loaders.rows import CheckedRow, check_rows
from loaders.run import finish, load_run
from loaders.tables import Mapped, Table, read_folder
from loaders.writing import Progress, Pruned, prepare, prune, write_plan

_DECLARE: dict[str, Callable[[Desk, list[CheckedRow]], None]] = {
    "regions": nouns.declare_regions, "schools": nouns.declare_schools, "groups": nouns.declare_groups,
}  # fmt: skip
_PLAN: dict[str, Callable[[Desk, list[CheckedRow]], None]] = {
    "sources": nouns.plan_sources, "regions": nouns.plan_regions, "schools": nouns.plan_schools,
    "groups": nouns.plan_groups, "members": nouns.plan_members, "aid_links": nouns.plan_aid_links,
    "indicators": nouns.plan_indicators,
}  # fmt: skip


def _silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load: `strict` refuses all if a row fails, `dry_run` writes nothing."""

    strict: bool = False
    dry_run: bool = False
    mapping: Mapped | None = None
    batch_rows: int = 2_000
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: rows by table, nodes and links planned, what was rejected and pruned."""

    dataset: str
    rows: dict[str, int]
    nodes: int
    links: int
    rejects: list[Reject]
    ignored: dict[str, tuple[str, ...]]
    written: bool = False
    pruned: Pruned | None = None
    graph_version: str | None = None


@dataclass(slots=True)
class _Checked:
    plan: Plan
    report: LoadReport
    unreadable: bool


@dataclass(slots=True)
class _Known:
    """What the graph already holds: what references may mean, and which sources may be cited."""

    entities: list[Entity] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)


def check_folder(folder: Path, mapping: Mapped | None = None) -> LoadReport:
    """Check a folder against the shipped regions, without a store. Raises InputNotFound or InputUnreadable."""
    known = _Known()
    if folder.resolve() != shipped_folder(REGIONS_DATASET).resolve():
        known = _shipped_regions()
    return _check(folder, known, mapping).report


def load_folder(store: Store, folder: Path, options: LoadOptions | None = None) -> LoadReport:
    """Load a folder of tables as one dataset, the shipped regions first if the graph lacks them.

    Raises InputNotFound, InputUnreadable, LoadRefused (strict, or nothing valid), LoadInProgress, or a StoreError."""
    options = options or LoadOptions()
    dataset = dataset_name(folder) if folder.is_dir() else folder.name
    if dataset != REGIONS_DATASET and folder.is_dir() and not options.dry_run:
        _ensure_regions(store, options)
    known = _known(store, dataset)
    if options.dry_run and not known.entities:
        known = _shipped_regions()
    checked = _check(folder, known, options.mapping)
    report = checked.report
    if options.strict and report.rejects:
        raise LoadRefused(f"{len(report.rejects)} rows fail, the first: {report.rejects[0]}", report=report)
    if not checked.plan.nodes and not checked.plan.links:
        first = f"; the first fault: {report.rejects[0]}" if report.rejects else ""
        raise LoadRefused(f"No valid row in {folder}{first}", report=report)
    return report if options.dry_run else _write(store, checked, options)


def _write(store: Store, checked: _Checked, options: LoadOptions) -> LoadReport:
    report = checked.report
    prepare(store)
    with load_run(store, report.dataset) as run:
        write_plan(store, checked.plan, run, options.batch_rows, options.progress)
        # A file that can't be read says nothing of its rows: pruning would take them for deleted.
        pruned = None if checked.unreadable else prune(store, checked.plan, run)
        counts = {"rows": report.rows, "nodes": report.nodes, "links": report.links, "rejects": len(report.rejects)}
        version = finish(store, run, checked.plan.input_digest(), counts)
    return LoadReport(
        report.dataset, report.rows, report.nodes, report.links, report.rejects, report.ignored, True, pruned, version
    )


def _check(folder: Path, known: _Known, mapping: Mapped | None) -> _Checked:
    tables, rejects = read_folder(folder, mapping)
    unreadable = bool(rejects)
    register = Register()
    for entity in known.entities:
        register.add(entity)
    plan = Plan(dataset_name(folder))
    rows = {name: list(check_rows(table, rejects)) for name, table in tables.items()}
    sources = known.sources | {row.values["id"] for row in rows.get("sources", [])}
    desk = Desk(register, plan, rejects, sources)
    for name, declare in _DECLARE.items():
        declare(desk, rows.get(name, []))
    for name, plan_table in _PLAN.items():
        plan_table(desk, rows.get(name, []))
    desk.drop_dangling({(entity.label, entity.id) for entity in known.entities})
    _mark_leads(plan)
    return _Checked(plan, _report(plan, tables, rejects), unreadable)


def _report(plan: Plan, tables: dict[str, Table], rejects: list[Reject]) -> LoadReport:
    return LoadReport(
        dataset=plan.dataset,
        rows={name: len(table.rows) for name, table in tables.items()},
        nodes=len(plan.nodes),
        links=len(plan.links),
        rejects=rejects,
        ignored={table.file: table.ignored for table in tables.values() if table.ignored},
    )


def _mark_leads(plan: Plan) -> None:
    """Schools that lead a group carry LeadSchool from the moment they are created."""
    for link in plan.links.values():
        if link.type == "LEADS" and link.properties["until"] is None:
            node = plan.nodes.get(("School", link.start))
            if node is not None:
                node.extra_label = "LeadSchool"


def _known(store: Store, dataset: str) -> _Known:
    values = {"dataset": dataset}
    rows: list[dict[str, Any]] = store.read_all(shipped_statement("load", "known_entities"), values)
    entities = [Entity(**{**row, "aliases": tuple(row["aliases"] or ())}) for row in rows]
    sources = {row["id"] for row in store.read_all(shipped_statement("load", "known_sources"), values)}
    return _Known(entities, sources)


def _shipped_regions() -> _Known:
    tables, rejects = read_folder(shipped_folder(REGIONS_DATASET))
    desk = Desk(Register(), Plan(REGIONS_DATASET), rejects, set())
    nouns.declare_regions(desk, list(check_rows(tables["regions"], rejects)))
    return _Known(list(desk.register.by_id.values()))


def _ensure_regions(store: Store, options: LoadOptions) -> None:
    states = store.read_all(shipped_statement("state", "graph_state"))
    done = {state["dataset"] for state in states if state["status"] == "finished"}
    if REGIONS_DATASET not in done:
        load_folder(store, shipped_folder(REGIONS_DATASET), LoadOptions(progress=options.progress))
