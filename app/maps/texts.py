"""The words of a map page."""

from __future__ import annotations

from pathlib import Path

from app.texts import Texts
from graph.model import CODES
from graph.subgraph import SubgraphLink


class MapTexts(Texts):
    """The words of a map page in one language."""

    words_file = Path(__file__).parent / "words.toml"

    def value(self, value: object) -> str:
        """A coded property value (form, role, mode, kind) in words; any other as it is."""
        words = CODES.get(str(value))
        return words[self.column] if words else str(value)

    def observed(self, link: SubgraphLink) -> str:
        """The days or years on which sources saw a link hold; "" where none says one."""
        days = link.properties.get("observed")
        return self.word("observed", days=", ".join(map(str, days))) if days else ""
