"""What a map tells of a node or link that a reader chooses: its facts and its evidence, as the page about it does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from app.maps.marks import link_marks, node_marks
from app.maps.styles import has_ended, is_entailed, kind_of
from app.maps.surroundings import Surroundings
from app.maps.texts import MapTexts
from graph.model import LINK_TYPE, NODE_TYPE, REGION
from graph.subgraph import SubgraphLink, SubgraphNode

# What a card tells in words of its own, or what no reader needs.
_NOT_FACTS = frozenset(
    {"id", "name", "key", "lead", "since", "until", "source_ids", "locators", "datasets", "run", "lon", "lat", "level"}
    | {"parent", "opens", "seat"}
)
# Properties that tell what kind of tie a link is.
_KINDS = ("form", "role", "mode", "programme")
_OF_THE_LOAD = ("_day", "_key", "_cut_by")
FIRST_DAY, LAST_DAY = 0, 99_999_999
"""Days (YYYYMMDD) before and after all others: those of a link that has none."""


def node_card(node: SubgraphNode, degree: int, around: Surroundings, texts: MapTexts) -> dict[str, Any]:
    """A node's kind, marks, facts, sources and page, beside what draws it."""
    students = node.properties.get("students")
    facts = _facts(node.label, node.properties, texts)
    if node.id in around.regions:
        facts.insert(0, [texts.title("region"), around.regions[node.id][1]])
    if dates := _dates(node.properties):
        facts.append([texts.word("dates"), dates])
    return {
        "kind": texts.label(kind_of(node)),
        "name": node.name or node.id,
        "marks": node_marks(node),
        "degree": degree,
        "opens": bool(node.properties.get("opens")),
        "students": students if isinstance(students, int) else None,
        "facts": facts,
        "evidence": evidence(node.properties),
        "page": around.address_of(node.id, node.label),
    }


def link_card(link: SubgraphLink, as_of: int, texts: MapTexts) -> dict[str, Any]:
    """A link's marks, days, facts and sources, beside what draws it; its notes call it ended if it is by `as_of`."""
    told = link.properties
    return {
        "kind": texts.label(link.type),
        "marks": link_marks(link),
        "since": str(told.get("since") or ""),
        "until": str(told.get("until") or ""),
        "notes": link_notes(link, as_of, texts),
        "first": _day(told.get("since_day"), FIRST_DAY),
        "last": _day(told.get("until_day"), LAST_DAY),
        "facts": _facts(link.type, told, texts),
        "evidence": evidence(told),
        "key": link.key,
    }


def link_notes(link: SubgraphLink, as_of: int, texts: MapTexts) -> str:
    """What kind of tie a link is, of how many a sum, when it was observed, and whether ended or entailed, in a line."""
    words = [texts.value(link.properties[name]) for name in _KINDS if link.properties.get(name)]
    if summed := link.properties.get("links"):
        words.append(texts.word("summed", n=f"{summed:,}"))
    if observed := texts.observed(link):
        words.append(observed)
    if has_ended(link, as_of):
        words.append(texts.word("ended_short"))
    if is_entailed(link):
        words.append(texts.word("entailed_short"))
    return texts.word("list_separator").join(words)


def evidence(properties: Mapping[str, Any]) -> list[list[str]]:
    """[source id, place in it] of each source; "" where the place isn't known."""
    sources, locators = properties.get("source_ids") or (), properties.get("locators") or ()
    if len(sources) == len(locators):
        return [[str(source), str(locator)] for source, locator in zip(sources, locators, strict=True)]
    # Which locator belongs to which source is not known then: name all of both.
    return [[str(source), ""] for source in sources] + [["", str(locator)] for locator in locators]


def _facts(of: str, told: Mapping[str, Any], texts: MapTexts) -> list[list[str]]:
    """(what, value) of what is told of a node or link with that label or type, in the order of the model."""
    places, units, derived = _declared(of)
    # Not all are declared: there are further counts of an aid link.
    named = [
        name
        for name, value in told.items()
        if name not in derived and value not in (None, "", [], ()) and not name.endswith(_OF_THE_LOAD)
    ]
    named.sort(key=lambda name: places.get(name, len(places)))
    return [[texts.with_unit(name, units.get(name)), _text(told[name], texts)] for name in named]


@cache
def _declared(of: str) -> tuple[Mapping[str, int], Mapping[str, str | None], frozenset[str]]:
    """Of what the model declares of a label or link type: the order, the units, and the names of what is no fact."""
    declared = (NODE_TYPE.get(of) or LINK_TYPE.get(of) or NODE_TYPE[REGION.label]).properties
    facts = [prop for prop in declared if not prop.is_derived]
    places = {prop.name: place for place, prop in enumerate(facts)}
    derived = frozenset(prop.name for prop in declared if prop.is_derived)
    return places, {prop.name: prop.unit for prop in facts}, derived | _NOT_FACTS


def _text(value: Any, texts: MapTexts) -> str:
    if isinstance(value, bool):
        return texts.word("yes" if value else "no")
    if isinstance(value, list | tuple):
        return texts.word("list_separator").join(_text(one, texts) for one in value)
    return f"{value:,}" if isinstance(value, int) else texts.value(value)


def _dates(properties: Mapping[str, Any]) -> str:
    since, until = properties.get("since"), properties.get("until")
    return f"{since or ''}–{until or ''}" if since or until else ""


def _day(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise
