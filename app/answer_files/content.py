"""What goes into a file with an answer: its rows, what its columns mean, and what the answer rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.cited_sources import CitedSource, cited_sources
from app.receipt_facts import receipt_facts
from graph.model import Words
from graph.questions.vocabulary import shipped_vocabulary

if TYPE_CHECKING:
    from graph.answers import Answer, Library
    from graph.console import ConsoleAnswer
    from graph.questions import Question


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column: its name, its type in the question's header ("any" where none is declared), and its words.

    `codes` are the values that it may have with their words, where it holds codes of a list."""

    name: str
    type: str = "any"
    words: Words = ("", "")
    meaning: Words = ("", "")
    unit: str = ""
    codes: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerContent:
    """An answer as a file holds it. `facts` are (what, value); `sources` gives those that the rows cite.

    `for_spreadsheet` tells that it is fetched by a browser, which hands a CSV to a spreadsheet."""

    title: Words
    columns: tuple[FileColumn, ...]
    rows: Sequence[Mapping[str, Any]]
    facts: Sequence[tuple[Words, str]]
    sources: Callable[[], Sequence[CitedSource]] = tuple
    for_spreadsheet: bool = False


def answer_content(
    library: Library,
    question: Question,
    answer: Answer,
    rows: Sequence[Mapping[str, Any]],
    again: str,
    *,
    for_spreadsheet: bool = False,
) -> AnswerContent:
    """What a file holds of some rows of an answer; `again` is the address or command that asks the same."""
    columns = tuple(_file_column(question, column.name, column.type, column.unit) for column in question.header.columns)
    return AnswerContent(
        title=question.header.title,
        columns=columns,
        rows=rows,
        facts=tuple(receipt_facts(question.header.title, answer.receipt, again)),
        sources=lambda: cited_sources(library.store, rows),
        for_spreadsheet=for_spreadsheet,
    )


def console_content(answer: ConsoleAnswer, *, for_spreadsheet: bool = False) -> AnswerContent:
    """What a file holds of the rows of a statement of a reader's own."""
    return AnswerContent(
        title=("自写查询", "Cypher of one's own"),
        columns=tuple(FileColumn(name) for name in answer.columns),
        rows=answer.rows,
        facts=[((name, name), str(value)) for name, value in answer.receipt().items()],
        for_spreadsheet=for_spreadsheet,
    )


def _file_column(question: Question, name: str, type_: str, unit: str) -> FileColumn:
    vocabulary = shipped_vocabulary()
    term = vocabulary.column(name, question.id)
    codes = {value: words for of in term.codes for value, words in vocabulary.codes[of].items()}
    return FileColumn(name, type_, term.words, term.meaning, unit, codes)
