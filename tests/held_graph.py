"""What the engine under test holds: loaded only when something else is there, in databases marked for tests alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import loaders.load
from graph import Statement, Store
from loaders import load_folder
from loaders.datasets import REGIONS_DATASET

MARKER = "marker"


class NotForTests(Exception):
    """A test met a database without the tests' marker."""


def mark_for_tests(store: Store) -> None:
    """Put the tests' marker into a database that the tests started themselves."""
    store.write(Statement("mark", "MERGE (:HuoshuiTest {id: $id})"), {"id": MARKER})


def require_marker(store: Store) -> None:
    """Raise NotForTests unless the database carries the marker. Nothing is written before this was called."""
    rows = store.read_all(Statement("marker", "MATCH (m:HuoshuiTest {id: $id}) RETURN count(m) AS n"), {"id": MARKER})
    if rows[0]["n"] == 0:
        raise NotForTests(
            f"{store.connection.uri} carries no HuoshuiTest node: unset NEO4J_TEST_URI, or mark the database with "
            "CREATE (:HuoshuiTest {id: 'marker'})"
        )


def wipe(store: Store, *, but_regions: bool = False) -> None:
    """Empty a database that is marked for tests, but for the marker (and the shipped regions, slow to load again).

    The regions go, too, where another dataset says something of them."""
    require_marker(store)
    shared = "MATCH (n:Region) WHERE 'regions' IN n.datasets AND size(n.datasets) > 1 RETURN count(n) AS n"
    only_regions = but_regions and store.read_all(Statement("shared", shared)) == [{"n": 0}]
    kept = " AND NOT 'regions' IN coalesce(n.datasets, [coalesce(n.dataset, '')])" if only_regions else ""
    store.write(Statement("wipe", f"MATCH (n) WHERE NOT n:HuoshuiTest{kept} DETACH DELETE n"))
    # What another dataset says of two regions stays with them, unless it is told to go.
    gone = "MATCH ()-[r]->() WHERE r.datasets IS NULL OR NOT 'regions' IN r.datasets DELETE r"
    store.write(Statement("wipe_links", gone))


def read_rows(store: Store, text: str, **values: Any) -> list[dict[str, Any]]:
    """What a statement of a test's own reads."""
    return store.read_all(Statement("asked", text), values)


def empty(store: Store) -> None:
    """Take all out of a database that is the test's own."""
    store.write(Statement("empty", "MATCH (n) DETACH DELETE n"))


def shipped_regions_folder() -> Path:
    """Where a load reads the shipped regions now; some tests have it read fewer."""
    return Path(vars(loaders.load)["shipped_folder"](REGIONS_DATASET))


class Graph:
    """What the engine holds now; `hold` loads folders only when something else is there."""

    def __init__(self, writer: Store) -> None:
        self.writer = writer
        self._holds: tuple[Path, ...] | None = None
        self._regions_of: Path | None = None
        """Where the shipped regions were read that it keeps when it is emptied for another folder."""
        self.wiped = 0
        """How often it was emptied: what a test loaded before is gone."""

    def hold(self, *folders: Path) -> None:
        """Make the graph hold exactly these folders' datasets (and the shipped regions, once they were loaded)."""
        regions = shipped_regions_folder()
        if (self._holds, self._regions_of) != (folders, regions):
            wipe(self.writer, but_regions=self._regions_of == regions)
            self.wiped += 1
            for folder in folders:
                load_folder(self.writer, folder)
            self._holds, self._regions_of = folders, regions

    def changed(self) -> None:
        """Whoever asks next loads what it needs: a test loaded something. The shipped regions may stay."""
        self._holds = None
        if self._regions_of is None:
            self._regions_of = shipped_regions_folder()

    def empty(self) -> None:
        """Make the graph hold nothing; whoever asks next loads what it needs, whatever was written until then."""
        wipe(self.writer)
        self.wiped += 1
        self._holds = self._regions_of = None
