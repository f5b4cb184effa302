"""The first visitor after a start doesn't wait for what the engine does once: planning and compiling what pages ask.

Nor does anybody wait for a turn with what was never asked, and may take long (turns.py): how long it takes is known."""

from __future__ import annotations

import logging
from threading import Thread

from fastapi import FastAPI

from app.web.deps import LibraryKeeper
from app.web.pages.entities.content import KINDS, entity_content
from app.web.pages.home import home_of
from app.web.pages.stories.declared import Stories
from app.web.pages.texts import PageTexts
from graph.answers import Library
from graph.columns.reading import RowReader
from graph.errors import HuoshuiError

_logger = logging.getLogger("huoshui.web")


def warm_beside(app: FastAPI) -> None:
    """Have a thread ask, once, what pages and clients ask all day."""
    Thread(target=_warm, args=(app.state.keeper, app.state.stories), name="warming", daemon=True).start()


def _warm(keeper: LibraryKeeper, stories: Stories) -> None:
    try:
        library = keeper.library()
        # The first time takes long for whoever it is: it would count as what the question takes.
        for each in (Library(library.store, reading=RowReader(library.store, lives_on=True)), library):
            ask_what_is_asked_all_day(each, stories)
    except HuoshuiError as error:
        _logger.info("Nothing was asked beforehand: %s", error.message)


def ask_what_is_asked_all_day(library: Library, stories: Stories) -> None:
    """Ask what the front page shows, and what the page of one of each kind shows or leads to. Raises a StoreError."""
    texts = PageTexts("zh")
    home_of(library, stories, texts)
    for kind in KINDS:
        for row in library.ask(kind.folder, max_rows=1).rows:
            id_ = row["id"]
            entity_content(library, kind, library.ask(kind.question, {"id": id_}), texts)
            library.ask("find", {"name": str(row.get("name") or id_)[:2]})
            for one in kind.more:
                library.ask(one.question, one.given(id_))
