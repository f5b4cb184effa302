"""GET /paths."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from app.web.examples import CSV, shown
from app.web.params import LANGUAGE, checked
from app.web.paths.schemas import Paths, PathsQuery
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import ReplyDep

router = APIRouter(prefix="/paths", tags=["paths"], responses=ANSWER_PROBLEMS)


@router.get(
    "",
    summary="The shortest path between two 最短路径",
    response_model=Paths,
    responses=shown(
        "/api/v1/paths?from=school-500107-6e4ea7a187&to=school-500107-215ef9c85b&as_of=2025-09-01&lang=en", CSV
    ),
)
def paths(reply: ReplyDep, query: Annotated[PathsQuery, Query()]) -> Response:
    """The shortest way along ties between two schools, groups or regions, link by link, each with its evidence.

    Without a path of so many links `items` is empty and `hops` null."""
    sentence = "sentence" if checked(LANGUAGE, query.lang) == "zh" else "sentence_en"
    page = reply.page("shortest_path", query)
    ends = {name: page.answer.extra[name] for name in ("from", "to", "hops")}
    return reply.listed(
        page,
        lambda: Paths(
            **page.fields([_item(row, sentence) for row in page.rows]), **ends, sentence=page.answer.extra[sentence]
        ),
    )


def _item(row: dict[str, Any], sentence: str) -> dict[str, Any]:
    """A row with its sentence in one language."""
    return {name: value for name, value in row.items() if not name.startswith("sentence")} | {"sentence": row[sentence]}
