"""GET /paths."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import Field

from app.web.bodies import Named, asks, item_model, list_model
from app.web.envelope import Thing
from app.web.examples import FILES, shown
from app.web.params import LANGUAGE, Lang, ListQuery, checked
from app.web.problems import ANSWER_PROBLEMS
from app.web.replies import ReplyDep

router = APIRouter(prefix="/paths", tags=["paths"], responses=ANSWER_PROBLEMS)
_LEG = item_model(
    Named("Leg", "One link of the path, read from the `from` end of the path on."), "shortest_path", but={"sentence_en"}
)
_PATHS = list_model(
    Named("Paths", "The links of one shortest path, in its order."),
    _LEG,
    from_=Annotated[Thing, Field(alias="from")],
    to=Thing,
    hops=Annotated[int | None, Field(description="Links of the path; null where none is short enough.")],
    sentence=Annotated[str, Field(description="The whole path as a sentence; empty without one.")],
)


@asks("shortest_path")
class PathsQuery(ListQuery):
    """Between what, along which ties."""

    lang: Lang = None


@router.get(
    "",
    summary="The shortest path between two 最短路径",
    response_model=_PATHS,
    responses=shown(
        "/api/v1/paths?from=school-500107-6e4ea7a187&to=school-500107-215ef9c85b&as_of=2025-09-01&lang=en", FILES
    ),
)
def paths(reply: ReplyDep, query: Annotated[PathsQuery, Query()]) -> Response:
    """The shortest way along ties between two schools, groups, organisations or regions, link by link with evidence.

    Without a path of so many links `items` is empty and `hops` null."""
    sentence = "sentence" if checked(LANGUAGE, query.lang) == "zh" else "sentence_en"
    page = reply.page("shortest_path", query)
    ends = {name: page.answer.extra[name] for name in ("from", "to", "hops")}
    return reply.listed(
        page,
        lambda: _PATHS(
            **page.fields([_item(row, sentence) for row in page.rows]), **ends, sentence=page.answer.extra[sentence]
        ),
    )


def _item(row: dict[str, Any], sentence: str) -> dict[str, Any]:
    """A row with its sentence in one language."""
    return {name: value for name, value in row.items() if not name.startswith("sentence")} | {"sentence": row[sentence]}
