"""The words of a map page."""

from __future__ import annotations

from pathlib import Path

from app.texts import Texts
from graph.model import CODES


class MapTexts(Texts):
    """The words of a map page in one language."""

    words_file = Path(__file__).parent / "words.toml"

    def value(self, value: object) -> str:
        """A coded property value (form, role, mode, kind) in words; any other as it is."""
        words = CODES.get(str(value))
        return words[self.column] if words else str(value)
