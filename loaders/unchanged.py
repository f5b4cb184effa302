"""A folder that is as it was when it was loaded isn't read again: what there was to tell of it is kept in the home.

Kept is the report of a load of which nobody has to mend anything, for the state that the graph is in after it: another
load, of whatever dataset, is another state."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ValidationError

from graph import Store, graph_state
from graph.errors import InputUnreadable
from graph.files import replacing
from loaders.counts import Counts, counted
from loaders.datasets import REGIONS_DATASET, shipped_folder
from loaders.files.limits import check_size
from loaders.mapping import Mapping
from loaders.plan_folder import LoadReport
from loaders.plan_key import rules
from loaders.writing import Pruned

NOTE = "Nothing has changed since it was loaded, so nothing was written"


class _Told(BaseModel):
    """What a report told, and how many of each kind the graph held then."""

    key: str
    facts: dict[str, int]
    dataset: str
    rows: dict[str, int]
    nodes: int
    links: int
    ignored: dict[str, tuple[str, ...]]
    unused: tuple[str, ...]
    declared: list[tuple[str, str, int]]
    decided: int
    notes: tuple[str, ...]
    elsewhere: dict[str, int]

    @classmethod
    def of(cls, key: str, facts: Counts, report: LoadReport) -> Self:
        return cls(
            key=key,
            facts=dict(facts),
            dataset=report.dataset,
            rows=report.rows,
            nodes=report.nodes,
            links=report.links,
            ignored=report.ignored,
            unused=report.unused,
            declared=[(table, label, count) for (table, label), count in report.declared.items()],
            decided=report.decided,
            notes=tuple(note for note in report.notes if note != NOTE),
            elsewhere=report.elsewhere,
        )

    def report(self, version: str | None) -> LoadReport:
        told = {name: getattr(self, name) for name in type(self).model_fields if name not in ("key", "facts")}
        told["declared"] = {(table, label): count for table, label, count in self.declared}
        told["notes"] = (*self.notes, NOTE)
        return LoadReport(**told, rejects=[], written=True, pruned=Pruned(0, 0), graph_version=version)


@dataclass(frozen=True, slots=True)
class KnownFolder:
    """A folder before it is read, by all that its report follows from: its files, how they are read, our rules."""

    folder: Path
    dataset: str
    how: str
    files: str | None
    """Digest of the files; None where they can't be read or one is too large, which the load itself tells."""

    @classmethod
    def of(cls, folder: Path, dataset: str, mapping: Mapping | None, *, declare_schools: bool) -> Self:
        """The folder as it is now."""
        how = json.dumps([mapping.model_dump_json() if mapping else None, declare_schools])
        return cls(folder, dataset, how, _digest(folder))

    def report(self, store: Store) -> LoadReport | None:
        """What the load of just this told, where the graph is still as it was then."""
        with suppress(OSError, ValidationError):
            told = _Told.model_validate_json(self._file(store).read_bytes())
            state = graph_state(store)
            if state.complete and told.key == self._key(store, state.as_json()) and told.facts == counted(store):
                return told.report(state.version)
        return None

    def remember(self, store: Store, report: LoadReport) -> None:
        """Keep what a load told, unless rows of it are to be mended, or the files are others by now."""
        if not report.written or report.rejects or self.files is None or _digest(self.folder) != self.files:
            return
        state = graph_state(store)
        if not state.complete:
            return
        told = _Told.of(self._key(store, state.as_json()), counted(store), report)
        with suppress(OSError):
            file = self._file(store)
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with replacing(file, mode=0o600) as written:
                written.write(told.model_dump_json().encode())

    def _file(self, store: Store) -> Path:
        name = blake2b(f"{store.database_key}\n{self.dataset}".encode(), digest_size=10).hexdigest()
        return store.settings.home.expanduser().resolve() / "cache" / "loads" / name

    def _key(self, store: Store, state: str) -> str:
        total = blake2b(rules(), digest_size=16)
        regions = _digest(shipped_folder(REGIONS_DATASET))
        for part in (store.database_key, state, self.dataset, self.how, str(self.files), str(regions)):
            total.update(part.encode() + b"\0")
        return total.hexdigest()


def _digest(folder: Path) -> str | None:
    total = blake2b(digest_size=16)
    blake: Callable[[], blake2b] = blake2b
    try:
        for path in sorted(folder.iterdir()):
            if path.is_symlink():
                return None
            if path.is_file():
                check_size(path.stat().st_size, path.name)
                with path.open("rb") as file:
                    total.update(path.name.encode() + b"\0" + file_digest(file, blake).digest())
    except (OSError, InputUnreadable):
        return None
    return total.hexdigest()
