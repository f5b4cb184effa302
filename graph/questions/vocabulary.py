"""What columns, parameters and coded values are called and mean: vocabulary.toml, which tells how it is written.

A header says which columns a question has, with their types; the words of a column are the same wherever it stands.
What the vocabulary lacks is called as it is spelled: a new question works before anyone has named its columns."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import CatalogueInvalid
from graph.model import LINK_TYPE, LINK_TYPES, NODE_TYPE, NODE_TYPES, TITLES, Kind, Property, Words
from graph.questions.bilingual import bilingual

VOCABULARY_FILE = Path(__file__).parent / "vocabulary.toml"
_UNITS = "units"
_KEYS = frozenset({"words", "meaning", "property", "unit", "id_of", "holds", "shown_with", "label_in", "codes"})
_HELD = frozenset({"", "key", "evidence", "address"})
_BOTH = " / "


@dataclass(frozen=True, slots=True)
class Term:
    """What is known of a column, a parameter or a part of an answer, whatever its value."""

    words: Words
    meaning: Words = ("", "")
    description: str = ""
    """The meaning in English, and the values that the model lets the property have."""
    unit: str = ""
    is_date: bool = False
    id_of: str = ""
    """The label whose id it holds; "any" for whatever takes part; "" for no id."""
    holds: str = ""
    """key (of a link), evidence (ids of sources), address (on the web), or "" for none of them."""
    shown_with: str = ""
    """The column shown in its place or with it."""
    label_in: str = ""
    """The column that holds the label of what its id is the id of."""
    codes: tuple[str, ...] = ()
    """The lists that its values are from."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms. What a column is in one question is kept under (question, column), what it is elsewhere under "".

    `codes` are words by list and value; the lists of the model are among them."""

    columns: Mapping[tuple[str, str], Term]
    parameters: Mapping[str, Term]
    parts: Mapping[str, Term]
    codes: Mapping[str, Mapping[str, Words]]
    folders: Mapping[str, Words]

    def column(self, name: str, question: str = "") -> Term:
        """The term of a column in a question."""
        return self.columns.get((question, name)) or self.columns.get(("", name)) or _as_spelled(name)

    def parameter(self, name: str) -> Term:
        """The term of a parameter: its own, or that of the column with its name."""
        return self.parameters.get(name) or self.column(name)

    def part(self, name: str) -> Term:
        """The term of what stands beside the rows: its own, or that of the column or the parameter with its name."""
        return self.parts.get(name) or self.columns.get(("", name)) or self.parameter(name)

    def folder(self, folder: str) -> Words:
        """A folder of questions in words."""
        return self.folders.get(folder, (folder, folder))

    def unit(self, unit: str) -> Words:
        """A unit or range in words."""
        return self.codes[_UNITS].get(unit, (unit, unit))

    def value(self, term: Term, value: str) -> Words:
        """A value of a term: in words where the term holds codes, else as it is."""
        for name in term.codes:
            if value in self.codes[name]:
                return self.codes[name][value]
        return value, value


@cache
def shipped_vocabulary() -> Vocabulary:
    """The words that come with Huoshui, read once."""
    return load_vocabulary(VOCABULARY_FILE)


def load_vocabulary(path: Path) -> Vocabulary:
    """Read and check a vocabulary. Raises CatalogueInvalid, which names the entry."""
    told = tomllib.loads(path.read_text("utf-8"))
    columns: dict[tuple[str, str], Term] = {}
    for name, entry in told["column"].items():
        general = {key: value for key, value in entry.items() if key != "in"}
        columns["", name] = _term(f"column.{name}", general)
        for question, special in entry.get("in", {}).items():
            columns[question, name] = _term(f"column.{name}.in.{question}", general | special)
    return Vocabulary(
        columns=columns,
        parameters={name: _term(f"parameter.{name}", entry) for name, entry in told["parameter"].items()},
        parts={name: _term(f"part.{name}", entry) for name, entry in told["part"].items()},
        codes={
            **_codes_of_the_model(),
            _UNITS: {unit: (chinese, unit) for unit, chinese in told["units"].items()},
            **{
                name: {code: _words(f"codes.{name}.{code}", text) for code, text in entry.items()}
                for name, entry in told["codes"].items()
            },
        },
        folders={folder: _words(f"folders.{folder}", text) for folder, text in told["folders"].items()},
    )


def _codes_of_the_model() -> dict[str, Mapping[str, Words]]:
    owners = [(node.label, node.properties) for node in NODE_TYPES]
    owners += [(link.type, link.properties) for link in LINK_TYPES]
    choices = {
        f"{owner}.{prop.name}": {choice.value: choice.words for choice in prop.choices}
        for owner, properties in owners
        for prop in properties
        if prop.choices
    }
    return {"links": TITLES, "labels": TITLES, **choices}


def _term(place: str, entry: Mapping[str, Any]) -> Term:
    if unknown := entry.keys() - _KEYS:
        raise CatalogueInvalid(
            f"{place}: unknown keys {', '.join(sorted(unknown))}; known are {', '.join(sorted(_KEYS))}"
        )
    if entry.get("holds", "") not in _HELD:
        raise CatalogueInvalid(f"{place}: holds {entry['holds']!r}, which is none of {', '.join(sorted(_HELD))}")
    shown = entry.get("property", "")
    prop = _property(place, shown) if shown else None
    meaning, description = _meaning(place, entry.get("meaning", ""), prop)
    return Term(
        words=_words(place, entry.get("words", "")),
        meaning=meaning,
        description=description,
        unit=entry.get("unit") or (prop and prop.unit) or "",
        is_date=prop is not None and prop.kind is Kind.DATE,
        id_of=entry.get("id_of", ""),
        holds=entry.get("holds", ""),
        shown_with=entry.get("shown_with", ""),
        label_in=entry.get("label_in", ""),
        codes=tuple(entry.get("codes") or ([shown] if prop and prop.choices else [])),
    )


def _property(place: str, shown: str) -> Property:
    owner, _, name = shown.partition(".")
    declared = NODE_TYPE.get(owner) or LINK_TYPE.get(owner)
    for prop in declared.properties if declared else ():
        if prop.name == name:
            return prop
    raise CatalogueInvalid(f"{place}: the model has no property {shown!r}")


def _meaning(place: str, text: str, prop: Property | None) -> tuple[Words, str]:
    """The meaning in both languages, and its description; one in Chinese alone takes its English from the property."""
    if not text:
        return ("", ""), ""
    if prop is None or _BOTH in text:
        meaning = _words(place, text)
        return meaning, meaning[1]
    choices = f" One of: {', '.join(prop.choices.values)}." if prop.choices else ""
    return (text, prop.meaning), prop.meaning + choices


def _words(place: str, text: str) -> Words:
    try:
        return bilingual(text)
    except ValueError as error:
        raise CatalogueInvalid(f"{place}: {error}") from error


def _as_spelled(name: str) -> Term:
    words = name.replace("_", " ").capitalize()
    return Term((words, words))
