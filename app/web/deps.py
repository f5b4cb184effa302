"""What routes depend on: the library over the one store, and that a request holds no parameter the route lacks."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Container
from functools import cache
from threading import Lock
from typing import Any, get_type_hints
from urllib.parse import unquote_to_bytes

from fastapi import Request

from app.web.params import AddressQuery
from app.web.turns import SharedTurns
from graph import Settings, Store, engines
from graph.answer_cache import AnswerCache
from graph.answers import Library, answer_cache
from graph.console import Console
from graph.errors import BadParameter, ConsoleOff, HuoshuiError, NotFound, StoreUnreachable
from graph.questions import shipped_catalogue

_logger = logging.getLogger("huoshui.web")
_STEPS = {
    "region": "Find the code by name: /api/v1/regions?q=NAME.",
    "group": "Search by name: /api/v1/groups?q=NAME.",
}


class LibraryKeeper:
    """Holds the process's one library: opened when a store is there, opened anew when the store has moved.

    Safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        most_bytes = settings.answer_cache_mb * 1_000_000
        self.cache = answer_cache(most_bytes)
        self.bodies: AnswerCache[bytes] = AnswerCache(most_bytes, len)
        """Answers as they were sent, by their tag."""
        self.turns = SharedTurns(settings)
        self._lock = Lock()
        self._library: Library | None = None
        self._console: Console | None = None
        self._console_store: Store | None = None

    def library(self) -> Library:
        """The library over the store, with the reader account. Raises StoreUnreachable where there is no store."""
        with self._lock:
            if self._library is None:
                connection = engines.connection(self.settings, write=False)
                if connection is None:
                    raise StoreUnreachable("No store is configured and none runs here")
                self._library = Library(Store(connection, self.settings), cache=self.cache, turns=self.turns)
            return self._library

    def console(self) -> Console:
        """The console beside the same store: one, since it counts what each client has running.

        Raises ConsoleOff where it is switched off, store or no store, and StoreUnreachable."""
        if not self.settings.console:
            raise ConsoleOff("The console is switched off here")
        store = self.library().store
        with self._lock:
            if self._console is None or self._console_store is not store:
                if self._console is not None:
                    self._console.close()
                self._console, self._console_store = Console(store), store
            return self._console

    def open(self) -> None:
        """Open the store if it is there already; else the first request that finds it does."""
        try:
            self.library()
        except HuoshuiError as error:
            _logger.warning("Starting without a store: %s. %s", error.message, error.next_step)

    def reconsider(self) -> None:
        """After the store failed: let go of it if it now is elsewhere or gone, so that the next request looks again.

        An engine that was stopped and started listens on another port, with the driver still calling the old one."""
        connection = engines.connection(self.settings, write=False)
        with self._lock:
            if self._library is None or self._library.store.connection == connection:
                return
            left, self._library = self._library, None
        left.store.close()

    def close(self) -> None:
        """Give the store's connections back."""
        with self._lock:
            left, self._library = self._library, None
            console, self._console = self._console, None
        if console is not None:
            console.close()
        if left is not None:
            left.store.close()


async def only_declared_parameters(request: Request) -> None:
    """Raise BadParameter for a query parameter that the route doesn't declare, or that stands twice.

    Ignoring it would answer another question than the one asked: `?regoin=530124` would count the whole country.
    A route that may answer with a page (`format=html`) is then asked as pages are."""
    declared, others = _declared(request.scope["endpoint"])
    if others == "ignore" and request.query_params.get("format") == "html":
        await page_parameters(request)
        return
    for pair in request.scope["query_string"].split(b"&"):
        _require_text(pair)
    for name in request.query_params:
        if name not in declared and others != "allow":
            known = f"it takes {', '.join(sorted(declared))}" if declared else "it takes none"
            told = f"这个网址没有这个参数；它有 {'、'.join(sorted(declared)) or '（没有）'}"
            raise BadParameter(name[:60], f"is no parameter of this address; {known}", chinese=told)
    _require_once(request, request.query_params)


async def page_parameters(request: Request) -> None:
    """Raise BadParameter for a parameter of a page that stands twice or is no text, unless the page tells that itself.

    Others are passed over: whoever passes a page's address on, WeChat or a newsletter, hangs marks of its own on it."""
    declared, others = _declared(request.scope["endpoint"])
    if others == "allow":
        return
    for pair in request.scope["query_string"].split(b"&"):
        if pair.partition(b"=")[0].decode("latin-1") in declared:
            _require_text(pair)
    _require_once(request, declared)


def require(library: Library, question_id: str, id_: str, parameter: str = "id") -> None:
    """Raise NotFound unless this question (school, group, region) knows the id, which stands in `parameter`."""
    if not library.ask(question_id, {"id": id_}).rows:
        raise not_found(question_id, id_, parameter)


def not_found(question_id: str, id_: str, parameter: str = "id") -> NotFound:
    """The error for an id that such a question doesn't know."""
    if question_id == "region":
        said = f"No region has the code {id_[:80]!r} ({parameter})"
    else:
        said = f"No {question_id} has the id {id_[:80]!r}"
    kind = shipped_catalogue()[question_id].header.title[0].removeprefix("一个").removeprefix("一所")
    chinese = f"没有编号为 {id_[:80]!r} 的{kind}"
    return NotFound(said, parameter=parameter, next_step=_STEPS.get(question_id), chinese=chinese)


def _require_text(pair: bytes) -> None:
    """Raise BadParameter for what isn't UTF-8: it would be asked for with marks in place of what can't be read."""
    try:
        unquote_to_bytes(pair).decode("utf-8")
    except UnicodeDecodeError as error:
        name = unquote_to_bytes(pair.partition(b"=")[0]).decode("utf-8", "replace")
        raise BadParameter(
            name[:60], "is not UTF-8 text, percent-encoded", chinese="不是按 UTF-8 百分号编码的文字"
        ) from error


def _require_once(request: Request, names: Container[str]) -> None:
    for name, count in Counter(name for name, _ in request.query_params.multi_items()).items():
        if count > 1 and name in names:
            raise BadParameter(
                name[:60],
                f"stands {count} times; give it once, several values as a comma list",
                chinese=f"出现了 {count} 次；只给一次，几个值用逗号隔开",
            )


@cache
def _declared(endpoint: Callable[..., Any]) -> tuple[frozenset[str], str]:
    """Names of an endpoint's query parameters, and what it does with others: forbid, ignore or (a question's) allow."""
    for hint in get_type_hints(endpoint).values():
        if isinstance(hint, type) and issubclass(hint, AddressQuery):
            names = frozenset(field.alias or name for name, field in hint.model_fields.items())
            return names, hint.model_config["extra"] or "forbid"
    return frozenset(), "forbid"
