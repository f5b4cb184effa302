"""What the search page shows: what was found, by kind, each with where it lies and the page that tells all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.web.pages import addresses
from app.web.pages.texts import PageTexts
from graph.answers import Library
from graph.errors import BadParameter

MOST_FOUND = 50
MOST_SUGGESTED = 12
"""While somebody types: what fits under a field."""


@dataclass(frozen=True, slots=True)
class FoundThing:
    """Something found: its id and name, other names, the regions that it lies in, and where its name leads."""

    id: str
    name: str
    label: str
    aliases: str
    lies_in: str
    address: str


@dataclass(frozen=True, slots=True)
class FoundKind:
    """What was found of one kind, and the page that finds this kind only."""

    title: str
    label: str
    alone: str
    things: list[FoundThing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found, the kind first that holds the best; `problem` is what is wrong with the text."""

    kinds: list[FoundKind] = field(default_factory=list)
    cut_at: int = 0
    """After how many it was cut; 0 where that is all."""
    problem: str = ""
    trouble: str = ""
    """That there is nothing to search yet."""

    @property
    def size(self) -> int:
        """How many were found."""
        return sum(len(kind.things) for kind in self.kinds)


def search(library: Library, searched: str, labels: str, texts: PageTexts, most: int = MOST_FOUND) -> Search:
    """What the graph holds by a name, of some labels or ("") of all. Raises BadParameter for labels."""
    if not searched:
        return Search()
    try:
        answer = library.ask("find", {"name": searched, "labels": labels}, max_rows=most)
    except BadParameter as error:
        if error.parameter != "name":
            raise
        return Search(problem=error.problem_words[texts.column])
    kinds: dict[str, FoundKind] = {}
    for row in answer.rows:
        kind = kinds.get(row["label"])
        if kind is None:
            alone = addresses.search_page(searched, texts.language, row["label"])
            kind = kinds[row["label"]] = FoundKind(texts.label(row["label"]), row["label"], alone)
        kind.things.append(found_thing(row, texts))
    cut_at = answer.receipt.cut_at if answer.receipt.truncated else 0
    return Search([*kinds.values()], cut_at, trouble="" if answer.receipt.graph_version else texts.word("empty"))


def found_thing(row: Mapping[str, Any], texts: PageTexts, address: str = "") -> FoundThing:
    """One that was found, as a list shows it; its name leads to an address, or to its page."""
    return FoundThing(
        row["id"],
        row["name"],
        row["label"],
        texts.separated(row["aliases"] or ()),
        " › ".join(filter(None, (row["above"], row["region_name"]))),
        address or addresses.entity_page(row["id"], row["label"], texts.language),
    )
