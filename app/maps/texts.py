"""The words of a map page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.texts import Texts
from graph.model import CODES
from graph.questions.vocabulary import shipped_vocabulary
from graph.subgraph import SubgraphLink


class MapTexts(Texts):
    """The words of a map page in one language."""

    words_file = Path(__file__).parent / "words.toml"

    def value(self, value: object) -> str:
        """A coded property value (form, role, mode, kind) in words; any other as it is."""
        words = CODES.get(str(value))
        return words[self.column] if words else str(value)

    def with_unit(self, name: str, unit: str | None) -> str:
        """What a property is called, with its unit where that isn't said yet."""
        title = self.title(name)
        words = shipped_vocabulary().unit(unit)[self.column] if unit else ""
        return title if not words or words.lower() in title.lower() else f"{title} ({words})"

    def counted(self, counts: Mapping[str, int]) -> str:
        """Counts by label or type, the largest first."""
        told = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return self.word("list_separator").join(f"{self.label(name)} {count:,}" for name, count in told)

    def observed(self, link: SubgraphLink) -> str:
        """The days or years on which sources saw a link hold; "" where none says one."""
        days = link.properties.get("observed")
        return self.word("observed", days=", ".join(map(str, days))) if days else ""
