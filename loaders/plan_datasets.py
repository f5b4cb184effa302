"""From what datasets say to one plan: all of them together, so that it doesn't matter which was loaded first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from loaders import tables
from loaders.campus_rings import drop_campus_rings
from loaders.former_ids import mark_former_ids
from loaders.graph_contents import GraphContents
from loaders.hold import hold_while_ends_do
from loaders.join_facts import drop_dangling, join_facts
from loaders.load_plan import LoadPlan
from loaders.matches.settling import Declared, kept_apart, settle
from loaders.matches.taking import know_as_one, state_as_one
from loaders.merge_datasets import merge_datasets
from loaders.names import derived_id
from loaders.planner import Planner
from loaders.register import Register
from loaders.rejects import Reject
from loaders.said import PLACES, RowPlaces, Said
from loaders.writing import Progress

DECLARED_BY_NAMES = {"schools": "School", "groups": "EducationGroup", "organisations": "Organisation"}
"""Tables without which names declare what they would list."""


@dataclass(frozen=True, slots=True)
class DatasetOutcome:
    """What became of a dataset's rows: those that are not in the plan, what names declared, and notes.

    `declared` counts by table and label, `decided` the decisions of what is one or two that hold."""

    rejects: list[Reject]
    declared: dict[tuple[str, str], int]
    decided: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedDatasets:
    """The plan of some datasets together, and what became of each by its name."""

    plan: LoadPlan
    outcomes: dict[str, DatasetOutcome]


def plan_datasets(saids: Iterable[Said], contents: GraphContents, progress: Progress) -> PlannedDatasets:
    """Plan what the graph holds once it holds these datasets. Their rows are used up.

    `contents` is known beside them, but not planned. Registers come first, then names count: the order in which the
    datasets are given makes no difference."""
    said = sorted(saids, key=lambda one: one.words.rank)
    places, firsts = _number_rows(said)
    planners = _planners(said, contents)
    _declare(planners, said)
    declared = [
        Declared(dataset.words.name, planner, dataset.tables) for planner, dataset in zip(planners, said, strict=True)
    ]
    stands = settle(declared)
    decided = [dataset.tables["decisions"].height if "decisions" in dataset.tables else 0 for dataset in said]
    know_as_one(declared, stands)
    _plan(planners, said, progress)
    state_as_one(declared, stands, places.of)
    stated = [join_facts(planner.facts, places, planner.rejects) for planner in planners]
    plan = merge_datasets(stated, [planner.words for planner in planners])
    lost: list[Reject] = []
    _drop_dangling(planners, contents, plan, places, lost)
    hold_while_ends_do(plan)
    plan.mark_leads()
    mark_former_ids(plan, stands)
    return PlannedDatasets(plan, _outcomes(planners, firsts, lost, decided))


def declared_by(said: Said) -> GraphContents:
    """The regions and sources that a dataset makes known, without planning what it states. Its rows are used up."""
    _number_rows([said])
    planners = _planners([said], GraphContents())
    _declare(planners, [said])
    return GraphContents(list(planners[0].register.places), planners[0].sources)


def _number_rows(said: list[Said]) -> tuple[RowPlaces, list[int]]:
    """Number the rows of all datasets by `at`, and tell the place of each, and the first number of each dataset."""
    places = []
    firsts = []
    first = 0
    for dataset in said:
        firsts.append(first)
        for name, frame in dataset.tables.items():
            dataset.tables[name] = numbered = frame.with_columns(pl.col("at") + first) if first else frame
            places.append(numbered.select(*PLACES))
        numbers = [frame["at"] for frame in dataset.tables.values() if frame.height]
        first = max([first, *(int(of.to_numpy().max()) + 1 for of in numbers)])
    return RowPlaces(places), firsts


def _planners(said: list[Said], contents: GraphContents) -> list[Planner]:
    """A planner for each dataset. They share who is known, and which sources there are."""
    register = Register()
    register.add(contents.entities)
    sources = dict(contents.sources)
    apart = kept_apart(dataset.tables for dataset in said)
    planners = []
    for dataset in said:
        planner = Planner(dataset.words, register, sources)
        planner.names.may_declare = frozenset(
            label
            for table, label in DECLARED_BY_NAMES.items()
            if table not in dataset.tables or (label == "School" and dataset.words.declare_schools)
        )
        planner.names.apart = apart
        planners.append(planner)
    return planners


def _declare(planners: list[Planner], said: list[Said]) -> None:
    """Make known all that references may mean; rows that cite no known source go."""
    for table in tables.TABLES:
        for planner, dataset in zip(planners, said, strict=True):
            if (given := dataset.tables.get(table.name)) is not None:
                cited = planner.cited(given)
                dataset.tables[table.name] = cited if table.declare is None else table.declare(planner, cited)
        if table.name == "regions":
            for planner in planners:
                planner.register.places.forget()
    for planner in planners:
        planner.declare_names(*DECLARED_BY_NAMES.values())


def _plan(planners: list[Planner], said: list[Said], progress: Progress) -> None:
    """Let every table plan what its rows state."""
    counts = [{name: frame.height for name, frame in dataset.tables.items()} for dataset in said]
    total = sum(sum(of.values()) for of in counts)
    done = 0
    for table in tables.TABLES:
        for planner, dataset, of in zip(planners, said, counts, strict=True):
            if (frame := dataset.tables.pop(table.name, None)) is not None:
                table.plan(planner, frame.filter(~pl.col("at").is_in(list(planner.facts.rejected))))
                done += of[table.name]
                progress(f"planning {table.name}", done, total)


def _drop_dangling(
    planners: list[Planner], contents: GraphContents, plan: LoadPlan, places: RowPlaces, lost: list[Reject]
) -> None:
    """Leave out links that lost an end, and what only such a link brought in: programmes, figures without subject."""
    entities = planners[0].register.entities if planners else Register().entities
    known = pl.DataFrame(
        [(one.label, one.id) for one in contents.entities],
        schema={"label": pl.String(), "id": pl.String()},
        orient="row",
    )
    links = -1
    while plan.link_count != links:
        links = plan.link_count
        _plan_programmes(plan)
        drop_dangling(plan, known, entities, places, lost)
    drop_campus_rings(plan, entities, places, lost)
    about = plan.links.get("ABOUT")
    told = [] if about is None else about["start"].to_list()
    for label in ("Indicator", "Census"):
        if (figures := plan.nodes.get(label)) is not None:
            plan.nodes[label] = figures.filter(pl.col("id").is_in(told))


def _plan_programmes(plan: LoadPlan) -> None:
    """A node for each programme that a link names."""
    told = ("programme", "ats", "datasets")
    named = [frame.select(told) for frame in plan.links.values() if "programme" in frame.columns]
    if not named:
        return
    programmes = (
        pl.concat(named)
        .filter(pl.col("programme").is_not_null())
        .group_by("programme")
        .agg(pl.col("ats").first(), pl.col("datasets").explode().unique().sort())
    )
    ids = [derived_id("programme", None, name) for name in programmes["programme"].to_list()]
    plan.nodes["Programme"] = programmes.select(
        pl.Series("id", ids, dtype=pl.String()),
        pl.lit(None, pl.String()).alias("extra_label"),
        pl.col("programme").alias("name"),
        "ats",
        "datasets",
    )


def _outcomes(
    planners: list[Planner], firsts: list[int], lost: list[Reject], decided: list[int]
) -> dict[str, DatasetOutcome]:
    """What became of the rows of each dataset, by the numbers that its own rows have."""
    outcomes = {}
    for place, planner in enumerate(planners):
        first = firsts[place]
        after = firsts[place + 1] if place + 1 < len(firsts) else None
        own = [one for one in lost if one.at is not None and first <= one.at and (after is None or one.at < after)]
        rejects = [replace(one, at=None if one.at is None else one.at - first) for one in (*planner.rejects, *own)]
        notes = (*planner.notes, *planner.names.notes)
        outcomes[planner.words.name] = DatasetOutcome(rejects, planner.names.counts, decided[place], notes)
    return outcomes
