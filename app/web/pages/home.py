"""What the front page shows: lead schools or else regions that help, and where the questions are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.web.deps import LibraryKeeper
from app.web.pages.catalogue import QuestionFolder, folders
from app.web.pages.texts import PageTexts
from graph.answers import Answer, Library
from graph.errors import StoreError

MOST_LEADS = 10
SHOWN_QUESTIONS = 3
"""Questions of each folder that the front page names; the rest are on their own page."""


@dataclass(slots=True)
class Home:
    """The front page's content. Without a store there is only `trouble`, and what needs no store."""

    leads: Answer | None = None
    helpers: list[dict[str, Any]] = field(default_factory=list)
    """Where no school leads: regions by the aid that they give and receive."""
    trouble: str = ""
    folders: list[QuestionFolder] = field(default_factory=list)


def home_content(keeper: LibraryKeeper, texts: PageTexts) -> Home:
    """Ask what the front page shows."""
    content = Home(folders=folders(texts))
    try:
        library = keeper.library()
        content.leads = library.ask("leads_by_reach", max_rows=MOST_LEADS)
        if not content.leads.rows:
            content.helpers = _helpers(library)
    except StoreError as error:
        keeper.reconsider()
        content.trouble = texts.trouble(error)
    else:
        if content.leads.receipt.graph_version is None:
            content.trouble = texts.word("empty")
    return content


def _helpers(library: Library) -> list[dict[str, Any]]:
    """The provinces that give the most aid; of as much given, those that receive the most."""
    aid = [row for row in library.ask("giving_and_receiving", {"level": "province"}).rows if row["role"] != "neither"]
    return sorted(aid, key=lambda row: (-row["given"], -row["received"], row["id"]))[:MOST_LEADS]
