"""The words of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from app.texts import Language, Texts
from app.web.problems import words_of
from graph.errors import HuoshuiError
from graph.questions import shipped_catalogue
from graph.questions.vocabulary import Term, shipped_vocabulary

if TYPE_CHECKING:
    from graph.answers import Receipt

_NAMED = re.compile(r"`([^`]+)`")
"""Names of parameters, columns, questions and commands in the text of a header."""


class PageTexts(Texts):
    """The words of the pages in one language."""

    words_file = Path(__file__).parent / "words.toml"

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self._vocabulary = shipped_vocabulary()

    def folder(self, folder: str) -> str:
        """What a folder of questions is called."""
        return self._vocabulary.folder(folder)[self.column]

    def parameter(self, name: str) -> str:
        """What a parameter is called."""
        return self._vocabulary.parameter(name).words[self.column]

    def parameter_value(self, name: str, value: str) -> str:
        """A value of a parameter."""
        return self.value(self._vocabulary.parameter(name), value)

    def unit(self, unit: str) -> str:
        """A unit or range as it stands in a column's head."""
        return self._vocabulary.unit(unit)[self.column]

    def value(self, term: Term, value: str) -> str:
        """A value: in words where the term holds codes, else as it is."""
        return self._vocabulary.value(term, value)[self.column]

    def plain(self, text: str) -> str:
        """A header's text without the marks around names: pages set those off in no other way."""
        return text.replace("`", "")

    def in_words(self, text: str) -> str:
        """A header's text with what it names between marks called as the pages call it; commands stay as they are."""
        # Between Chinese words and quotes there is no space.
        return _NAMED.sub(self._called, re.sub(" ?(`[^`]+`) ?", r"\1", text) if self.language == "zh" else text)

    def _called(self, named: re.Match[str]) -> str:
        name, _, value = named[1].partition(": ")
        if name in shipped_catalogue():
            return self.word("called", words=shipped_catalogue()[name].header.title[self.column])
        if name not in self._vocabulary.parameters and ("", name) not in self._vocabulary.columns:
            return named[1]
        words = self.parameter(name)
        return self.word("called", words=f"{words}: {self.parameter_value(name, value)}" if value else words)

    def with_unit(self, title: str, unit: str) -> str:
        """A title with its unit, unless the title says it."""
        return title if not unit or unit == title.lower() else self.word("with_unit", title=title, unit=unit)

    def of_day(self, receipt: Receipt) -> str:
        """The day that links had to hold on, or that none had to."""
        return self.word("as_of_line", day=receipt.as_of) if receipt.as_of else self.word("any_day")

    def of_graph(self, receipt: Receipt) -> list[str]:
        """Which graph an answer is of, and what to know of that; nothing of a graph into which nothing was loaded."""
        if receipt.graph_version is None:
            return []
        told = [self.word("version_line", version=receipt.graph_version)]
        if receipt.newer_version is not None:
            told.append(self.word("newer_line", version=receipt.newer_version))
        return told if receipt.graph_complete else [*told, self.word("incomplete")]

    def trouble(self, error: HuoshuiError) -> str:
        """What went wrong and what to do about it, for a visitor."""
        words = words_of(error)
        return self.word("trouble", title=words.title[self.column], step=words.page[self.column])

    def separated(self, items: Iterable[str]) -> str:
        """Items in a row, as a sentence lists them."""
        return self.word("separator").join(items)
