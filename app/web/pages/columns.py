"""Which columns of an answer stand together on a page: an id with its name, sources with their places."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.web.pages.addresses import FOLDERS
from graph.questions import Column, Question
from graph.questions.vocabulary import Term, shipped_vocabulary


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the page: the column of the answer, its words, and the one that names or places what it holds."""

    column: Column
    term: Term
    kind: str
    """number, entity, evidence, link, code or text."""
    shown_with: str = ""
    label_in: str = ""
    """The column that tells what an entity is; "" where the term does, or nothing."""

    @property
    def label(self) -> str:
        """What an entity always is; "" where it may be any."""
        return self.term.id_of if self.term.id_of in FOLDERS else ""


def fields(question: Question) -> dict[str, Field]:
    """Every column of a question by name, also those that stand in the place of another."""
    return described(question.header.columns, question.id)


def described(columns: Sequence[Column], question: str = "") -> dict[str, Field]:
    """The same for any columns."""
    terms = {column.name: shipped_vocabulary().column(column.name, question) for column in columns}
    return {column.name: _field(column, terms[column.name], terms) for column in columns}


def arranged(known: Mapping[str, Field]) -> list[Field]:
    """The columns of a page, in the order of the header; keys of links, which few read, last."""
    second = {field.shown_with for field in known.values()}
    # The label of what a row is about is worth a column of its own.
    second |= {field.label_in for name, field in known.items() if name != "id"}
    return sorted(
        (field for name, field in known.items() if name not in second), key=lambda field: field.term.holds == "key"
    )


def _field(column: Column, term: Term, terms: Collection[str]) -> Field:
    shown_with = term.shown_with if term.shown_with in terms else ""
    label_in = term.label_in if term.id_of == "any" and term.label_in in terms else ""
    return Field(column, term, _kind(column, term), shown_with, label_in)


def _kind(column: Column, term: Term) -> str:
    if term.id_of:
        return "entity" if term.id_of in ("any", *FOLDERS) else "code"
    if term.holds:
        return {"evidence": "evidence", "key": "code", "address": "link"}[term.holds]
    return "number" if column.type in ("integer", "float") else "text"
