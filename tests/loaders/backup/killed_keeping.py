"""A backup or restore that stops before a statement and waits to be killed; a process of its own for test_kills."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from graph import Settings, Statement, Store, engines
from loaders.backup.backup import KeepingOptions, backup
from loaders.backup.restore import restore

VERBS = {"backup": backup, "restore": restore}


class StoppingStore(Store):
    """A store that goes no further than a number of statements, and counts them."""

    stop_before: int | None = None
    _number: Iterator[int]

    def write(self, statement: Statement, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Write, unless this is where to stop."""
        self._count()
        return super().write(statement, parameters)

    def stream(self, statement: Statement, parameters: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Read, unless this is where to stop."""
        self._count()
        return super().stream(statement, parameters)

    def count_from(self, stop_before: int | None) -> None:
        """Begin to count."""
        self.stop_before = stop_before
        self._number = count(1)
        self.counted = 0

    def _count(self) -> None:
        self.counted = next(self._number)
        if self.counted == self.stop_before:
            print("stopped", flush=True)  # noqa: T201
            time.sleep(600)


def run(settings: Settings, verb: str, file: Path, stop_before: int | None) -> int:
    """Back up or restore in small batches, and return how many statements that took."""
    connection = engines.connection(settings, write=True)
    assert connection is not None
    store = StoppingStore(connection, settings)
    with store:
        store.count_from(stop_before)
        VERBS[verb](store, file, KeepingOptions(replace=True, batch_rows=2))
        return store.counted


def main(verb: str, file: str, home: str, engine: str, stop_before: str) -> None:
    """Run one verb up to a statement."""
    run(Settings(home=Path(home), engine=engine, neo4j_uri=None), verb, Path(file), int(stop_before))


if __name__ == "__main__":
    main(*sys.argv[1:])
