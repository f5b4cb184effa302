"""What the front page shows: lead schools, what was searched for, and the questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode

from app.web.deps import LibraryKeeper
from app.web.pages.texts import Texts
from graph.answers import Answer
from graph.errors import StoreError
from graph.questions import Question, shipped_catalogue

MOST_LEADS = 10
MOST_FOUND = 20


@dataclass(slots=True)
class Home:
    """The front page's content. Without a store there is only `trouble`, and what needs no store."""

    leads: Answer | None = None
    found: Answer | None = None
    trouble: str = ""
    folders: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)


def home_content(keeper: LibraryKeeper, texts: Texts, searched: str) -> Home:
    """Ask what the front page shows. Raises BadParameter for a hostile search text."""
    content = Home(folders=_folders(texts))
    try:
        library = keeper.library()
        content.leads = library.ask("leads_by_reach", max_rows=MOST_LEADS)
        if searched:
            content.found = library.ask("find", {"name": searched}, max_rows=MOST_FOUND)
    except StoreError as error:
        keeper.reconsider()
        content.trouble = f"{error.title}. {error.next_step}"
    else:
        if content.leads.receipt.graph_version is None:
            content.trouble = texts.word("empty")
    return content


def map_address(id_: str, language: str) -> str:
    """Address of the map around a school, group or region."""
    return "/api/v1/network?" + urlencode({"focus": id_, "format": "html", "lang": language})


def coverage_address(region: str) -> str:
    """Address of a region's coverage."""
    return "/api/v1/coverage?" + urlencode({"region": region})


def example_address(question: Question) -> str:
    """Address that answers a question with its header's example for whatever it can't do without."""
    given = {parameter.name: parameter.example or "" for parameter in question.header.parameters if parameter.required}
    return f"/api/v1/questions/{quote(question.id)}/answer" + (f"?{urlencode(given)}" if given else "")


def _folders(texts: Texts) -> list[tuple[str, list[dict[str, Any]]]]:
    questions = sorted(shipped_catalogue().values(), key=lambda question: (question.folder, question.id))
    return [
        (texts.word(f"folder_{folder}"), [_line(question, texts) for question in group])
        for folder, group in groupby(questions, key=lambda question: question.folder)
    ]


def _line(question: Question, texts: Texts) -> dict[str, Any]:
    return {
        "title": question.header.title[texts.column],
        "description": question.header.description[texts.column],
        "address": f"/api/v1/questions/{quote(question.id)}",
        "example": example_address(question),
    }
