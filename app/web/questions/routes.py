"""GET /questions, /questions/{id} and /questions/{id}/answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.web.deps import LibraryDep
from app.web.envelope import envelope
from app.web.examples import shown
from app.web.params import QUESTION_LIMIT, QuestionId, checked
from app.web.problems import ANSWER_PROBLEMS, responses
from app.web.questions.examples import ANSWER, QUESTION, QUESTIONS
from app.web.questions.schemas import AnswerAsked, QuestionAnswer, QuestionBody, Questions, question_body
from graph.questions import shipped_catalogue

router = APIRouter(prefix="/questions", tags=["questions"])


@router.get("", summary="The question catalogue 问题目录", responses=responses(422) | shown(QUESTIONS))
def questions() -> Questions:
    """Every question that can be asked, with its parameters, the columns of its answer and its revision."""
    return Questions(items=[question_body(question) for question in shipped_catalogue().values()])


@router.get("/{id}", summary="One question 一个问题", responses=responses(404, 422) | shown(QUESTION))
def question(id: QuestionId) -> QuestionBody:  # noqa: A002 - the path's own name
    """One question of the catalogue."""
    return question_body(shipped_catalogue()[id])


@router.get("/{id}/answer", summary="Ask any question 任意提问", responses=ANSWER_PROBLEMS | shown(ANSWER))
def answer(
    library: LibraryDep,
    request: Request,
    id: QuestionId,  # noqa: A002 - the path's own name
    asked: Annotated[AnswerAsked, Query()],
) -> QuestionAnswer:
    """The answer to a question; its own parameters stand in the query, such as `?region=530124&form=stationed`."""
    rows = checked(QUESTION_LIMIT, asked.limit)
    given = {name: value for name, value in request.query_params.items() if name != "limit"}
    return QuestionAnswer(**envelope(library.ask(id, given, max_rows=rows)))
