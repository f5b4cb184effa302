"""What rows cite: sources that the mapping declares, or the folder itself, and the place of a row in its file."""

from __future__ import annotations

import re

import polars as pl

from graph.model.common import ID
from loaders.mapping.model import SourceSpec
from loaders.names import digest

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
Row = dict[str, str | None]


class Sources:
    """The sources of a folder: those in its table, and those that the mapping adds."""

    def __init__(self, table: pl.DataFrame | None) -> None:
        self.declared: dict[str, Row] = {}
        self._has_table = table is not None and table.height > 0
        self._ids: set[str] = set()
        self._by_words: dict[str, str] = {}
        for row in table.iter_rows(named=True) if table is not None else ():
            if id_ := row.get("id"):
                self._ids.add(id_)
                self._by_words |= {words: id_ for key in ("title", "url") if (words := row.get(key))}

    def only(self) -> str | None:
        """The one source that there is."""
        known = self._ids | set(self.declared)
        return next(iter(known)) if len(known) == 1 else None

    @property
    def none(self) -> bool:
        """Whether nothing at all may be cited so far."""
        return not self._ids and not self.declared

    def declare(self, spec: SourceSpec) -> str:
        """The id of a source that a mapping describes."""
        said: Row = {name: value for name, value in spec.model_dump().items() if value is not None}
        if set(said) == {"id"}:
            return self.cite(str(spec.id))
        id_ = spec.id or self._derived(spec.url or spec.title or "")
        if id_ not in self._ids:
            self.declared[id_] = {"title": spec.url, **said, "id": id_}
        return id_

    def cite(self, text: str) -> str:
        """The id behind a cell: an id is itself, an address or a title means the source that has it, or a new one."""
        parts = [part.strip() for part in re.split("[;；]", text)]
        if all(part in self._ids or part in self.declared for part in parts):
            return text
        if text in self._by_words:
            return self._by_words[text]
        if all(_is_id(part) for part in parts):
            if not self._has_table:
                self.declared |= {part: {"id": part, "title": part} for part in parts if part not in self.declared}
            return text
        id_ = self._derived(text)
        url = text if _ADDRESS.fullmatch(text) else None
        self.declared.setdefault(id_, {"id": id_, "title": text, "url": url})
        return id_

    def folder(self, dataset: str) -> str:
        """The folder as a source, named so."""
        self.declared.setdefault(dataset, {"id": dataset, "title": dataset})
        return dataset

    def _derived(self, words: str) -> str:
        return self._by_words.setdefault(words, f"source-{digest(words)}")


def _is_id(text: str) -> bool:
    return ID.form is not None and re.fullmatch(ID.form.pattern, text) is not None


def row_locator(file: str, sheet: str) -> pl.Expr:
    """Where a row stands, in words: `groups.xlsx 名单 row 5`."""
    place = f"{file} {sheet}".strip().replace(";", ",").replace("；", ",")
    return pl.concat_str(pl.lit(f"{place} row "), pl.col("row").cast(pl.String))
