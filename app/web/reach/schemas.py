"""Bodies of the reach route."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.bodies import asks
from app.web.envelope import Body, ListBody, Thing, column
from app.web.params import Lang, LongListQuery
from app.web.what_if import Bounded, LeftOut


@asks("reach", in_path={"start"})
class ReachQuery(LongListQuery):
    """Which ties to follow, and how far."""

    lang: Lang = None


class PathLink(Body):
    """A link of a path, in the direction that it is stored in."""

    key: str = Field(description="Identifier of the link.")
    type: str = Field(description="Type of the link.")
    from_: str = Field(alias="from", description="Id where it starts.")
    to: str = Field(description="Id where it ends.")


class ReachedItem(Thing):
    """Something that is reached."""

    hops: Annotated[int, column("reach", "hops")]
    path: list[PathLink] = Field(description="One shortest path, from the start on.")
    sentence: Annotated[str, column("reach", "sentence")]


class ReachTotals(Body):
    """Totals over everything that is reached, cut or not."""

    schools: int = Field(description="Schools reached.")
    groups: int = Field(description="Groups reached.")
    organisations: int = Field(description="Organisations reached.")
    regions: int = Field(description="Regions reached.")
    counties: int = Field(description="Counties reached, or holding a school that is.")
    students: int = Field(description="Students of the schools whose number is known.")
    schools_with_students: int = Field(description="Schools whose number of students is known: `students` sums these.")


class Farther(Thing):
    """Something that is still reached, by more links."""

    hops_before: int = Field(description="Links on the shortest path with what is left out.")
    hops_after: int = Field(description="Links on the shortest path without it.")


class ReachWhatIf(Body):
    """What changes when one school, group, organisation or tie is not there."""

    without: LeftOut
    before: ReachTotals
    after: ReachTotals
    difference: ReachTotals = Field(description="After less before.")
    lost: Bounded[ReachedItem] = Field(description="What was reached and is not any more, by the path that it had.")
    farther: Bounded[Farther] = Field(description="What is reached by more links than before.")


class Reach(ListBody[ReachedItem]):
    """Everything reached, nearest first."""

    start: Thing
    totals: ReachTotals
    what_if: ReachWhatIf | None = Field(None, description="With `without`, what that changes; else null.")
