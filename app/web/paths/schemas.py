"""Bodies of the path route."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Body, LinkKey, ListBody, Thing, UndatedLinks, meaning
from app.web.params import AsOf, Lang, ListQuery, Ties, of
from graph.model import MEMBER_OF


class PathsQuery(ListQuery):
    """Between what, along which ties."""

    from_: Annotated[str, of("shortest_path", "from")]
    to: Annotated[str, of("shortest_path", "to")]
    hops: Annotated[str | None, of("shortest_path", "hops")] = None
    ties: Ties = None
    as_of: AsOf = None
    lang: Lang = None


class Leg(Body):
    """One link of the path, read from the `from` end of the path on."""

    step: int = Field(description="Number of the link, from 1.")
    key: LinkKey
    type: str = Field(description="Type of the link.")
    from_id: str = Field(description="Id before the link.")
    from_name: str = Field(description="Name before the link.")
    to_id: str = Field(description="Id after the link.")
    to_name: str = Field(description="Name after the link.")
    along: bool = Field(description="Whether the link is stored in this direction.")
    sentence: str = Field(description="The link as a sentence, in the language asked for.")
    since: Annotated[str | None, meaning(MEMBER_OF, "since")]
    until: Annotated[str | None, meaning(MEMBER_OF, "until")]
    entailed: Annotated[bool, meaning(MEMBER_OF, "entailed")]
    source_ids: Annotated[list[str], meaning(MEMBER_OF, "source_ids")]
    locators: Annotated[list[str], meaning(MEMBER_OF, "locators")]
    undated_links: UndatedLinks


class Paths(ListBody[Leg]):
    """The links of one shortest path, in its order."""

    from_: Thing = Field(alias="from")
    to: Thing
    hops: int | None = Field(description="Links of the path; null where none is short enough.")
    sentence: str = Field(description="The whole path as a sentence; empty without one.")
