"""Addresses and commands that ask the same again, and pages about a school, group, organisation or region."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from app.texts import Language
from app.web.pages.assets import asset_version
from graph.model import EDUCATION_GROUP, ORGANISATION, PROGRAMME, REGION, SCHOOL, SOURCE

if TYPE_CHECKING:
    from app.web.pages.stories.declared import StoryMap
    from graph.answers import Receipt
    from graph.questions import Question

Pairs = Iterable[tuple[str, str]]
API = "/api/v1"
FOLDERS = {
    SCHOOL.label: "schools",
    EDUCATION_GROUP.label: "groups",
    REGION.label: "regions",
    ORGANISATION.label: "organisations",
    PROGRAMME.label: "programmes",
    SOURCE.label: "sources",
}
"""Where the pages of what has one stand, by label."""
_FOLDER_OF = FOLDERS | dict.fromkeys((level.label for level in REGION.extra_labels), FOLDERS[REGION.label])
ANYTHING = "things"
"""Where an id alone leads to the page of what it is the id of."""


ROOT_PATH: ContextVar[str] = ContextVar("root_path", default="")
"""What addresses begin with, while a request is answered; "" where the app has a name for itself alone."""


def address(path: str, pairs: Pairs = ()) -> str:
    """A path with its query; commas stay readable. Every address of this server that a page names is made here."""
    query = urlencode(list(pairs), safe=",")
    return f"{ROOT_PATH.get()}{path}{f'?{query}' if query else ''}"


def map_assets() -> dict[str, Any]:
    """Where a map's page on this server has its styles and scripts from."""
    return {"assets": "served", "assets_url": address("/assets")}


def asset_address(name: str) -> str:
    """A stylesheet or script of the pages, with its version."""
    return address(f"/assets/{quote(name)}", [("v", asset_version(name))])


def question_page(question_id: str, language: Language, pairs: Pairs = ()) -> str:
    """The page of a question."""
    return address(f"/questions/{quote(question_id)}", [("lang", language), *pairs])


def example_page(question: Question, language: Language) -> str:
    """The page that asks a question with its header's examples."""
    given = [(p.name, p.example) for p in question.header.parameters if p.example]
    return question_page(question.id, language, given)


def coverage_page(language: Language, pairs: Pairs) -> str:
    """The page of coverage, of a region by some kind of tie."""
    return address("/coverage", [("lang", language), *pairs])


def maps(language: Language, pairs: Pairs = ()) -> str:
    """A map that people explore."""
    return address("/maps", [("lang", language), *pairs])


def map_around(id_: str, language: Language, *, alone: bool = False) -> str:
    """The map of one hop around a school, group, organisation or region on any day: to explore, or for a frame."""
    return maps(language, [("focus", id_), ("hops", "1"), ("as_of", "any"), *_alone(alone)])


def whole_map(language: Language, *, alone: bool = False) -> str:
    """The map of the whole graph from far away: to explore, or alone, for a frame."""
    return maps(language, [("view", "overview"), *_alone(alone)])


def folder_page(folder: str, language: Language, pairs: Pairs = ()) -> str:
    """The page that lists all of a kind."""
    return address(f"/{folder}", [("lang", language), *pairs])


def entity_page(id_: str, label: str, language: Language) -> str:
    """The page of what has one; by its id alone where its label isn't known. "" for what has no page."""
    folder = _FOLDER_OF.get(label, "") if label else ANYTHING
    return address(f"/{folder}/{quote(id_, safe='')}", [("lang", language)]) if folder else ""


def card(folder: str, id_: str, language: Language) -> str:
    """The picture beside a link to the page of what has an id."""
    return address(f"/cards/{folder}/{quote(id_, safe='')}.png", [("lang", language)])


def search_page(searched: str, language: Language, label: str = "") -> str:
    """What is found by a name, of one label or of all."""
    return address("/search", [("lang", language), ("q", searched), *([("labels", label)] if label else [])])


def suggestions(language: Language, labels: Iterable[str] = ()) -> str:
    """Where a field asks what to offer, of some labels or of all, with what was typed behind it as `q`."""
    listed = ",".join(labels)
    return address("/search/suggestions", [("lang", language), *([("labels", listed)] if listed else [])])


def source_page(id_: str, language: Language) -> str:
    """The page of a source."""
    return entity_page(id_, SOURCE.label, language)


def used(receipt: Receipt) -> list[tuple[str, str]]:
    """The parameters of an answer as text that asks the same again: `today` is the day that it was."""
    return [(name, _text(value)) for name, value in receipt.parameters.items() if value is not None]


def answer_address(question: Question, receipt: Receipt, limit: int, **others: str) -> str:
    """The same answer from the API."""
    pairs = [*used(receipt), ("limit", str(limit)), *others.items()]
    return address(f"{API}/questions/{quote(question.id)}/answer", pairs)


def command(question: Question, receipt: Receipt, limit: int) -> str:
    """The same answer from the command, quoted for a shell."""
    given = [word for name, value in used(receipt) for word in ("-p", f"{name}={value}")]
    return shlex.join(["huoshui", "ask", question.id, *given, "--limit", str(limit)])


def answer_map(question: Question, receipt: Receipt, limit: int, language: Language, *, alone: bool = False) -> str:
    """The map that a question's header declares: of the answer itself, or of what surrounds the one it is about."""
    declared = question.header.map
    if declared is None:
        return ""
    if declared.links is None:
        return map_around(str(receipt.parameters[declared.parameters[0]]), language, alone=alone)
    return map_of_answer(question.id, language, [*used(receipt), ("limit", str(limit))], alone=alone)


def map_of_answer(question_id: str, language: Language, pairs: Pairs, *, alone: bool = False) -> str:
    """The map of the links in a question's answer: to explore, or alone, for a frame."""
    return address(f"/questions/{quote(question_id)}/map", [("lang", language), *pairs, *_alone(alone)])


def story_page(id_: str, language: Language) -> str:
    """The page of a story."""
    return address(f"/stories/{quote(id_)}", [("lang", language)])


def story_map(shown: StoryMap, language: Language, *, alone: bool = False) -> str:
    """The map of a story's step: to explore, or alone, for a frame."""
    if shown.question:
        return map_of_answer(shown.question, language, shown.parameters.items(), alone=alone)
    return maps(language, [*shown.address.items(), *_alone(alone)])


def _alone(alone: bool) -> Pairs:
    return [("embed", "true")] if alone else []


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, list) else str(value)
