"""Bodies of the aid routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Body, Listed, Name, UndatedLinks
from app.web.params import ListAsked, of


class ProgrammesAsked(ListAsked):
    """Programmes with the links of which day."""

    as_of: Annotated[str | None, of("programmes", "as_of")] = None


class ProgrammeRow(Body):
    """A named aid programme."""

    programme_id: str = Field(description="Id of the programme.")
    name: Name
    aid_links: int = Field(description="Aid links that belong to it.")
    pairings: int = Field(description="Pairings without a stated helper that belong to it.")
    since: str | None = Field(description="When the first of its links with a known start began.")
    helpers: list[str] = Field(description="Names of the helpers.")
    helped: list[str] = Field(description="Names of the helped.")
    undated_links: UndatedLinks


class Programmes(Listed[ProgrammeRow]):
    """Programmes, those with most links first."""
