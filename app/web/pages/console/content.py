"""What the console's page shows: the form, what is wrong, and once something was run, its rows in every form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from app.answer_files import ANSWER_FORMATS, AnswerFormat
from app.maps import render_map
from app.web.cypher.answers import file_response
from app.web.cypher.schemas import answer_body
from app.web.deps import LibraryKeeper
from app.web.pages.addresses import map_assets
from app.web.pages.console.cells import ConsoleTable, console_table
from app.web.pages.console.form import Filled
from app.web.pages.texts import PageTexts
from app.web.problems import http_kind, problem_words, told, words_of
from graph.console import ConsoleAnswer, QueryPlan
from graph.errors import BadParameter, HuoshuiError, StatementInvalid, StatementRefused, StoreDenied, StoreUnreachable
from graph.settings import Settings

MOST_SHOWN = 500
"""Rows that the page holds; files and the API give all."""
MOST_JSON = 100_000
"""Characters of JSON that the page holds."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong: its kind, its detail, what to do, and the line of the statement with the place in it."""

    status: int
    title: str
    detail: str
    next_step: str
    field: str = ""
    position: tuple[int, int] | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class ShownRows:
    """An answer as the page shows it."""

    table: ConsoleTable
    notes: Sequence[str]
    cut: str
    held_back: str
    json: str
    json_is_cut: bool
    map: str


@dataclass(slots=True)
class ConsolePage:
    """The page's content."""

    filled: Filled
    limits: Mapping[str, str]
    status: int = 200
    trouble: Trouble | None = None
    found: ShownRows | None = None
    plan: QueryPlan | None = None
    formats: Sequence[AnswerFormat] = tuple(ANSWER_FORMATS.values())


def console_page(settings: Settings, filled: Filled) -> ConsolePage:
    """The page with nothing run."""
    return ConsolePage(
        filled,
        {
            "seconds": f"{settings.console_timeout_s:g}",
            "rows": f"{settings.console_max_rows:,}",
            "bytes": f"{settings.console_max_bytes:,}",
            "at_once": str(settings.console_per_client),
        },
    )


def run_console(
    keeper: LibraryKeeper, request: Request, filled: Filled, texts: PageTexts, client: str
) -> ConsolePage | Response:
    """Do what the form asked: the page with rows, with a plan or with what is wrong; or the rows as a file."""
    content = console_page(keeper.settings, filled)
    try:
        statement, parameters = filled.values()
        console = keeper.console()
        if filled.do == "plan":
            content.plan = console.explain(statement, parameters, client=client)
            return content
        answer = console.run(statement, parameters, client=client)
    except HuoshuiError as error:
        if isinstance(error, StoreUnreachable | StoreDenied):
            keeper.reconsider()
        content.trouble = trouble(request, error, filled)
        content.status = error.status
        return content
    if format_ := ANSWER_FORMATS.get(filled.do):
        return file_response(answer, format_, for_spreadsheet=True)
    content.plan = answer.plan
    content.found = _found(answer, texts)
    return content


def trouble(request: Request, error: HuoshuiError, filled: Filled) -> Trouble:
    """An error of the tree, with the line of the statement that it speaks of."""
    position = error.position if isinstance(error, StatementInvalid | StatementRefused) else None
    lines = filled.statement.replace("\r\n", "\n").split("\n")
    line = lines[position[0] - 1] if position and position[0] <= len(lines) else ""
    field_ = error.parameter if isinstance(error, BadParameter) else ""
    words, column = words_of(error), PageTexts(filled.language).column
    # In English: it may be the engine's own words.
    _, said = told(request, error)
    return Trouble(error.status, words.title[column], said, words.page[column], field_, position, line)


def http_trouble(error: HTTPException, texts: PageTexts) -> Trouble:
    """What is wrong with a request that was not read."""
    kind, title, step = http_kind(error.status_code)
    words = problem_words().get(kind)
    if words:
        title, step = words.title[texts.column], words.page[texts.column]
    return Trouble(error.status_code, title, str(error.detail), step)


def _found(answer: ConsoleAnswer, texts: PageTexts) -> ShownRows:
    rows = answer.rows[:MOST_SHOWN]
    text = json.dumps(answer_body(answer).model_dump(by_alias=True, exclude={"plan"}), ensure_ascii=False, indent=2)
    return ShownRows(
        table=console_table(answer.columns, rows, texts.language),
        notes=_notes(answer, texts),
        cut=_cut(answer, texts),
        held_back=texts.word("console_held_back", n=f"{len(rows):,}") if len(rows) < len(answer.rows) else "",
        json=text[:MOST_JSON],
        json_is_cut=len(text) > MOST_JSON,
        map=_map(answer, texts),
    )


def _notes(answer: ConsoleAnswer, texts: PageTexts) -> list[str]:
    notes = [
        texts.word("rows", n=f"{len(answer.rows):,}"),
        texts.word("console_took", ms=f"{answer.elapsed_ms:,.0f}"),
        texts.word("version_line", version=answer.graph_version),
        answer.engine,
    ]
    if answer.newer_version is not None:
        notes.append(texts.word("console_newer", version=answer.newer_version))
    return notes if answer.graph_complete else [*notes, texts.word("incomplete")]


def _cut(answer: ConsoleAnswer, texts: PageTexts) -> str:
    if answer.cut_by is None:
        return ""
    return texts.word(f"console_cut_{answer.cut_by}", n=f"{answer.cut_at:,}", rows=f"{len(answer.rows):,}")


def _map(answer: ConsoleAnswer, texts: PageTexts) -> str:
    """The map as a page to stand in a frame, under this page's policy."""
    if answer.network is None:
        return ""
    return render_map(answer.network, title=texts.word("console_map"), language=texts.language, **map_assets())
