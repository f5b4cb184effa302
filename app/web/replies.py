"""One way from a question to a response: pages and cursors, JSON or a file, and the tag by which a client asks again.

A route asks through `ReplyDep` and hands what came back to `listed` or `one`, with the body to make of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from pydantic import BaseModel

from app.answer_files import ANSWER_FORMATS, AnswerContent, AnswerFormat, answer_content
from app.web.accepting import JSON_TYPE, has_already
from app.web.answer_files import file_headers, is_for_spreadsheet, preferred_format
from app.web.deps import LibraryKeeper, require
from app.web.envelope import envelope
from app.web.pages.addresses import address, answer_address
from app.web.pages.layout import public_url
from app.web.params import AFTER, CURSOR, LIST_FORMAT, ListQuery, checked, chosen
from graph.answers import Answer, Library, Receipt
from graph.errors import BadParameter, NotFound
from graph.questions import shipped_catalogue

MOST_PAGED = 100_000
"""Rows behind which a list that isn't paged by id ends: every page asks again for all the rows before it."""
_VERSION = version("huoshui")


@dataclass(frozen=True, slots=True)
class Page:
    """A part of an answer: its rows, and where the next part begins."""

    answer: Answer
    rows: list[dict[str, Any]]
    next_cursor: str | None
    limit: int
    cursor: str | None
    """Where this part begins, where the question's own parameters don't tell."""
    format: AnswerFormat | None
    """The format of a file; None for JSON."""

    def fields(self, items: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """The fields of ListBody, with `items` in place of the rows where they have another form."""
        return {
            **envelope(self.answer),
            "items": self.rows if items is None else items,
            "next_cursor": self.next_cursor,
        }


class Reply:
    """What one request asks, and how it wants the answer."""

    def __init__(self, request: Request) -> None:
        self._request = request

        self._keeper: LibraryKeeper = request.app.state.keeper

    @property
    def library(self) -> Library:
        """The library over the store. Raises StoreUnreachable."""
        return self._keeper.library()

    def ask(self, question_id: str, given: dict[str, Any], *, max_rows: int | None = None) -> Answer:
        """The whole answer. Raises what Library.ask does."""
        return self.library.ask(question_id, given, max_rows=max_rows)

    def page(
        self,
        question_id: str,
        query: ListQuery,
        *,
        called: Mapping[str, str] | None = None,
        region: str = "",
        **in_path: str,
    ) -> Page:
        """The page that `query` names of a list; `in_path` is what the address calls `id`.

        `called` tells which of the question's parameters go by another name in the address; `region` which of them
        narrows the list by a region: where the page is empty for want of that region, this raises NotFound.
        Raises BadParameter for a cursor of another list or graph, and what Library.ask does."""
        given = query.given(**in_path)
        page = self.page_of(question_id, given, query, called=dict.fromkeys(in_path, "id") | dict(called or {}))
        if not page.rows and (code := given.get(region)):
            # No school of an unknown region is no answer, it is a typing error.
            require(self.library, "region", code, region)
        return page

    def page_of(
        self, question_id: str, given: dict[str, Any], query: ListQuery, called: Mapping[str, str] | None = None
    ) -> Page:
        """The same with the question's parameters given apart."""
        format_ = self._format(query)
        rows: int = checked(query.LIMIT, query.limit)
        cursor: str | None = checked(CURSOR, query.cursor)
        header = shipped_catalogue()[question_id].header
        keyed = any(parameter.name == AFTER for parameter in header.parameters)
        first, of_version = (0, None) if keyed else _read_cursor(cursor)
        if keyed and cursor:
            given = {**given, AFTER: cursor}
        with _names_of_the_address(called or {}):
            answer = self.ask(question_id, given, max_rows=first + rows)
        receipt = answer.receipt
        if of_version is not None and of_version != receipt.graph_version:
            raise BadParameter(
                "cursor",
                f"is of graph version {of_version[:40]}, and the graph is now {receipt.graph_version}",
                next_step="Ask again without cursor: rows may have moved.",
            )
        following = None
        if receipt.truncated and keyed:
            following = str(answer.rows[-1][header.columns[0].name])
        elif receipt.truncated and first + rows < MOST_PAGED:
            following = f"{receipt.graph_version}-{first + rows}"
        return Page(answer, answer.rows[first:], following, rows, None if keyed else cursor, format_)

    def listed(self, page: Page, body: Callable[[], BaseModel]) -> Response:
        """The response with a page, as JSON or a file; 304 for a client that has it already."""
        if (format_ := page.format) is None:
            return self.one(body, page.answer)
        receipt = page.answer.receipt
        headers = file_headers(
            f"{receipt.question}-{receipt.graph_version}", format_.name, len(page.rows), _told(receipt)
        )
        if page.next_cursor:
            following = self._request.url.include_query_params(cursor=page.next_cursor)
            headers["Link"] = f'<{address(following.path)}?{following.query}>; rel="next"'
        return self.send(format_.media_type, lambda: format_.write(self._content(page)), page.answer, headers=headers)

    def _content(self, page: Page) -> AnswerContent:
        """What a file of a page holds. It is kept for others: of this request it holds what the tag tells."""
        receipt = page.answer.receipt
        question = shipped_catalogue()[receipt.question]
        others = {} if page.cursor is None else {"cursor": page.cursor}
        again = public_url(self._request) + answer_address(question, receipt, page.limit, **others)
        marked = is_for_spreadsheet(self._request)
        return answer_content(self.library, question, page.answer, page.rows, again, for_spreadsheet=marked)

    def one(self, body: Callable[[], BaseModel], *answers: Answer) -> Response:
        """The response with a JSON body that rests on these answers."""
        return self.send(JSON_TYPE, lambda: body().model_dump_json(by_alias=True).encode(), *answers)

    def send(
        self,
        media_type: str,
        make: Callable[[], bytes],
        *answers: Answer,
        headers: dict[str, str] | None = None,
        marks: Sequence[str] = (),
    ) -> Response:
        """The response with what `make` makes of these answers, once; 304 for a client that has it.

        `marks` are what it depends on beside the answers and the address, such as the day or the browser's language."""
        tag = self._tag(media_type, [answer.receipt for answer in answers], marks)
        # The same for a 304: whoever keeps the body takes these headers for the body's own, its policy among them.
        told = {"ETag": tag, "Vary": "Accept", **(headers or {})}
        if has_already(self._request, tag):
            return Response(status_code=304, headers={**told, "Vary": "Accept, Accept-Encoding"})
        turns, kind = self._keeper.turns, f"{self._request.scope['route'].name} {media_type}"
        body = self._keeper.bodies.get(tag, lambda: turns.timed(kind, {}, make), before=lambda: turns.before(kind, {}))
        return Response(body, headers=told, media_type=media_type)

    def _format(self, query: ListQuery) -> AnswerFormat | None:
        if query.format is not None:
            return ANSWER_FORMATS.get(chosen(LIST_FORMAT, query.format))
        return preferred_format(self._request)

    def _tag(self, media_type: str, receipts: list[Receipt], marks: Sequence[str] = ()) -> str:
        """It begins with the graph's version, and is weak: how long an answer took differs from run to run."""
        told: list[Any] = [_VERSION, self._request.url.path, self._request.url.query, media_type]
        told += [is_for_spreadsheet(self._request), *marks]
        told += [receipt.as_dict() | {"elapsed_ms": None} for receipt in receipts]
        digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
        return f'W/"{receipts[0].graph_version}.{digest}"'


async def _reply(request: Request) -> Reply:
    # Async, for FastAPI sends what isn't to another thread: a tenth of a small answer's time.
    return Reply(request)


ReplyDep = Annotated[Reply, Depends(_reply)]


@contextmanager
def _names_of_the_address(called: Mapping[str, str]) -> Iterator[None]:
    """A problem with a parameter that goes by another name in the address names it so."""
    try:
        yield
    except (BadParameter, NotFound) as error:
        if error.parameter is None or error.parameter not in called:
            raise
        name = called[error.parameter]
        if isinstance(error, BadParameter):
            raise BadParameter(
                name, error.problem, next_step=error.next_step, chinese=error.problem_words[0]
            ) from error
        raise NotFound(error.message, parameter=name, next_step=error.next_step, chinese=error.words[0]) from error


def _read_cursor(cursor: str | None) -> tuple[int, str | None]:
    """(rows before the page, version of the graph that they are of); (0, None) for the first page."""
    if not cursor:
        return 0, None
    of_version, _, first = cursor.rpartition("-")
    if not of_version or not (first.isascii() and first.isdigit()) or len(first) > 6 or int(first) > MOST_PAGED:
        raise BadParameter(
            "cursor", "is no cursor of this list", next_step="Give `next_cursor` of the page before, as it stands."
        )
    return int(first), of_version


def _told(receipt: Receipt) -> dict[str, Any]:
    """The receipt but for the statement."""
    return {name: value for name, value in receipt.as_dict().items() if name not in ("cypher", "cypher_parameters")}
