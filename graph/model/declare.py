"""The words in which the graph is declared: properties, node types and link types.

Everything that must agree with the model (constraints, MERGE statements, row checks, docs/schema.md, API field docs)
is derived from these declarations and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a property's value is."""

    STRING = "string"
    STRINGS = "list of strings"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "partial date"


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its kind, what it means, its unit, and what values it may have."""

    name: str
    kind: Kind
    meaning: str
    unit: str | None = None
    required: bool = False
    choices: tuple[str, ...] = ()
    day: str | None = None
    """For dates: "first" or "last", the day that `<name>_day` keeps for as-of comparisons."""
    open_ended: bool = False
    """True where tables may add further columns of this kind (counts on aid links)."""

    @property
    def stored(self) -> tuple[str, ...]:
        """Names under which the value is stored: a date has its text and its day integer."""
        return (self.name, f"{self.name}_day") if self.day else (self.name,)


@dataclass(frozen=True, slots=True)
class ExtraLabel:
    """A second label that a node of a type may carry."""

    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label with its properties. Every node is known by `id`."""

    label: str
    title: tuple[str, str]
    """Name for people: Chinese, English."""
    meaning: str
    properties: tuple[Property, ...]
    extra_labels: tuple[ExtraLabel, ...] = ()
    indexed: tuple[str, ...] = ()
    unique: tuple[str, ...] = ("id",)

    def stored_names(self) -> Iterator[str]:
        """Names of all stored properties, in the order of the declaration."""
        for prop in self.properties:
            yield from prop.stored


@dataclass(frozen=True, slots=True)
class LinkType:
    """A link type, the labels that it may join, and how it reads from both sides."""

    type: str
    title: tuple[str, str]
    meaning: str
    ends: tuple[tuple[str, str], ...]
    """Pairs of labels (from, to) that the link may join; no pairs means any."""
    forward: tuple[str, str]
    """The verb read from start to end: Chinese, English."""
    backward: tuple[str, str]
    properties: tuple[Property, ...] = ()
    distinguished_by: tuple[str, ...] = ()
    """Properties that, with both ends, the type and the dataset, make up the link's key."""
    directed: bool = True
    is_tie: bool = True
    """Whether reach follows it: places and figures don't tie schools together."""

    def stored_names(self) -> Iterator[str]:
        """Names of all stored properties, in the order of the declaration."""
        for prop in self.properties:
            if not prop.open_ended:
                yield from prop.stored

    def joins(self, start: str, end: str) -> bool:
        """Whether the link may go from the one label to the other."""
        return not self.ends or (start, end) in self.ends
