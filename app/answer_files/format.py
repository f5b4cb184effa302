"""What a format of answers is: one class, and one row in `ANSWER_FORMATS`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from app.answer_files.content import AnswerContent


class AnswerFormat(ABC):
    """A way to write an answer down; the API, the pages, the command and docs/answer-files.md know it by this."""

    name: ClassVar[str]
    """What it is asked for by, and the ending of its files."""
    media_type: ClassVar[str]
    title: ClassVar[str]
    """What people call it: a name in no language."""
    is_text: ClassVar[bool] = False
    """Whether a terminal can show it."""
    notes: ClassVar[str]
    """For whoever opens such a file: what opens it, and how the answer stands in it."""

    @abstractmethod
    def write(self, content: AnswerContent) -> bytes:
        """The whole file."""
