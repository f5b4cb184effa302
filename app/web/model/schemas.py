"""The body of the schema route."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from app.web.envelope import Bilingual, Body
from graph.model import LINK_TYPES, NODE_TYPES, Property


class PropertyBody(Body):
    """A property of a label or link type."""

    name: str
    kind: str = Field(description="string, list of strings, integer, float, boolean or partial date.")
    meaning: str
    unit: str | None
    required: bool
    choices: list[str] = Field(description="The only values allowed; empty means any.")
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
    joins: list[list[str]] = Field(description="Pairs of labels (from, to) that it may join.")
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
    return Schema(
        nodes=[
            NodeTypeBody(
                label=node.label,
                title=_bilingual(node.title),
                meaning=node.meaning,
                extra_labels=[ExtraLabelBody(label=extra.label, meaning=extra.meaning) for extra in node.extra_labels],
                properties=_properties(node.properties),
            )
            for node in NODE_TYPES
        ],
        links=[
            LinkTypeBody(
                type=link.type,
                title=_bilingual(link.title),
                meaning=link.meaning,
                joins=[list(pair) for pair in link.ends],
                forward=_bilingual(link.forward),
                backward=_bilingual(link.backward),
                directed=link.directed,
                is_tie=link.is_tie,
                properties=_properties(link.properties),
            )
            for link in LINK_TYPES
        ],
    )


def _bilingual(words: tuple[str, str]) -> Bilingual:
    return Bilingual(zh=words[0], en=words[1])


def _properties(properties: Iterable[Property]) -> list[PropertyBody]:
    return [
        PropertyBody(
            name=prop.name,
            kind=prop.kind,
            meaning=prop.meaning,
            unit=prop.unit,
            required=prop.required,
            choices=list(prop.choices.values),
            stored=list(prop.stored),
        )
        for prop in properties
    ]
