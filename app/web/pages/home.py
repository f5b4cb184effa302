"""What the front page shows: lead schools, what was searched for, and where the questions are."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.web.deps import LibraryKeeper
from app.web.pages.catalogue import QuestionFolder, folders
from app.web.pages.texts import PageTexts
from graph.answers import Answer
from graph.errors import StoreError

MOST_LEADS = 10
MOST_FOUND = 20
SHOWN_QUESTIONS = 3
"""Questions of each folder that the front page names; the rest are on their own page."""


@dataclass(slots=True)
class Home:
    """The front page's content. Without a store there is only `trouble`, and what needs no store."""

    leads: Answer | None = None
    found: Answer | None = None
    trouble: str = ""
    folders: list[QuestionFolder] = field(default_factory=list)


def home_content(keeper: LibraryKeeper, texts: PageTexts, searched: str) -> Home:
    """Ask what the front page shows. Raises BadParameter for a hostile search text."""
    content = Home(folders=folders(texts))
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
