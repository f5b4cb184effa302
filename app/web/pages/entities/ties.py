"""Ties as sentences: who, does what, whom, when, and which source says so where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.web.pages.addresses import entity_page, source_page
from app.web.pages.table import Part, evidence_parts
from app.web.pages.texts import PageTexts
from graph.model import LINK_TYPE
from graph.questions.vocabulary import shipped_vocabulary

Row = Mapping[str, Any]
_TOLD = ("form", "role", "mode", "programme")
"""What tells one tie of a type from another, beside its ends."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One tie: both its ends with the verb between them, what tells more of it, and its evidence."""

    start: Part
    verb: str
    end: Part
    more: str
    dates: str
    evidence: Sequence[Part]


@dataclass(frozen=True, slots=True)
class TieGroup:
    """The ties of one type."""

    type: str
    title: str
    sentences: Sequence[Sentence]


def tie_groups(rows: Sequence[Row], titles: Mapping[str, str], texts: PageTexts) -> list[TieGroup]:
    """Rows of ties, which come by type, as sentences."""
    return [
        TieGroup(type_, texts.label(type_), [sentence(row, titles, texts) for row in of_type])
        for type_, of_type in groupby(rows, key=lambda row: str(row["type"]))
    ]


def sentence(row: Row, titles: Mapping[str, str], texts: PageTexts) -> Sentence:
    """One tie, in the direction that it is stored in, so that it reads the same on the pages of both its ends."""
    declared = LINK_TYPE.get(row["type"])
    verb = declared.forward[texts.column] if declared else row["type"]
    told = [(name, row.get(name)) for name in _TOLD]
    more = [texts.value(shipped_vocabulary().column(name), str(value)) for name, value in told if value]
    return Sentence(
        start=_end(row, "from", texts),
        verb=verb,
        end=_end(row, "to", texts),
        more=texts.separated(more),
        dates=dates(row, texts),
        evidence=[
            Part(titles.get(part.text, part.text), source_page(part.text, texts.language), place=part.place)
            for part in evidence_parts(row["source_ids"], row["locators"], texts)
        ],
    )


def dates(row: Row, texts: PageTexts) -> str:
    """When a tie held, as the sources say, and when it was seen to."""
    since, until, observed = row["since"], row["until"], row["observed"]
    told = [f"{since or '…'}–{until or ''}"] if since or until else [texts.word("undated_tie")]
    if observed:
        told.append(texts.word("observed_on", days=texts.separated(map(str, observed))))
    return texts.word("clauses").join(told)


def _end(row: Row, end: str, texts: PageTexts) -> Part:
    id_, label = str(row[f"{end}_id"]), str(row[f"{end}_label"])
    return Part(str(row[f"{end}_name"] or id_), entity_page(id_, label, texts.language), id_)
