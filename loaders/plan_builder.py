"""From checked rows to a plan: what a row describes, whom it refers to, and one way to give a row up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from loaders.graph_contents import GraphContents
from loaders.identity import Entity, Register, Unresolved
from loaders.load_plan import Conflict, LoadPlan, NodeKey
from loaders.names import derived_id
from loaders.rejects import Reject
from loaders.row_checks import BadCell, CheckedRow, RowPlace


@dataclass(slots=True)
class PlanBuilder:
    """Takes the rows of all tables, first to make known what they describe, then to plan what they state.

    `contents` is what the graph holds of other datasets. `sources` may be cited; `own_source` is the folder's, if it
    has just one. `declared` holds what each row of a table with things of its own (schools, groups …) turned out to
    describe.
    """

    contents: GraphContents
    plan: LoadPlan
    rejects: list[Reject]
    register: Register = field(default_factory=Register)
    sources: set[str] = field(default_factory=set)
    own_source: str | None = None
    declared: dict[RowPlace, Entity] = field(default_factory=dict)
    _rejected: set[RowPlace] = field(default_factory=set)
    _origins: dict[NodeKey | str, list[CheckedRow]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for entity in self.contents.entities:
            self.register.add(entity)

    def is_cited(self, row: CheckedRow) -> bool:
        """Tell whether all sources that a row cites are known; if not, reject it."""
        for source, _ in row.evidence:
            if source not in self.sources:
                self.rejects.append(Reject(row.file, row.number, "source", source, "is in no sources table"))
                return False
        return True

    def for_each(self, rows: Iterable[CheckedRow], do: Callable[[PlanBuilder, CheckedRow], object]) -> None:
        """Do something with each row that was not rejected. What goes wrong with a row becomes its reject.

        What the row had planned by then is taken back: it goes in as a whole or not at all.
        """
        for row in rows:
            if row.place in self._rejected:
                continue
            self.plan.begin()
            try:
                do(self, row)
            except BadCell as fault:
                self._give_up(row, fault.column, fault.reason, fault.candidates)
            except Conflict as fault:
                first = next(iter(self._origins[fault.fact]), None)
                where = f"row {first.number} of {first.file}" if first else "an earlier row"
                values = f"{fault.before!r} there, {fault.after!r} here"
                self._give_up(row, fault.column, f"contradicts {where}, which states the same fact: {values}")

    def _give_up(self, row: CheckedRow, column: str, reason: str, candidates: tuple[str, ...] = ()) -> None:
        self.plan.undo()
        self._rejected.add(row.place)
        self.rejects.append(row.reject(column, reason, candidates))

    def declare_placed(self, row: CheckedRow, label: str, prefix: str) -> None:
        """Make what a row describes known, with the region that it names and a derived id unless it gives one.

        Raises BadCell."""
        region = self.region_of(row)
        code = region.id if region else None
        id_ = row.values["id"] or derived_id(prefix, code, row.values["name"])
        self.declare(row, Entity(label, id_, row.values["name"], tuple(row.values["aliases"]), code))

    def declare(self, row: CheckedRow, entity: Entity) -> Entity:
        """Make known what a row describes. Raises BadCell when its id is another's."""
        known = self.register.by_id.get(entity.id)
        if known is not None:
            if known.label != entity.label:
                raise BadCell("id", f"is the id of a {known.label} already", (str(known),))
            if not known.is_called(entity.name) and not entity.is_called(known.name):
                raise BadCell("id", "is the id of another name already", (str(known),))
            if not self._may_lie_in(known, entity.region):
                raise BadCell("region", f"is not where this id lies already: {known.region}", (str(known),))
        self.register.add(entity)
        self.declared[row.place] = entity
        return entity

    def _may_lie_in(self, known: Entity, region: str | None) -> bool:
        """Two rows may put a school into regions that lie in one another, one being more precise."""
        here = self.register.by_id.get(region) if region else None
        there = self.register.by_id.get(known.region) if known.region else None
        if known.label == "Region" or here is None or there is None:
            return True
        return self.register.lies_in(here, there.id) or self.register.lies_in(there, here.id)

    def refer(self, row: CheckedRow, column: str, labels: tuple[str, ...], context: str | None = None) -> Entity:
        """Find what the cell of a row refers to. Raises BadCell, which `for_each` turns into a reject."""
        try:
            return self.register.resolve(row.values[column], labels, context)
        except Unresolved as error:
            raise BadCell(column, error.reason, error.candidates) from error

    def region_of(self, row: CheckedRow, column: str = "region") -> Entity | None:
        """Find the region that a cell of a row names, if it names one. Raises BadCell."""
        if row.values[column] is None:
            return None
        try:
            return self.register.region(row.values[column])
        except Unresolved as error:
            raise BadCell(column, error.reason, error.candidates) from error

    def node(
        self, row: CheckedRow, label: str, id_: str, values: dict[str, Any], extra_label: str | None = None
    ) -> None:
        """Add a node with the row's evidence to the plan. Raises Conflict, which `for_each` turns into a reject."""
        self.plan.node(label, id_, values, row.evidence, extra_label)
        self._origins[label, id_].append(row)

    def link(self, row: CheckedRow, type_: str, start: Entity, end: Entity, values: dict[str, Any]) -> None:
        """Add a link with the row's evidence to the plan. Raises Conflict, which `for_each` turns into a reject."""
        link = self.plan.link(type_, start, end, values, row.evidence)
        self._origins[link.key].append(row)

    def locate(self, row: CheckedRow, entity: Entity) -> None:
        """Write in which region a school, group or organisation lies, where its row says so."""
        if row.values["region"] is not None and entity.region is not None:
            self.link(row, "LOCATED_IN", entity, self.register.by_id[entity.region], row.of_links())

    def lead(self, row: CheckedRow, leader: Entity, group: Entity, values: dict[str, Any]) -> None:
        """Write who leads a group: LEADS, and the membership that it implies for a school."""
        self.link(row, "LEADS", leader, group, values)
        if leader.label == "School":
            self.link(row, "MEMBER_OF", leader, group, {**values, "role": "lead"})

    def drop_dangling(self, known: set[NodeKey]) -> None:
        """Reject the links whose ends are neither planned nor in the graph: an end's own row was rejected.

        What only such a link brought in goes with it: a programme without aid, a figure without a subject.
        """
        plan = self.plan
        self._drop_links(known)
        programmes = {link.properties.get("programme") for link in plan.links.values()}
        plan.keep(lambda node: node.label != "Programme" or node.properties["name"] in programmes)
        self._drop_links(known)
        told = {link.start for link in plan.links.values() if link.type == "ABOUT"}
        plan.keep(lambda node: node.label != "Indicator" or node.id in told)

    def _drop_links(self, known: set[NodeKey]) -> None:
        nodes = self.plan.nodes
        for link in list(self.plan.links.values()):
            for end in ((link.start_label, link.start), (link.end_label, link.end)):
                if end not in nodes and end not in known:
                    reason = f"left out {link.type}: the row that describes this end was rejected"
                    for row in dict.fromkeys((row.file, row.number) for row in self._origins[link.key]):
                        self.rejects.append(Reject(*row, "", self.register.by_id[end[1]].name, reason))
                    del self.plan.links[link.key]
                    break
