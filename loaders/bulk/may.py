"""Whether a load may go in by the importer: it makes a database anew, so nothing may stand that would be lost."""

from __future__ import annotations

import polars as pl

from graph import Store, engines, shipped_statement
from graph.engines.neo4j_import import LIST_SEPARATOR
from graph.errors import LoadRefused
from graph.write import others_rules
from loaders.datasets import REGIONS_DATASET
from loaders.held_graph import HeldGraph
from loaders.load_plan import LoadPlan
from loaders.plan_folder import shipped_said

_OTHERS = shipped_statement("load", "others_data")
BULK_FROM = 150_000
"""Nodes and links from which on a load goes in by the importer unless asked not to; docs/decisions/0060."""


def is_for_bulk(store: Store, dataset: str, graph: HeldGraph, plan: LoadPlan, *, asked: bool | None) -> bool:
    """Whether a plan goes in by the importer: where asked for, or where nobody said and it is large.

    Raises LoadRefused where it is asked for and can't be."""
    if asked is False or (asked is None and plan.node_count + plan.link_count < BULK_FROM):
        return False
    why_not = _why_not(store, dataset, graph) or _unlike_a_table(plan)
    if why_not is not None and asked:
        raise _refused(why_not)
    return why_not is None


def refuse_bulk(store: Store, dataset: str, graph: HeldGraph) -> None:
    """Raise LoadRefused where the importer can't fill this store with a dataset."""
    if (why_not := _why_not(store, dataset, graph)) is not None:
        raise _refused(why_not)


def _refused(why_not: str) -> LoadRefused:
    return LoadRefused(f"--bulk is not possible: {why_not}", next_step="Nothing was changed. Load without --bulk.")


def _why_not(store: Store, dataset: str, graph: HeldGraph) -> str | None:
    """Why the importer can't fill this store with a dataset; None where it can."""
    if not engines.is_local_neo4j(store.settings, store.connection):
        where = "the embedded engine" if store.connection.engine == "arcadedb" else store.connection.uri
        return f"it fills a Neo4j that `huoshui up --engine neo4j` runs here, and the graph is in {where}"
    held = [name for name, state in graph.states.items() if not _may_go(name, dataset, state.status, graph)]
    if held := sorted({*held, *(name for name in graph.kept if name not in {dataset, REGIONS_DATASET})}):
        return f"it fills an empty graph, and this one holds {', '.join(held)}"
    if others := [f"{row['items']:,} {row['what']}" for row in store.read_all(_OTHERS) if row["items"]]:
        return f"it fills an empty database, and this one holds {' and '.join(others)} that Huoshui did not write"
    if rules := others_rules(store):
        return f"it makes the database anew, and this one has rules that Huoshui did not make: {', '.join(rules)}"
    return None


def _may_go(name: str, dataset: str, status: str, graph: HeldGraph) -> bool:
    """Whether what stands of a dataset is what the load brings again: the shipped regions, or a part of it."""
    if name == dataset:
        return status != "finished"
    if name != REGIONS_DATASET:
        return False
    return status != "finished" or (name in graph.kept and graph.kept[name].said.digest == shipped_said().digest)


def _unlike_a_table(plan: LoadPlan) -> str | None:
    """What a table of the importer can't hold: it takes a list of nothing, or of one empty text, for no value."""
    for frame in (*plan.nodes.values(), *plan.links.values()):
        for name, type_ in frame.schema.items():
            if type_ == pl.List(pl.String()):
                text = frame[name].list.join(LIST_SEPARATOR)
                inner = text.str.count_matches(LIST_SEPARATOR, literal=True) + 1
                if (text == "").any() or (inner != frame[name].list.len()).any():
                    return f"the importer can't take a value of {name}"
    return None
