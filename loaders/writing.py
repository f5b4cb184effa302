"""Writing a plan: nodes before links, in batches, then pruning what no dataset holds any more."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import polars as pl

from graph import Statement, Store, shipped_statement
from graph.model import LINK_TYPES, NODE_TYPE, NODE_TYPES, Kind
from graph.model.common import SEARCH_TEXT
from graph.values.search_text import search_texts
from graph.write import (
    lacking_statements,
    prune_links_statement,
    prune_nodes_statement,
    release_nodes_statement,
    stale_links_statement,
    stale_nodes_statement,
    stale_statement,
    unheld_statement,
    write_links,
    write_new_links,
    write_nodes,
    written_links_statement,
    written_nodes_statement,
)
from loaders.changes import Gone
from loaders.load_plan import PART, LoadPlan, rows_of
from loaders.names import name_keys
from loaders.run import LoadRun

_APART = ("start", "end", "key")
_T = TypeVar("_T")
_Row = TypeVar("_Row", dict[str, Any], tuple[Any, ...])
Written = dict[str, pl.Series]
"""By label or type: ids of nodes or keys of links that are in the graph as they are to be."""
Progress = Callable[[str, int, int], None]
"""Told what is being done ("writing School"), how many rows of it are done, and of how many."""
_HEAVIEST = 8_000_000
"""Bytes of one batch: half of what ArcadeDB takes in one message (arcadedb.bolt.maxMessageSize)."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many nodes and links went because the tables no longer hold them."""

    nodes: int
    links: int


def prepare(store: Store) -> None:
    """Constraints and indexes; they must stand before any data."""
    for statement in lacking_statements(store):
        store.write(statement)


def write_plan(
    store: Store,
    plan: LoadPlan,
    run: LoadRun,
    batch_rows: int,
    progress: Progress,
    *,
    written: Written | None = None,
    absent: Container[str] = (),
) -> None:
    """Write the nodes and links of the plan but for those written. Writing the same plan again changes nothing.

    Of labels and types that are `absent` nothing is in the graph: theirs are created without looking for them."""
    written = written or {}
    total = plan.node_count + plan.link_count
    done = sum(facts.len() for facts in written.values())
    batches = (
        (what, write, batch)
        for what, write, rows in _steps(store, plan, written, absent)
        for batch in _batches(rows, batch_rows)
    )
    for what, write, batch in _ahead(batches):
        write(batch, run.id)
        done += len(batch)
        progress(f"writing {what}", done, total)


def written_by(store: Store, runs: Sequence[str]) -> Written:
    """What some runs wrote that nobody has written since."""
    found: Written = {}
    statements = [(one.label, written_nodes_statement(one.label)) for one in NODE_TYPES if one.label != "LoadRun"]
    statements += [(one.type, written_links_statement(one.type)) for one in LINK_TYPES]
    for kind, statement in statements if runs else ():
        facts = [row["fact"] for row in store.stream(statement, {"runs": list(runs)})]
        if facts:
            found[kind] = pl.Series(facts, dtype=pl.String())
    return found


def _steps(
    store: Store, plan: LoadPlan, written: Written, absent: Container[str]
) -> Iterator[tuple[str, Callable[[list[Any], str], None], Iterator[Any]]]:
    """What to write, by what, and its rows: nodes before links."""
    for label, extra, nodes in plan.node_groups():
        left = _without(nodes, "id", written.get(label))
        yield label, partial(write_nodes, store, label, extra, are_new=label in absent), _node_rows(label, left)
    for type_, start, end, links in plan.link_groups():
        if type_ in absent:
            names = [name for name in links.columns if name not in _APART]
            write = partial(write_new_links, store, type_, start, end, names)
            yield type_, write, links.select(*_APART, *names).iter_rows()
        else:
            left = _without(links, "key", written.get(type_))
            yield type_, partial(write_links, store, type_, start, end), map(_link_row, rows_of(left))


def _ahead(items: Iterator[_T]) -> Iterator[_T]:
    """The items, of which the next is made while the last is used: here, while the store works."""
    with ThreadPoolExecutor(1) as maker:
        following = maker.submit(next, items, None)
        while (item := following.result()) is not None:
            following = maker.submit(next, items, None)
            yield item


def _node_rows(label: str, nodes: pl.DataFrame) -> Iterator[dict[str, Any]]:
    for part in nodes.iter_slices(PART):
        yield from rows_of(with_name_forms(label, part))


def _without(frame: pl.DataFrame, by: str, facts: pl.Series | None) -> pl.DataFrame:
    return frame if facts is None else frame.filter(~pl.col(by).is_in(facts.implode()))


def with_name_forms(label: str, nodes: pl.DataFrame) -> pl.DataFrame:
    """The nodes with what their names are compared and found by."""
    for prop in NODE_TYPE[label].properties:
        if not prop.key_name or prop.name not in nodes.columns:
            continue
        names = nodes[prop.name]
        if prop.kind is Kind.STRINGS:
            written = names.explode().drop_nulls().unique()
            keys = dict(zip(written, name_keys(written), strict=True))
            names = names.list.eval(pl.element().replace_strict(keys, return_dtype=pl.String()))
        else:
            names = name_keys(names)
        nodes = nodes.with_columns(names.alias(prop.key_name))
    if SEARCH_TEXT in NODE_TYPE[label].properties:
        aliases = nodes["aliases"] if "aliases" in nodes.columns else None
        names = nodes[NODE_TYPE[label].called_by]
        nodes = nodes.with_columns(search_texts(nodes["id"], names, aliases))
    return nodes


def prune(store: Store, runs: Sequence[str], dataset: str | None, batch_rows: int, progress: Progress) -> Pruned:
    """Delete what a dataset held, or without one what any did, and none of these runs wrote."""
    return _prune(
        store, stale_statement(), {"dataset": dataset, "runs": list(runs)}, Gone({}, {}), batch_rows, progress
    )


def prune_gone(store: Store, gone: Gone, batch_rows: int, progress: Progress) -> Pruned:
    """Delete what is gone, and nodes that nobody has held for longer."""
    # The statements that find what is stale find nothing of no dataset but such nodes.
    return _prune(store, unheld_statement(), {"dataset": "", "runs": []}, gone, batch_rows, progress)


def _prune(
    store: Store, look: Statement, values: Mapping[str, Any], left: Gone, batch_rows: int, progress: Progress
) -> Pruned:
    """Delete what is gone or found to be stale, then take LeadSchool where nothing is led any more."""
    stale = {row["on"] for row in store.read_all(look, values) if row["stale"]}
    types = [one for one in LINK_TYPES if one.type in stale or one.type in left.links]
    labels = [one.label for one in NODE_TYPES if one.label in stale or one.label in left.nodes]
    total = len(types) + len(labels) + 1
    links = nodes = 0
    for done, one in enumerate(types, start=1):
        found = store.read_all(stale_links_statement(one.type), values) if one.type in stale else []
        rows = _each([*found, *left.links.get(one.type, [])], "key")
        for label in one.start_labels:
            links += _change(store, prune_links_statement(one.type, label), rows, batch_rows)
        progress("pruning", done, total)
    for done, label in enumerate(labels, start=len(types) + 1):
        found = store.read_all(stale_nodes_statement(label), values) if label in stale else []
        rows = _each([*found, *left.nodes.get(label, [])], "id")
        _change(store, release_nodes_statement(label), rows, batch_rows)
        nodes += _change(store, prune_nodes_statement(label), rows, batch_rows)
        progress("pruning", done, total)
    store.write(shipped_statement("load", "demote_leads"))
    progress("pruning", total, total)
    return Pruned(nodes, links)


def _each(rows: Iterable[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    """Rows without those that name the same thing once more."""
    return list({row[by]: row for row in rows}.values())


def _change(store: Store, statement: Statement, rows: list[dict[str, Any]], batch_rows: int) -> int:
    """Have a statement written for rows; how many nodes or links it says that it changed."""
    changed = 0
    for batch in _batches(rows, batch_rows):
        ((count,),) = (row.values() for row in store.write(statement, {"rows": batch}))
        changed += count
    return changed


def _link_row(link: dict[str, Any]) -> dict[str, Any]:
    apart = {name: link.pop(name) for name in _APART}
    return {**apart, "properties": link}


def _batches(rows: Iterable[_Row], size: int) -> Iterator[list[_Row]]:
    """Rows in lists of at most `size`, and of about a message's size: a store refuses larger ones."""
    batch: list[_Row] = []
    weight = 0
    for row in rows:
        # Written so no value is shorter than in a message, and nothing weighs a row more quickly.
        added = len(marshal.dumps(row, 2))
        if batch and (len(batch) >= size or weight + added > _HEAVIEST):
            yield batch
            batch, weight = [], 0
        batch.append(row)
        weight += added
    if batch:
        yield batch
