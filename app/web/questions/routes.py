"""GET /questions, /questions/{id} and /questions/{id}/answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.web.examples import FILES, shown
from app.web.params import QuestionId
from app.web.problems import ANSWER_PROBLEMS, responses
from app.web.questions.schemas import AnswerQuery, QuestionAnswer, QuestionBody, Questions, question_body
from app.web.replies import ReplyDep
from graph.questions import shipped_catalogue

router = APIRouter(prefix="/questions", tags=["questions"])


@router.get("", summary="The question catalogue 问题目录", responses=responses(422) | shown("/api/v1/questions"))
def questions() -> Questions:
    """Every question that can be asked, with its parameters, the columns of its answer and its revision."""
    return Questions(items=[question_body(question) for question in shipped_catalogue().values()])


@router.get(
    "/{id}", summary="One question 一个问题", responses=responses(404, 422) | shown("/api/v1/questions/aid_by_form")
)
def question(id: QuestionId) -> QuestionBody:  # noqa: A002 - the path's own name
    """One question of the catalogue."""
    return question_body(shipped_catalogue()[id])


@router.get(
    "/{id}/answer",
    summary="Ask any question 任意提问",
    response_model=QuestionAnswer,
    responses=ANSWER_PROBLEMS
    | shown("/api/v1/questions/groups_of_school/answer?school=school-411202-35460f9c90&as_of=2025-09-01", FILES),
)
def answer(
    reply: ReplyDep,
    request: Request,
    id: QuestionId,  # noqa: A002 - the path's own name
    query: Annotated[AnswerQuery, Query()],
) -> Response:
    """The answer to a question; its own parameters stand in the query, such as `?region=530124&form=stationed`."""
    given = {name: value for name, value in request.query_params.items() if name not in AnswerQuery.model_fields}
    page = reply.page_of(id, given, query)
    return reply.listed(page, lambda: QuestionAnswer(**page.fields()))
