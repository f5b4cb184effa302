"""What the graph holds already, as far as a load needs it: whom names may mean, and which sources may be cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph import Store, shipped_statement
from loaders.datasets import REGIONS_DATASET, shipped_folder
from loaders.desk import Desk
from loaders.identity import Entity, Register
from loaders.nouns import declare_regions, declare_sources
from loaders.plan import Plan
from loaders.rows import check_rows
from loaders.tables import read_folder


@dataclass(slots=True)
class Known:
    """Entities of other datasets, and their sources by id with the title."""

    entities: list[Entity] = field(default_factory=list)
    sources: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def has_regions(self) -> bool:
        """Whether there is a region that a table could name."""
        return any(entity.label == "Region" for entity in self.entities)


def known_to(store: Store, dataset: str) -> Known:
    """Read what references in a dataset's tables may mean. What only the dataset itself holds is not among it."""
    values = {"dataset": dataset}
    rows = store.stream(shipped_statement("load", "known_entities"), values)
    entities = [Entity(**{**row, "aliases": tuple(row["aliases"] or ())}) for row in rows]
    sources = store.read_all(shipped_statement("load", "known_sources"), values)
    return Known(entities, {row["id"]: row["title"] for row in sources})


def shipped_regions() -> Known:
    """What the graph knows once the shipped regions are loaded and nothing else."""
    folder = read_folder(shipped_folder(REGIONS_DATASET))
    desk = Desk(Register(), Plan(REGIONS_DATASET), folder.rejects, set())
    rows = {name: list(check_rows(table, folder.rejects)) for name, table in folder.tables.items()}
    declare_sources(desk, rows["sources"], {})
    declare_regions(desk, rows["regions"])
    titles = {row.values["id"]: row.values["title"] for row in rows["sources"]}
    return Known(list(desk.register.by_id.values()), titles)


def loads_so_far(store: Store) -> dict[str, Any]:
    """Read which load each dataset stands at: what was read before is still true while this stays the same."""
    states = store.read_all(shipped_statement("state", "graph_state"))
    return {state["dataset"]: (state["started"], state["finished"], state["counts"]) for state in states}
