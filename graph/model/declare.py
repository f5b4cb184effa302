"""The words in which the graph is declared: properties, node types and link types.

Everything that must agree with the model (constraints, MERGE statements, row checks, docs/schema.md, API field docs)
is derived from these declarations and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

Words = tuple[str, str]
"""A text for people: Chinese, English."""


class Kind(StrEnum):
    """What a property's value is."""

    STRING = "string"
    STRINGS = "list of strings"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "partial date"
    DATES = "list of partial dates"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a property may have, with its words for people."""

    value: str
    words: Words
    spellings: tuple[str, ...] = ()
    """How else a table may write it, beside the value itself and its words."""


class Choices(tuple[Choice, ...]):
    """The values that a property may have, in the order in which they are listed."""

    __slots__ = ()

    @property
    def values(self) -> tuple[str, ...]:
        """The values as they are stored."""
        return tuple(choice.value for choice in self)

    @property
    def spellings(self) -> dict[str, str]:
        """Everything that a table may write, in lower case, with the value that it stands for."""
        return {
            written.lower(): choice.value
            for choice in self
            for written in (choice.value, *choice.words, *choice.spellings)
        }


def choices(**described: tuple[str, str] | tuple[str, str, str]) -> Choices:
    """Choices by value: Chinese words, English words, and further spellings with a blank between two."""
    return Choices(
        Choice(value, (chinese, english), tuple(" ".join(more).split()))
        for value, (chinese, english, *more) in described.items()
    )


@dataclass(frozen=True, slots=True)
class TextForm:
    """What a text must look like: a regular expression, and what is wrong with a text that doesn't match it."""

    pattern: str
    fault: str


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its kind, what it means, its unit, and what values it may have."""

    name: str
    kind: Kind
    meaning: str
    unit: str | None = None
    required: bool = False
    choices: Choices = field(default_factory=Choices)
    day: str | None = None
    """For dates: "first" or "last", the day that `<name>_day` keeps for as-of comparisons."""
    open_ended: bool = False
    """True where tables may add further columns of this kind (counts on aid links)."""
    is_name: bool = False
    """Whether `<name>_key` keeps what names are compared by, the `name_key` of it or of each of a list."""
    default: str | None = None
    """The value that a node or link has where a table doesn't say."""
    form: TextForm | None = None
    within: tuple[float, float] | None = None
    """Smallest and largest number that it may be, in its unit."""
    is_derived: bool = False
    """Whether it is worked out at load from other values: no table says it."""

    @property
    def said(self) -> tuple[str, ...]:
        """Names under which what is said is stored: a date has its text and its day integer."""
        return (self.name, f"{self.name}_day") if self.day else (self.name,)

    @property
    def stored(self) -> tuple[str, ...]:
        """Names of all that is stored: a name has its key beside it."""
        return (*self.said, self.key_name) if self.key_name else self.said

    @property
    def key_name(self) -> str | None:
        """Under which name the key of a name is stored."""
        return f"{self.name}_key" if self.is_name else None


@dataclass(frozen=True, slots=True)
class NodeLook:
    """How nodes of a label are drawn: one of vis-network's shapes, its colours, and its size among labels."""

    shape: str
    fill: str
    border: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class LinkLook:
    """How links of a type are drawn. `end` is vis-network's marker at the end; "arrow" says that help flows there."""

    color: str
    width: float
    end: str | None = None
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class ExtraLabel:
    """A second label that a node of a type may carry."""

    label: str
    title: Words
    meaning: str
    look: NodeLook


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label with its properties. Every node is known by `id`."""

    label: str
    title: Words
    meaning: str
    look: NodeLook
    properties: tuple[Property, ...]
    extra_labels: tuple[ExtraLabel, ...] = ()
    indexed: tuple[str, ...] = ()
    unique: tuple[str, ...] = ("id",)
    called_by: str = "name"
    """The property with what people call it."""

    def stored_names(self) -> Iterator[str]:
        """Names of all stored properties, in the order of the declaration."""
        for prop in self.properties:
            yield from prop.stored


@dataclass(frozen=True, slots=True)
class LinkType:
    """A link type, the labels that it may join, and how it reads from both sides."""

    type: str
    title: Words
    meaning: str
    ends: tuple[tuple[str, str], ...]
    """Pairs of labels (from, to) that the link may join; no pairs means any."""
    forward: Words
    """The verb read from start to end."""
    backward: Words
    look: LinkLook
    properties: tuple[Property, ...] = ()
    distinguished_by: tuple[str, ...] = ()
    """Properties that, with both ends and the type, make up the link's key."""
    directed: bool = True
    is_tie: bool = True
    """Whether reach follows it: places and figures don't tie schools together."""
    relation: Choice | None = None
    """What the `relation` column of the aid_links table calls it; None where another table states such links."""

    def stored_names(self) -> Iterator[str]:
        """Names of all stored properties, in the order of the declaration."""
        for prop in self.properties:
            if not prop.open_ended:
                yield from prop.stored

    @property
    def start_labels(self) -> tuple[str, ...]:
        """Labels of what the link may start at."""
        return tuple(dict.fromkeys(start for start, _ in self.ends))

    def joins(self, start: str, end: str) -> bool:
        """Whether the link may go from the one label to the other."""
        return not self.ends or (start, end) in self.ends

    def sentence(self, start: str, end: str, *, backward: bool = False) -> Words:
        """What the link says of two names; `backward` says the same, read from its end: `start` is the link's end."""
        chinese, english = self.backward if backward else self.forward
        return f"{start}{chinese}{end}", f"{start} {english} {end}"
