"""The envelope that every answer comes in: items, their receipt, and whether there are more."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from graph.answers import Answer
from graph.questions.vocabulary import shipped_vocabulary

Item = TypeVar("Item")


def column(question_id: str, name: str) -> FieldInfo:
    """The words for a field that shows a column of a question: its meaning, from the one vocabulary."""
    info: FieldInfo = Field(description=shipped_vocabulary().column(name, question_id).description)
    return info


Id = Annotated[str, Field(description="Identifier.")]
Name = Annotated[str, Field(description="Fullest official name, in Chinese.")]
Label = Annotated[str, column("reach", "label")]


class Body(BaseModel):
    """Part of an answer. A column that its question lacks, or has more, is a defect and not passed over."""

    model_config = ConfigDict(extra="forbid")


class UndatedObserved(Body):
    """How many of the undated links were observed, by where that lies, seen from the day that was asked for."""

    before: int = Field(description="Observed before the day, and not since.")
    within: int = Field(description="Observed on the day, in its month or year, or before and after it.")
    after: int = Field(description="Observed after the day only.")


class ReceiptBody(Body):
    """What was asked, of which graph, and how complete the answer is."""

    question: str = Field(description="Id of the question.")
    revision: str = Field(description="Digest of the question's text: it changes when the question does.")
    parameters: dict[str, Any] = Field(description="As they were used, defaults filled in.")
    graph_version: str | None = Field(description="Version of the graph; null before the first load.")
    newer_version: str | None = Field(
        description="Version of the graph where the answer is of the graph before a load, until the columns of the new "
        "one are there; null otherwise."
    )
    graph_complete: bool = Field(description="False while a load runs or after one was interrupted.")
    as_of: str | None = Field(description="Day that links had to hold on; null where no day was asked for.")
    timezone: str | None = Field(description="Zone whose day `today` was; null where the question has no day.")
    undated_links: int = Field(
        description="Links without dates that the answer used: they count as holding while both their ends do."
    )
    undated_observed: UndatedObserved | None = Field(
        description="How many of these rest on an observation; null where no day was asked for."
    )
    engine: str = Field(description="Engine that answered.")
    row_count: int = Field(description="Rows of the answer, those of the pages before this one included.")
    truncated: bool = Field(description="Whether there were more rows.")
    cut_at: int = Field(description="Most rows that the answer could have.")
    elapsed_ms: float = Field(description="Time that it took, in milliseconds; at first, for an answer that was kept.")
    answer_digest: str = Field(description="Digest of the answer: it changes when the answer does.")
    cypher: str = Field(description="Statement to run it again.")
    cypher_parameters: dict[str, Any] | None = Field(
        description="What the statement takes; null for an answer that took more than running it once."
    )


class Bilingual(Body):
    """A text in both languages."""

    zh: str
    en: str

    @model_validator(mode="before")
    @classmethod
    def _from_pair(cls, told: Any) -> Any:
        """Declarations have both as (Chinese, English)."""
        return {"zh": told[0], "en": told[1]} if isinstance(told, tuple) else told


class Thing(Body):
    """A school, group, organisation or region."""

    id: Id
    label: Label
    name: Name


class AnswerBody(Body, Generic[Item]):
    """An answer: items with their receipt."""

    receipt: ReceiptBody
    items: list[Item]
    truncated: bool = Field(description="Whether there are more items than `limit` let through.")


class ListBody(AnswerBody[Item], Generic[Item]):
    """A page of a list."""

    next_cursor: str | None = Field(
        description="Give it as `cursor` for the next page; null on the last one, and past 100,000 items of a list "
        "that isn't in the order of ids: `truncated` tells that there are more."
    )


def envelope(answer: Answer) -> dict[str, Any]:
    """The fields of AnswerBody."""
    return {"receipt": answer.receipt.as_dict(), "items": answer.rows, "truncated": answer.receipt.truncated}
