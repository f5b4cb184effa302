"""GET /schools, /groups, /organisations, /regions, /programmes and /sources: all that have a page of a kind, in pages.

Each is the answer to a question of the catalogue: filters, days and what comes after a page are the question's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.web.pages import addresses
from app.web.pages.controls import DAY_PATTERN, ROWS
from app.web.pages.layout import language_of, page
from app.web.pages.meant import elsewhere
from app.web.pages.query import QuestionPageQuery
from app.web.pages.question import question_page
from app.web.pages.table import FOLD_FROM
from app.web.pages.texts import PageTexts
from app.web.params import AFTER
from graph.questions import shipped_catalogue

router = APIRouter()
_LEFT_OUT = (AFTER, ROWS.name)
"""What the links below the table are for."""


def _endpoint(folder: str) -> Callable[..., Response]:
    def listed(request: Request, asked: Annotated[QuestionPageQuery, Query()]) -> Response:
        texts = PageTexts(language_of(request, asked.lang))
        question = shipped_catalogue()[folder]
        here = partial(addresses.folder_page, folder, texts.language)
        given = request.query_params.multi_items()
        content = question_page(request.app.state.keeper, question, given, texts, here)
        if (other := elsewhere(request, content.meant, texts)) is not None:
            return other
        content.form = [control for control in content.form if control.parameter.name not in _LEFT_OUT]
        return page(
            request,
            "folder.html.j2",
            texts,
            status=content.status,
            content=content,
            path=addresses.address(f"/{folder}"),
            folders=_folders(texts, folder),
            everything_here=here(()),
            question=addresses.question_page(question.id, texts.language),
            shown={control.parameter.name for control in content.form},
            day_pattern=DAY_PATTERN,
            fold_from=FOLD_FROM,
        )

    return listed


def _folders(texts: PageTexts, current: str) -> Iterable[tuple[str, str, bool]]:
    """(words, address, whether it is this one) of every folder."""
    return [
        (texts.label(label), addresses.folder_page(folder, texts.language), folder == current)
        for label, folder in addresses.FOLDERS.items()
    ]


for _folder in addresses.FOLDERS.values():
    router.add_api_route(f"/{_folder}", _endpoint(_folder), methods=["GET"], name=f"{_folder}_page")
