"""Parts of what-if answers: what is left out, and the bounded lists of what that changes."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import Field

from app.web.envelope import Body

Item = TypeVar("Item")


class LeftOut(Body):
    """The school (with its campuses), group, organisation, region or tie that the answer does without."""

    id: str = Field(description="Id of the school, group, organisation or region, or key of the tie.")
    label: str | None = Field(description="School, EducationGroup, Organisation or a region's level; null for a tie.")
    type: str | None = Field(description="Type of the tie; null for all others.")
    name: str = Field(description="Its name; of a tie, what it says.")


class Bounded(Body, Generic[Item]):
    """A list beside the items of an answer."""

    count: int = Field(description="How many there are.")
    truncated: bool = Field(description="Whether `rows` lacks some of them.")
    cut_at: int = Field(description="Most rows that it could have.")
    rows: list[Item]
