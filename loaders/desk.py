"""What every table's planning shares: the register, the plan, the rejects, and one way to give a row up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from loaders.identity import Entity, Register, Unresolved
from loaders.plan import Conflict, Plan
from loaders.rejects import Reject
from loaders.rows import CheckedRow

TAKES_PART = ("School", "EducationGroup", "Region")


@dataclass(slots=True)
class Desk:
    """One load at work. `declared` holds what each row of schools and groups turned out to be."""

    register: Register
    plan: Plan
    rejects: list[Reject]
    sources: set[str]
    declared: dict[tuple[str, int], Entity] = field(default_factory=dict)
    _origin: dict[str, CheckedRow] = field(default_factory=dict)

    @contextmanager
    def row(self, row: CheckedRow) -> Iterator[None]:
        """Turn what goes wrong with a row into its reject, and go on with the next."""
        try:
            for source, _ in row.evidence:
                if source not in self.sources:
                    raise BadReference("source", f"{source!r} is in no sources table")
            yield
        except BadReference as fault:
            self.rejects.append(row.reject(fault.column, fault.reason, fault.candidates))
        except Conflict as fault:
            self.rejects.append(row.reject(fault.column, fault.reason))

    def refer(self, row: CheckedRow, column: str, labels: tuple[str, ...], context: str | None = None) -> Entity:
        """What the cell of a row refers to. Raises BadReference, which `row` turns into a reject."""
        try:
            return self.register.resolve(row.values[column], labels, context)
        except Unresolved as error:
            raise BadReference(column, error.reason, error.candidates) from error

    def region_of(self, row: CheckedRow) -> Entity | None:
        """The region that a row's `region` cell names, if it names one. Raises BadReference."""
        if row.values.get("region") is None:
            return None
        try:
            return self.register.region(row.values["region"])
        except Unresolved as error:
            raise BadReference("region", error.reason, error.candidates) from error

    def link(self, row: CheckedRow, type_: str, start: Entity, end: Entity, values: dict[str, Any]) -> None:
        """Add a link with the row's evidence to the plan. Raises Conflict, which `row` turns into a reject."""
        link = self.plan.link(type_, start, end, values, row.evidence)
        self._origin.setdefault(link.key, row)

    def lead(self, row: CheckedRow, school: Entity, group: Entity, values: dict[str, Any]) -> None:
        """Write that a school leads a group: LEADS, and the membership that it implies."""
        self.link(row, "LEADS", school, group, values)
        self.link(row, "MEMBER_OF", school, group, {**values, "role": "lead"})

    def drop_dangling(self, known: set[tuple[str, str]]) -> None:
        """Reject the links whose ends are neither planned nor in the graph: an end's own row was rejected."""
        for link in list(self.plan.links.values()):
            for label, id_ in ((link.start_label, link.start), (link.end_label, link.end)):
                if (label, id_) not in self.plan.nodes and (label, id_) not in known:
                    row = self._origin[link.key]
                    name = self.register.by_id[id_].name
                    self.rejects.append(Reject(row.file, row.number, "", name, "its own row was rejected"))
                    del self.plan.links[link.key]
                    break


class BadReference(Exception):
    """A cell that refers to nothing, or to more than one thing."""

    def __init__(self, column: str, reason: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.column, self.reason, self.candidates = column, reason, candidates
