"""Bodies of the question routes."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field

from app.web.envelope import Bilingual, Body, ListBody
from app.web.params import IdCursor, LongListQuery
from graph.questions import Parameter, Question


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
    return QuestionBody(
        id=question.id,
        folder=question.folder,
        title=Bilingual(zh=header.title[0], en=header.title[1]),
        description=Bilingual(zh=header.description[0], en=header.description[1]),
        parameters=[_parameter(parameter) for parameter in header.parameters],
        returns=[QuestionColumn(name=column.name, type=column.type, unit=column.unit) for column in header.columns],
        revision=question.revision,
    )


def _parameter(parameter: Parameter) -> QuestionParameter:
    return QuestionParameter(
        name=parameter.name,
        type=parameter.type,
        required=parameter.required,
        default=parameter.default,
        choices=list(parameter.choices),
        minimum=parameter.minimum,
        maximum=parameter.maximum,
        example=parameter.example,
        description=Bilingual(zh=parameter.description[0], en=parameter.description[1]),
    )
