"""The body of the schema route."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from app.web.envelope import Bilingual, Body
from graph.model import LINK_TYPES, NODE_TYPES, Choices


def _values(choices: Any) -> Any:
    return choices.values if isinstance(choices, Choices) else choices


class PropertyBody(Body):
    """A property of a label or link type."""

    name: str
    kind: str = Field(description="string, list of strings, integer, float, boolean or partial date.")
    meaning: str
    unit: str | None
    required: bool
    choices: Annotated[list[str], BeforeValidator(_values)] = Field(
        description="The only values allowed; empty means any."
    )
    stored: list[str] = Field(description="Names under which it is stored: a date has its text and its day.")


class ExtraLabelBody(Body):
    """A second label that a node may carry."""

    label: str
    meaning: str


class NodeTypeBody(Body):
    """A label."""

    label: str
    title: Bilingual
    meaning: str
    extra_labels: list[ExtraLabelBody]
    properties: list[PropertyBody]


class LinkTypeBody(Body):
    """A link type."""

    type: str
    title: Bilingual
    meaning: str
    joins: list[list[str]] = Field(validation_alias="ends", description="Pairs of labels (from, to) that it may join.")
    forward: Bilingual = Field(description="The verb read from start to end.")
    backward: Bilingual = Field(description="The verb read from end to start.")
    directed: bool
    is_tie: bool = Field(description="Whether reach follows it.")
    properties: list[PropertyBody]


class Schema(Body):
    """What the graph is."""

    nodes: list[NodeTypeBody]
    links: list[LinkTypeBody]


def schema_body() -> Schema:
    """The declared model as the API shows it."""
    return Schema.model_validate({"nodes": NODE_TYPES, "links": LINK_TYPES}, from_attributes=True)
