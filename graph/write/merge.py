"""Statements that write nodes and links, from the declared model.

A row carries every declared property, null where unknown, so that a value that a table no longer gives goes again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from graph.model import LINK_TYPE, NODE_TYPE
from graph.statement import Statement
from graph.store import Store
from graph.write.mark import bears_mark, key_of_link

_Rows = Sequence[Mapping[str, Any]]


def write_nodes(
    store: Store, label: str, extra_label: str | None, rows: _Rows, run: str, *, are_new: bool = False
) -> None:
    """Write nodes of a label, and of an extra label, from their ids, stored properties and datasets.

    Those that `are_new`, as none of the label were there, aren't looked for."""
    values = {"rows": rows, "run": run}
    if are_new:
        store.write(new_nodes_statement(label, extra_label), values)
        return
    create, *others = node_statements(label, extra_label)
    ((created,),) = (row.values() for row in store.write(create, values))
    if created < len(rows):
        for statement in others:
            store.write(statement, values)


def write_links(store: Store, type_: str, start_label: str, end_label: str, rows: _Rows, run: str) -> None:
    """Write links of a type between two labels: `key`, `start`, `end`, `properties`."""
    values = {"rows": rows, "run": run}
    create, fill = link_statements(type_, start_label, end_label)
    ((created,),) = (row.values() for row in store.write(create, values))
    if created < len(rows):
        store.write(fill, values)


def write_new_links(
    store: Store,
    type_: str,
    start_label: str,
    end_label: str,
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    run: str,
) -> None:
    """Write links of a type, none of which is there: their start, end and key, then the values of these properties."""
    store.write(new_links_statement(type_, start_label, end_label, tuple(names)), {"rows": rows, "run": run})


@cache
def node_statements(label: str, extra_label: str | None = None) -> tuple[Statement, ...]:
    """Write nodes of a label from `$rows` (id, stored properties, datasets) in `$run`.

    The first creates the missing ones and tells how many it `created`; the others are for those that were there.
    Not one MERGE: on ArcadeDB a MERGE with two labels scans (2,000 rows took 4.2 s), and a label that is added to a
    node rewrites it with its links; so missing nodes are created with all their labels first, by index (0.1 s), and
    whole, which takes half as long as to fill them after that."""
    created = _created(label, extra_label)
    known = f"MATCH (n:{label} {{id: row.id}})"
    assignments = ", ".join(f"n.{name} = row.{name}" for name in _filled_names(label))
    create = (
        f"UNWIND $rows AS row\nOPTIONAL {known}\nWITH row, n WHERE n IS NULL\n{created}\nRETURN count(made) AS created"
    )
    # Asked as `NOT n:Extra`, Neo4j takes it that there are no such nodes, and scans all of the label for each row.
    promote = (
        f"UNWIND $rows AS row\n{known}\nWITH n, '{extra_label}' IN labels(n) AS has\n"
        f"WHERE NOT has AND {bears_mark(label)}\nSET n:{extra_label}"
    )
    fill = f"UNWIND $rows AS row\n{known}\nSET {assignments}, n.run = $run"
    name = _called(label, extra_label)
    steps = [Statement(f"create_{name}", create), Statement(f"fill_{name}", fill)]
    if extra_label is not None:
        steps.insert(1, Statement(f"promote_{name}", promote))
    return tuple(steps)


@cache
def new_nodes_statement(label: str, extra_label: str | None = None) -> Statement:
    """Create nodes of a label, none of which is there, from `$rows` (id, stored properties, datasets) in `$run`."""
    return Statement(f"new_{_called(label, extra_label)}", f"UNWIND $rows AS row\n{_created(label, extra_label)}")


def _created(label: str, extra_label: str | None) -> str:
    node_type = NODE_TYPE[label]
    if extra_label is not None and extra_label not in {extra.label for extra in node_type.extra_labels}:
        raise ValueError(f"{label} declares no extra label {extra_label}")
    labels = label if extra_label is None else f"{label}:{extra_label}"
    values = ", ".join(f"{name}: row.{name}" for name in _filled_names(label))
    return f"CREATE (made:{labels} {{id: row.id, {values}, run: $run}})"


def _filled_names(label: str) -> list[str]:
    return [name for name in NODE_TYPE[label].stored_names() if name not in {"id", "run"}]


def _called(label: str, extra_label: str | None) -> str:
    return label if extra_label is None else f"{label}_{extra_label}"


@cache
def link_statements(type_: str, start_label: str, end_label: str) -> tuple[Statement, Statement]:
    """Write links of a type between two labels from `$rows` (key, start, end, properties) in `$run`.

    The first creates the missing ones and tells how many it `created`; the other fills those that were there.
    `properties` replaces all that a link had: a count whose column is gone goes too.

    Not one MERGE on the key: Neo4j looked through the index of keys for each row (900 rows took 18 s), and ArcadeDB
    reads each link of a start that has thousands (2,000 rows took 4 s)."""
    found = (
        f"{_with_ends(type_, start_label, end_label)}"
        f"OPTIONAL MATCH (a)-[r:{type_}]->(b) WHERE {key_of_link()} = row.key\n"
    )
    create = f"WITH row, a, b, r WHERE r IS NULL\nCREATE (a)-[made:{type_}]->(b)\n{_filled('made')}"
    fill = f"WITH row, r WHERE r IS NOT NULL\n{_filled('r')}"
    name = f"{type_}_{start_label}_{end_label}"
    return (
        Statement(f"create_{name}", f"{found}{create}\nRETURN count(made) AS created"),
        Statement(f"fill_{name}", found + fill),
    )


@cache
def new_links_statement(type_: str, start_label: str, end_label: str, names: tuple[str, ...]) -> Statement:
    """Create links of a type, none of which is there, from `$rows` in `$run`: start, end, key, values of these `names`.

    Lists, and each link created with all it has: of maps that are set, ArcadeDB wrote a country's links in half as much
    time again."""
    values = "".join(f", {_quoted(name)}: row[{place}]" for place, name in enumerate(names, start=3))
    text = (
        f"{_with_ends(type_, start_label, end_label, 'row[0]', 'row[1]')}"
        f"CREATE (a)-[:{type_} {{key: row[2]{values}, run: $run}}]->(b)"
    )
    return Statement(f"new_{type_}_{start_label}_{end_label}", text)


def _quoted(name: str) -> str:
    """A property's name: a count has that of a column of somebody's table."""
    return f"`{name.replace('`', '``')}`"


def _with_ends(type_: str, start_label: str, end_label: str, start: str = "row.start", end: str = "row.end") -> str:
    if not LINK_TYPE[type_].joins(start_label, end_label):
        raise ValueError(f"{type_} may not go from {start_label} to {end_label}")
    return f"UNWIND $rows AS row\nMATCH (a:{start_label} {{id: {start}}})\nMATCH (b:{end_label} {{id: {end}}})\n"


def _filled(link: str) -> str:
    return f"SET {link} = row.properties, {link}.key = row.key, {link}.run = $run"
