"""The words of one language: those of a part of the interface from its words.toml, the others as declared."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from graph.model import TITLES
from graph.questions.vocabulary import shipped_vocabulary

if TYPE_CHECKING:
    from graph.answers import Receipt

Language = Literal["zh", "en"]
_TAGS: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}
_OBSERVED = (
    "（见于该日之前 {before} 条、当时 {within} 条、之后 {after} 条）",
    " (observed before the day: {before}, at the time: {within}, after it: {after})",
)


@cache
def read_words(file: Path) -> Mapping[str, tuple[str, str]]:
    """Words by key, (Chinese, English)."""
    return {key: (chinese, english) for key, (chinese, english) in tomllib.loads(file.read_text("utf-8")).items()}


class Texts:
    """What a part of the interface says in one language; `tag` is that language as HTML names it."""

    words_file: ClassVar[Path]

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.tag = _TAGS[language]
        self.column = 0 if language == "zh" else 1

    def word(self, key: str, /, **values: object) -> str:
        """A word or sentence; `values` fill its braces."""
        text = read_words(self.words_file)[key][self.column]
        return text.format(**values) if values else text

    def undated(self, receipt: Receipt) -> str:
        """How many undated links an answer used, and how many of them were observed before, on or after its day."""
        seen = receipt.undated_observed if receipt.undated_links else None
        told = _OBSERVED[self.column].format(**{of: f"{count:,}" for of, count in seen.items()}) if seen else ""
        return f"{receipt.undated_links:,}{told}"

    def title(self, name: str) -> str:
        """What a column or a part of an answer is called. One in another, such as `before.share`, is called by both."""
        vocabulary = shipped_vocabulary()
        return " · ".join(vocabulary.part(part).words[self.column] for part in name.split("."))

    def known(self, column: str, value: str) -> str:
        """A value of a column: in words where these are declared, else as it is."""
        vocabulary = shipped_vocabulary()
        return vocabulary.value(vocabulary.column(column), value)[self.column]

    def label(self, label_or_type: str) -> str:
        """A label or link type as the reader knows it, `School` as 学校; one that is not declared as it is spelled."""
        words = TITLES.get(label_or_type)
        return words[self.column] if words else label_or_type
