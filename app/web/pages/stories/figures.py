"""The figures of a story, asked of the graph when its page is made: value, of how many, evidence, and the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.web.pages import addresses
from app.web.pages.columns import fields
from app.web.pages.stories.declared import StoryFigure
from app.web.pages.table import Cell, Part, evidence_parts, number_text
from app.web.pages.texts import PageTexts
from graph.answers import Answer, Library
from graph.errors import NotFound
from graph.questions import shipped_catalogue
from graph.questions.vocabulary import shipped_vocabulary

Row = Mapping[str, Any]
MOST_PLACES = 3
"""Places in one source that stand beside a figure; where there are more, the source stands alone."""
_REPORTED = ("value", "reported")
"""Columns whose unit, precision and date stand beside them in the row."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as the page shows it; without a `value` the graph doesn't hold it."""

    words: str
    value: str
    exact: str
    """The value that is shown rounded."""
    notes: Sequence[str]
    evidence: Cell
    address: str
    rows: Sequence[Row] = ()


def story_figure(declared: StoryFigure, library: Library, texts: PageTexts) -> ShownFigure:
    """A figure, asked now. Raises a StoreError."""
    words = declared.words.of(texts.language)
    address = addresses.question_page(declared.question, texts.language, declared.parameters.items())
    missing = ShownFigure(words, "", "", (), Cell(()), address)
    try:
        answer = library.ask(declared.question, declared.parameters)
    except NotFound:
        return missing
    rows = [row for row in answer.rows if _meant(row, declared.where)]
    if declared.cell:
        found = _in_one_row(declared, rows, texts)
    elif declared.total:
        found = _summed_up(declared, rows, texts)
    else:
        found = _counted(declared, rows, answer, texts)
    if found is None:
        return missing
    value, exact, notes = found
    if answer.receipt.truncated:
        notes = [texts.word("story_cut", n=f"{answer.receipt.cut_at:,}"), *notes]
    if answer.receipt.as_of:
        notes = [*notes, texts.word("as_of_line", day=answer.receipt.as_of)]
    address = addresses.question_page(declared.question, texts.language, addresses.used(answer.receipt))
    return ShownFigure(words, value, exact, notes, Cell(_evidence(rows, texts)), address, rows)


Found = tuple[str, str, list[str]] | None
"""A figure's text, its exact value and what else is to be said of it."""


def _meant(row: Row, where: Mapping[str, str]) -> bool:
    for name, wanted in where.items():
        held = row.get(name)
        values = held if isinstance(held, list) else [str(held).lower() if isinstance(held, bool) else held]
        if wanted not in map(str, values):
            return False
    return True


def _in_one_row(declared: StoryFigure, rows: Sequence[Row], texts: PageTexts) -> Found:
    # Of several rows none is the one that was meant.
    if len(rows) != 1 or (value := rows[0][declared.cell]) is None:
        return None
    row = rows[0]
    notes = []
    text = number_text(declared.cell, value) if isinstance(value, int | float) else str(value)
    if declared.cell == "share":
        notes = [texts.word("story_of", n=_number(row.get("numerator")), of=_number(row.get("denominator")))]
    elif declared.of:
        text = texts.word("story_of", n=text, of=_number(row[declared.of]))
    of_what = row.get("of_what" if texts.language == "zh" else "of_what_en")
    notes += [str(of_what)] if of_what and (declared.cell == "share" or declared.of) else []
    if declared.cell in _REPORTED:
        notes += _reported(row, texts)
    return _with_unit(text, declared, row, texts), str(value), notes


def _summed_up(declared: StoryFigure, rows: Sequence[Row], texts: PageTexts) -> Found:
    stated = [row[declared.total] for row in rows if row[declared.total] is not None]
    if not stated:
        return None
    total = sum(stated)
    note = texts.word("story_stated", n=f"{len(stated):,}", of=f"{len(rows):,}")
    return _with_unit(_number(total), declared, {}, texts), str(total), [note]


def _counted(declared: StoryFigure, rows: Sequence[Row], answer: Answer, texts: PageTexts) -> Found:
    # Nothing at all is no answer of nought: what is asked about may not be in this graph.
    if not answer.rows:
        return None
    text = f"{len(rows):,}"
    if declared.where:
        text = texts.word("story_of", n=text, of=f"{len(answer.rows):,}")
    return _with_unit(text, declared, {}, texts), str(len(rows)), []


def _reported(row: Row, texts: PageTexts) -> list[str]:
    """That a figure is a source's, how exactly it says it, and of when."""
    vocabulary = shipped_vocabulary()
    notes = [texts.word("story_reported")]
    if qualifier := row.get("qualifier"):
        notes.append(texts.value(vocabulary.column("qualifier"), str(qualifier)))
    if day := row.get("as_of"):
        notes.append(texts.word("as_of_line", day=day))
    return notes


def _with_unit(text: str, declared: StoryFigure, row: Row, texts: PageTexts) -> str:
    name = declared.cell or declared.total
    column_unit = fields(shipped_catalogue()[declared.question])[name].column.unit if name else ""
    if declared.unit:
        unit = declared.unit.of(texts.language)
    elif declared.cell in _REPORTED and row.get("unit"):
        unit = texts.value(shipped_vocabulary().column("unit"), str(row["unit"]))
    else:
        unit = texts.unit(column_unit) if column_unit and column_unit != "0-1" else ""
    return texts.word("story_unit", n=text, unit=unit) if unit else text


def _number(value: Any) -> str:
    return "?" if value is None else number_text("", value)


def _evidence(rows: Sequence[Row], texts: PageTexts) -> list[Part]:
    """The sources of the rows, each once, with its places where they are few."""
    ids = [id_ for row in rows for id_ in row.get("source_ids") or ()]
    places = [place for row in rows for place in row.get("locators") or [""] * len(row.get("source_ids") or ())]
    found = evidence_parts(ids, places, texts)
    return [part if part.place.count(",") < MOST_PLACES else replace(part, place="") for part in found]
