"""GET /coverage."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.web.pages.addresses import address
from app.web.pages.controls import DAY_PATTERN
from app.web.pages.coverage.content import CoveragePage, coverage_page
from app.web.pages.layout import language_of, page
from app.web.pages.meant import elsewhere
from app.web.pages.query import QuestionPageQuery
from app.web.pages.report import report_link
from app.web.pages.table import FOLD_FROM
from app.web.pages.texts import PageTexts

PATH = "/coverage"
router = APIRouter()


@router.get(PATH)
def coverage(request: Request, asked: Annotated[QuestionPageQuery, Query()]) -> Response:
    """How much is covered, of what; whom nothing covers, the years before, and what was reported."""
    texts = PageTexts(language_of(request, asked.lang))
    content = coverage_page(request.app.state.keeper, request.query_params.multi_items(), texts)
    if (other := elsewhere(request, content.meant, texts)) is not None:
        return other
    return page(
        request,
        "coverage.html.j2",
        texts,
        status=content.status,
        charts=content.shares is not None,
        content=content,
        report=_report(request, content, texts),
        path=address(PATH),
        shown={control.parameter.name for control in content.form},
        day_pattern=DAY_PATTERN,
        fold_from=FOLD_FROM,
    )


def _report(request: Request, content: CoveragePage, texts: PageTexts) -> str:
    """Where an error in the shares is reported; "" where there are none."""
    if content.receipt is None:
        return ""
    region = content.receipt.parameters["region"]
    title = " · ".join(filter(None, (texts.word("coverage"), content.region)))
    return report_link(request, texts, title, content.receipt, [region] if region else [])
