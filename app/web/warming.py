"""The first visitor after a start doesn't wait for what the engine does once: planning and compiling what pages ask.

Nor does anybody wait for a turn with what was never asked, and may take long (turns.py): how long it takes is known."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from threading import Event
from typing import Any
from urllib.parse import quote, urlsplit

from anyio import sleep_forever, to_thread
from fastapi import FastAPI
from starlette.types import Message

from app.web.deps import LibraryKeeper
from app.web.pages.entities.content import KINDS, entity_content
from app.web.pages.home import home_of
from app.web.pages.stories.declared import Stories
from app.web.pages.texts import PageTexts
from graph import Settings
from graph.answers import Library, Turns
from graph.columns.reading import RowReader
from graph.errors import HuoshuiError

_logger = logging.getLogger("huoshui.web")
Known = Mapping[str, str]
"""An id of each kind of page, by the kind's folder."""


class _Ended(Exception):
    """The app ends: nothing more is asked beforehand."""


class _UntilTheEnd(Turns):
    """Everything may be asked at once, until the app ends: what was begun is waited for."""

    def __init__(self, ends: Event) -> None:
        self._ends = ends

    def before(self, _asked: str, _parameters: Mapping[str, Any], /) -> None:
        if self._ends.is_set():
            raise _Ended


async def warm(app: FastAPI, ends: Event) -> None:
    """Ask once what pages and clients ask all day: first of the engine alone, as that takes long for whoever it is."""
    keeper: LibraryKeeper = app.state.keeper
    try:
        known = await to_thread.run_sync(_ask_engine, keeper, app.state.stories, _UntilTheEnd(ends))
        for path in asked_all_day(known):
            if ends.is_set():
                return
            if (status := await _get(app, path)) >= HTTPStatus.INTERNAL_SERVER_ERROR:
                _logger.info("Asked beforehand, %s answers %d", path, status)
        keeper.turns.discount()
        _is_here_to_stay()
    except _Ended:
        pass
    except HuoshuiError as error:
        _logger.info("Nothing was asked beforehand: %s", error.message)
    except Exception:
        # A defect is for who asks for the page: the app answers all others. Raised on, it would end the app.
        _logger.exception("What was asked beforehand met a defect")


def _is_here_to_stay() -> None:
    """Look for garbage in all there is once, and not again.

    Among modules and models a look takes a tenth of a second, and every few large answers met one."""
    gc.collect()
    gc.freeze()


def _ask_engine(keeper: LibraryKeeper, stories: Stories, turns: Turns) -> Known:
    """Ask what the front page shows, and what a page of each kind shows or leads to. Raises a StoreError."""
    store = keeper.library().store
    library, texts = Library(store, turns=turns, reading=RowReader(store, lives_on=True)), PageTexts("zh")
    home_of(library, stories, texts)
    known = {}
    for kind in KINDS:
        for row in library.ask(kind.folder, max_rows=1).rows:
            known[kind.folder] = id_ = str(row["id"])
            entity_content(library, kind, library.ask(kind.question, {"id": id_}), texts)
            for one in kind.more:
                library.ask(one.question, one.given(id_))
    return known


def asked_all_day(known: Known) -> Iterator[str]:
    """Addresses of pages and answers that people and programs ask for most."""
    yield from ("/", "/maps", "/coverage", "/search?q=ab", "/api/v1/search?q=ab")
    for folder, id_ in known.items():
        yield from (f"/{folder}", f"/{folder}/{quote(id_)}")
    if (school := known.get("schools")) is not None:
        yield f"/api/v1/reach/{quote(school)}"
    if region := quote(known.get("regions", "")):
        yield from (f"/maps?focus={region}", f"/api/v1/reach/{region}", f"/api/v1/schools?region={region}")
        yield f"/api/v1/coverage?region={region}&by=prefecture"


def host_of(settings: Settings) -> str:
    """A name by which the app may be asked (`of_hosts` in main.py)."""
    named = [*settings.allowed_hosts.split(), urlsplit(settings.public_url or "").hostname or "127.0.0.1"]
    return named[0].replace("*", "www")


async def _get(app: FastAPI, address: str) -> int:
    """The status of an answer, as a client of this machine would get it."""
    statuses: list[int] = []
    path, _, query = address.partition("?")
    host = host_of(app.state.keeper.settings)
    told: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if not told:
            await sleep_forever()  # nobody goes away
        return told.pop()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(
        {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(b"host", host.encode())], "client": ("127.0.0.1", 0), "server": ("127.0.0.1", 80),
        },
        receive,
        send,
    )  # fmt: skip
    return statuses[0]
