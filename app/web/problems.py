"""Errors as `application/problem+json` (RFC 9457): what went wrong, where, and the reader's next step."""

from __future__ import annotations

import json
import logging
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from app.web.headers import security_headers
from app.web.pages.addresses import address
from graph.errors import (
    AnswerTooLarge,
    BadParameter,
    HuoshuiError,
    NotFound,
    StatementInvalid,
    StatementRefused,
    StoreBusy,
    StoreTimeout,
    WrongUse,
)
from graph.model import Words

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = "5"
_logger = logging.getLogger("huoshui.web")

_FOR_NOW = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)

# Status to (type, title, next step) of what no class of the error tree stands for.
_HTTP_PROBLEMS = {
    403: ("other-site", "Another site sent this", "Open this app's own page and run it there."),
    404: ("unknown-address", "Nothing is at this address", "See the addresses at /docs."),
    405: (
        "method-not-allowed",
        "This address takes another method",
        "Use GET; POST is for Cypher of your own, at /api/v1/cypher.",
    ),
    421: ("other-host", "This server has another name", "Ask it by the name that its operator tells."),
    413: ("body-too-long", "The request's body is too long", "Shorten the statement, or its parameters."),
    415: ("other-media-type", "The body is of another media type", "Send JSON, as `Content-Type: application/json`."),
    500: ("unforeseen", "Something went wrong", "This is a defect of Huoshui: report it with the address you asked."),
    503: ("not-ready", "The graph holds nothing yet", "Load something: `huoshui load seeds`."),
}
_FOR_OPERATORS = re.compile(r"`huoshui|NEO4J_|HUOSHUI_")
PROBES = "/health/"
"""Addresses that operators ask: they are told the command that helps."""


class ProblemWords(NamedTuple):
    """A kind of problem as visitors read it, (Chinese, English)."""

    title: Words
    step: Words
    page: Words
    """The step for a reader of pages, who asks no address of the API."""


class Problem(BaseModel):
    """An error, for a program and for a person."""

    type: str = Field(description="Kind of problem; its address on the API page.", examples=["/docs#bad-parameter"])
    title: str = Field(description="The kind in words.", examples=["A parameter is not valid"])
    status: int = Field(description="HTTP status.", examples=[422])
    detail: str = Field(description="What is wrong with this request.", examples=["hops: 9 is not between 1 and 6"])
    next_step: str = Field(
        description="What to do about it.", examples=["Correct the parameter that the message names."]
    )
    instance: str = Field(description="Address that was asked.", examples=["/api/v1/reach/530100"])
    parameter: str | None = Field(None, description="Parameter at fault, where one is.", examples=["hops"])
    operator: str | None = Field(None, description="What the console doesn't run, where that is why.")
    position: list[int] | None = Field(
        None, description="Line and column in the statement, from 1, where one is at fault."
    )


class ProblemResponse(Response):
    """A problem as a response, with its own media type."""

    media_type = MEDIA_TYPE

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None, chinese: str = "") -> None:
        # A lone surrogate from a hostile address becomes its JSON escape instead of a second error.
        text = json.dumps(problem.model_dump(exclude_none=True), ensure_ascii=False)
        self.problem = problem
        self.words: Words = (chinese or problem.detail, problem.detail)
        extra = {"Retry-After": RETRY_AFTER_S} if problem.status in _FOR_NOW else {}
        super().__init__(
            text.encode("utf-8", "backslashreplace"), problem.status, {**security_headers(), **extra, **(headers or {})}
        )


def error_classes() -> Iterator[type[HuoshuiError]]:
    """Every class of the error tree, each a `type` of problem, in the order of the tree."""
    waiting: list[type[HuoshuiError]] = [HuoshuiError]
    while waiting:
        error_class = waiting.pop(0)
        yield error_class
        waiting = [*error_class.__subclasses__(), *waiting]


def anchor(error_class: type[HuoshuiError]) -> str:
    """A class's name as it stands in `type`: StoreTimeout is store-timeout."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", error_class.__name__).lower()


def http_kinds() -> list[tuple[str, int]]:
    """(anchor, status) of the problems outside the error tree."""
    return [(kind, status) for status, (kind, _, _) in _HTTP_PROBLEMS.items()]


@cache
def _told() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("problem_words.toml").read_text("utf-8"))


def problem_words() -> Mapping[str, ProblemWords]:
    """What visitors read of each kind of problem, by its anchor; in English where nobody has put it into Chinese."""
    english = {anchor(error): (error.title, error.default_step) for error in error_classes()}
    english |= {kind: (title, step) for kind, title, step in _HTTP_PROBLEMS.values()}
    found = {}
    for kind, (title, step) in english.items():
        told = _told().get(kind, {"title": title, "step": [step]})
        chinese, *other = told["step"]
        steps = (chinese, other[0] if other else step)
        found[kind] = ProblemWords((told["title"], title), steps, tuple(told.get("page", steps)))
    return found


def words_of(error: HuoshuiError) -> ProblemWords:
    """What visitors read of an error; a step of its own, which is in English, stands before that of its kind."""
    words = problem_words()[anchor(type(error))]
    if error.next_step == error.default_step or _FOR_OPERATORS.search(error.next_step):
        return words
    own = (error.next_step, error.next_step)
    return ProblemWords(words.title, own, own)


def http_kind(status: int) -> tuple[str, str, str]:
    """(anchor, title, next step) of a status outside the error tree."""
    return _HTTP_PROBLEMS.get(status, ("about:blank", HTTPStatus(status).phrase, "See the addresses at /docs."))


def known_problem(request: Request, error: HuoshuiError) -> ProblemResponse:
    """The response to an error of the tree. What only the operator may see goes to the log instead."""
    chinese, detail = told(request, error)
    return ProblemResponse(
        Problem(
            type=address(f"/docs#{anchor(type(error))}"),
            title=error.title,
            status=error.status,
            detail=detail,
            next_step=error.next_step if request.url.path.startswith(PROBES) else words_of(error).step[1],
            instance=address(request.url.path),
            parameter=error.parameter if isinstance(error, BadParameter | NotFound) else None,
            operator=error.operator if isinstance(error, StatementRefused) else None,
            position=_position(error),
        ),
        chinese=chinese,
    )


def _position(error: HuoshuiError) -> list[int] | None:
    position = error.position if isinstance(error, StatementInvalid | StatementRefused) else None
    return list(position) if position else None


def told(request: Request, error: HuoshuiError) -> Words:
    """What a reader may know of an error, in Chinese and English; the rest goes to the log."""
    if not isinstance(error, WrongUse | StoreBusy):
        _logger.error("%s %s: %s. %s", type(error).__name__, request.url.path, error.message, error.next_step)
    if isinstance(error, WrongUse | StoreBusy | StoreTimeout | AnswerTooLarge):
        return error.words
    chinese = problem_words()[anchor(type(error))].title[0]
    return f"{chinese}；详情在服务器的日志里。", f"{error.title}; the server's log tells more."


def validation_problem(request: Request, error: RequestValidationError) -> ProblemResponse:
    """The response to what FastAPI refuses by itself, such as a parameter that is missing."""
    first: dict[str, Any] = error.errors()[0]
    name = str(first["loc"][-1])
    message, chinese = ("is missing", "没有给出") if first["type"] == "missing" else (first["msg"], "")
    return known_problem(request, BadParameter(name, message, chinese=chinese))


def http_problem(request: Request, error: HTTPException) -> ProblemResponse:
    """The response to an address that isn't there or doesn't take the method."""
    kind, title, step = http_kind(error.status_code)
    if kind in problem_words() and not request.url.path.startswith(PROBES):
        step = problem_words()[kind].step[1]
    headers = dict(error.headers or {})
    if headers.get("Allow") == "GET":
        headers["Allow"] = "GET, HEAD"
    return ProblemResponse(
        Problem(
            type=kind if ":" in kind else address(f"/docs#{kind}"),
            title=title,
            status=error.status_code,
            detail=f"{request.method} {request.url.path}: {error.detail}",
            next_step=step,
            instance=address(request.url.path),
        ),
        headers,
        chinese=f"{request.method} {request.url.path}",
    )


def unforeseen_problem(request: Request, error: Exception) -> ProblemResponse:  # noqa: ARG001 - the handlers' signature
    """The last resort. The traceback goes to the server's log, never to the reader.

    The server closes the connection after it: whoever would use it again has to know."""
    return http_problem(request, HTTPException(500, "the server's log tells more", {"Connection": "close"}))


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem responses of a route, for its documentation."""
    return {status: {"model": Problem, "description": _MEANING[status]} for status in statuses}


_MEANING = {
    403: "The console doesn't run this, or is off, or another site sent the request.",
    413: "The body is longer than 64 kB.",
    415: "The body isn't sent as application/json.",
    429: "Too many statements are running: yours, or everyone's.",
    404: "Nothing has this id.",
    422: "A parameter is unknown, missing or not valid; the problem names it.",
    503: "The store can't be reached, or it took too long: `Retry-After` says when to ask again.",
}
MOVED: dict[int | str, dict[str, Any]] = {
    308: {"description": "The id gave way to another: `Location` has the address with the one that stands."}
}
"""Beside the others, for an address with an id in its path."""
ANSWER_PROBLEMS = {
    304: {"description": "The client has it already, by its If-None-Match."},
    **responses(404, 422, 503),
}
