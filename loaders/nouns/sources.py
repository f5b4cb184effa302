"""sources → Source nodes."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.desk import BadReference, Desk
from loaders.identity import Entity
from loaders.plan import row_values
from loaders.rows import CheckedRow


def declare_sources(desk: Desk, rows: list[CheckedRow], known: Mapping[str, str | None]) -> None:
    """Make sources citable: those of the folder, and `known` ones of other datasets (id → title).

    A row whose id is another dataset's source with another title is rejected, and the id can't be cited.
    """
    desk.sources |= set(known)
    own = set()
    for row in rows:
        with desk.row(row):
            id_, title = row.values["id"], row.values["title"]
            if known.get(id_) and title and known[id_] != title:
                desk.sources.discard(id_)
                raise BadReference("id", "is the id of another dataset's source already", (f"{id_} {known[id_]}",))
            desk.sources.add(id_)
            desk.declared[row.file, row.number] = Entity("Source", id_, title or id_)
            own.add(id_)
    desk.own_source = own.pop() if len(own) == 1 else None


def plan_sources(desk: Desk, rows: list[CheckedRow]) -> None:
    """One Source node a row; their ids are what other rows may cite."""
    names = ("title", "publisher", "published", "url", "licence")
    for row in rows:
        if (row.file, row.number) in desk.declared:
            with desk.row(row):
                desk.node(row, "Source", row.values["id"], row_values(row, *names))
