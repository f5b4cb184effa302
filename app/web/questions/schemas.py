"""Bodies of the question routes."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field

from app.web.envelope import Bilingual, Body, ListBody
from app.web.params import IdCursor, LongListQuery
from graph.questions import Question


class AnswerQuery(LongListQuery):
    """Which page, and in which form. Every other parameter belongs to the question, which checks it."""

    model_config = ConfigDict(extra="allow")

    cursor: IdCursor = None


class QuestionParameter(Body):
    """A parameter of a question."""

    name: str
    type: str = Field(description="string, strings (a comma list), integer, float, boolean or day.")
    required: bool = Field(description="Whether an answer needs it.")
    default: str | None = Field(description="Value where it is left out; null means unfiltered, or required.")
    choices: list[str] = Field(description="The only values allowed; empty means any.")
    minimum: int | None
    maximum: int | None
    id_of: list[str] = Field(description="The labels whose ids it takes, `tie` for the key of a link; empty for no id.")
    example: str | None
    description: Bilingual


class QuestionColumn(Body):
    """A column of a question's answer."""

    name: str
    type: str
    unit: str = Field(description="Unit or range; empty where it has none.")


class QuestionBody(Body):
    """A question of the catalogue."""

    id: str
    folder: str
    title: Bilingual
    description: Bilingual
    parameters: list[QuestionParameter]
    returns: list[QuestionColumn]
    revision: str = Field(description="Digest of the question's text: it changes when the question does.")


class Questions(Body):
    """The catalogue."""

    items: list[QuestionBody]


class QuestionAnswer(ListBody[dict[str, Any]]):
    """The answer to any question: items have its columns."""


def question_body(question: Question) -> QuestionBody:
    """A question as the API shows it."""
    header = question.header
    told = {
        "id": question.id,
        "folder": question.folder,
        "title": header.title,
        "description": header.description,
        "parameters": header.parameters,
        "returns": header.columns,
        "revision": question.revision,
    }
    return QuestionBody.model_validate(told, from_attributes=True)
