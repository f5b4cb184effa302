"""Bodies of the search route."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Body, Id, Listed, Name, meaning
from app.web.params import ListAsked, of
from graph.model import SCHOOL


class SearchAsked(ListAsked):
    """What to look for."""

    q: Annotated[str, of("find", "name")]


class Found(Body):
    """A school, group or region with the text in its name."""

    id: Id
    label: str = Field(description="School, EducationGroup or Region.")
    name: Name
    aliases: Annotated[list[str] | None, meaning(SCHOOL, "aliases")]
    region: str | None = Field(description="Code of the smallest region known; of a region, of the one above.")


class Search(Listed[Found]):
    """What was found, whole names first, then short ones."""
