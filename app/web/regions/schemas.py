"""Bodies of the region routes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.web.envelope import Answered, Body, Id, Listed, Name, meaning
from app.web.params import ListAsked, of
from graph.model import REGION


class RegionsAsked(ListAsked):
    """Which regions."""

    parent: Annotated[str | None, of("regions", "parent")] = None
    level: Annotated[str | None, of("regions", "level")] = None
    q: Annotated[str | None, of("regions", "q")] = None


class RegionRow(Body):
    """A region of a list."""

    id: Id
    name: Name
    level: Annotated[str, meaning(REGION, "level")]
    parent: str | None = Field(description="Code of the region right above.")
    functional: Annotated[bool, meaning(REGION, "functional")]
    lon: Annotated[float | None, meaning(REGION, "lon")]
    lat: Annotated[float | None, meaning(REGION, "lat")]


class RegionDetail(RegionRow):
    """One region with what lies above and below."""

    parent_name: str | None = Field(description="Name of the region right above.")
    regions_below: int = Field(description="Regions inside it, at every level.")
    schools_known: int = Field(description="Schools of the graph inside it: not all that exist.")
    source_ids: Annotated[list[str], meaning(REGION, "source_ids")]
    locators: Annotated[list[str], meaning(REGION, "locators")]


class Regions(Listed[RegionRow]):
    """Regions in the order of their codes."""


class OneRegion(Answered[RegionDetail]):
    """One region: `items` holds it alone."""
