"""What the list of questions shows: titles by folder, all of them or those that hold the words searched for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from app.web.pages.addresses import example_page, question_page
from app.web.pages.texts import PageTexts
from graph.questions import Question, shipped_catalogue


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A question in a list."""

    id: str
    title: str
    description: str
    address: str
    example: str


@dataclass(frozen=True, slots=True)
class QuestionFolder:
    """A folder of questions, in the reader's language."""

    id: str
    title: str
    questions: list[ListedQuestion]

    @property
    def size(self) -> int:
        """How many questions are listed."""
        return len(self.questions)


def folders(texts: PageTexts, searched: str = "") -> list[QuestionFolder]:
    """The catalogue by folder; with `searched`, the questions that have every word of it, in either language."""
    words = searched.casefold().split()
    kept = [question for question in shipped_catalogue().values() if _has(question, words)]
    by_folder = sorted(kept, key=lambda question: (question.folder, question.id))
    return [
        QuestionFolder(folder, texts.folder(folder), [_entry(question, texts) for question in group])
        for folder, group in groupby(by_folder, key=lambda question: question.folder)
    ]


def _has(question: Question, words: Iterable[str]) -> bool:
    header = question.header
    text = " ".join([question.id, *header.title, *header.description]).casefold()
    return all(word in text for word in words)


def _entry(question: Question, texts: PageTexts) -> ListedQuestion:
    return ListedQuestion(
        id=question.id,
        title=question.header.title[texts.column],
        description=texts.in_words(question.header.description[texts.column]),
        address=question_page(question.id, texts.language),
        example=example_page(question, texts.language),
    )
