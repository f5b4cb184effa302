"""What a reader can filter a map by: marks of its nodes and links, and the toggles that show and hide those with one.

A mark is `group:value`: a label, a link type, or a coded value such as the form of an aid link. Every group comes from
the model, so that what it declares tomorrow can be filtered by, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from app.maps.styles import is_entailed, kind_of
from app.maps.texts import MapTexts
from graph.model import LINK_TYPE, LINK_TYPES, NODE_TYPES, Property
from graph.subgraph import SubgraphLink, SubgraphNode

LABEL, TYPE = "label", "type"
ENTAILED, UNDATED = "entailed:yes", "undated:yes"
PLACE_TYPES = tuple(f"{TYPE}:{link_type.type}" for link_type in LINK_TYPES if not link_type.is_tie)
"""Links that tell where something lies: a map shows that by outlines, so these are off until asked for."""


def _coded(properties: Iterable[Property]) -> list[str]:
    return [prop.name for prop in properties if prop.choices]


_OF_NODES = tuple(dict.fromkeys(name for node_type in NODE_TYPES for name in _coded(node_type.properties)))
_OF_LINKS = tuple(dict.fromkeys(name for link_type in LINK_TYPES for name in _coded(link_type.properties)))


@dataclass(frozen=True, slots=True)
class Toggle:
    """Shows or hides what has a mark: its words, and how many nodes or links have it."""

    mark: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class ToggleGroup:
    """Toggles of one property, in the order of the model."""

    title: str
    toggles: tuple[Toggle, ...]


def node_marks(node: SubgraphNode) -> list[str]:
    """The marks of a node."""
    return [f"{LABEL}:{kind_of(node)}", *_marks(_OF_NODES, node.properties)]


def link_marks(link: SubgraphLink) -> list[str]:
    """The marks of a link."""
    marks = [f"{TYPE}:{link.type}", *_marks(_OF_LINKS, link.properties)]
    if is_entailed(link):
        marks.append(ENTAILED)
    if is_undated(link):
        marks.append(UNDATED)
    return marks


def is_undated(link: SubgraphLink) -> bool:
    """Whether a tie has neither a first nor a last day: it counts as holding while both its ends do."""
    declared = LINK_TYPE.get(link.type)
    dated = link.properties.get("since") or link.properties.get("until")
    return (declared is None or declared.is_tie) and not dated


def toggle_groups(marks: Iterable[Sequence[str]], texts: MapTexts) -> list[ToggleGroup]:
    """What the map can be filtered by, by the marks of each node and link, beyond the legend's labels and types.

    Only what tells some of it from others."""
    counted = Counter(chain.from_iterable(marks))
    groups = [_group(name, counted, texts) for name in dict.fromkeys((*_OF_LINKS, *_OF_NODES))]
    of_dates = tuple(
        Toggle(mark, texts.word(word), counted[mark])
        for mark, word in ((UNDATED, "undated_ties"), (ENTAILED, "entailed_ties"))
        if counted[mark]
    )
    found = [group for group in groups if len(group.toggles) > 1]
    return [*found, ToggleGroup(texts.word("told_how"), of_dates)] if of_dates else found


def _group(name: str, counted: Counter[str], texts: MapTexts) -> ToggleGroup:
    values = [mark.partition(":")[2] for mark in counted if mark.startswith(f"{name}:")]
    return ToggleGroup(
        texts.title(name),
        tuple(Toggle(f"{name}:{v}", texts.value(v), counted[f"{name}:{v}"]) for v in sorted(values)),
    )


def _marks(names: Iterable[str], properties: Any) -> list[str]:
    found = []
    for name in names:
        if (value := properties.get(name)) is not None:
            found += [f"{name}:{one}" for one in (value if isinstance(value, list | tuple) else [value])]
    return found
