"""The mark of what Huoshui wrote: a run of its own, and the datasets that hold it. Nothing without it is touched."""

from __future__ import annotations

from graph.model import NODE_TYPE

RUN_PREFIX = "run-"
"""How the id of every load run begins."""


def bears_mark(label: str, variable: str = "n") -> str:
    """Condition, never null, that a node of a label bears the mark."""
    is_run = "datasets" not in NODE_TYPE[label].stored_names()
    run, further = ("id", ("dataset", "started")) if is_run else ("run", ("datasets",))
    given = "".join(f" AND {variable}.{name} IS NOT NULL" for name in further)
    return f"coalesce({variable}.{run} STARTS WITH '{RUN_PREFIX}', false){given}"


def link_bears_mark(variable: str = "r") -> str:
    """Condition that a link bears the mark."""
    return f"{variable}.run STARTS WITH '{RUN_PREFIX}' AND {variable}.key IS NOT NULL"


def key_of_link(variable: str = "r") -> str:
    """The key of a link that is looked for where it starts, not in the index of keys.

    Neo4j takes an index to be as empty as when it was made until it has counted it anew, and then looks through all of
    it for each row; a value that is computed is in none."""
    return f"{variable}.key + ''"
