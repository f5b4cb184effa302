"""Folders of tables for the tests, and a handful of regions, so that most tests need no store."""

from __future__ import annotations

from pathlib import Path

from loaders.graph_contents import GraphContents
from loaders.identity import Entity
from loaders.mapping import HeaderMapping
from loaders.plan_folder import PlannedFolder, plan_folder

SOURCES = "id,title\nrep,Report\n"
_REGIONS = (
    ("530000", "云南省", None),
    ("530100", "昆明市", "530000"),
    ("530102", "五华区", "530100"),
    ("530124", "富民县", "530100"),
    ("110000", "北京市", None),
    ("110105", "朝阳区", "110000"),
    ("220000", "吉林省", None),
    ("220100", "长春市", "220000"),
    ("220104", "朝阳区", "220100"),
)


def write_tables(folder: Path, **tables: str | bytes) -> Path:
    """Write `name.csv` for each table; a sources table with `rep` is added where none is given."""
    folder.mkdir(exist_ok=True)
    for name, text in {"sources": SOURCES, **tables}.items():
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def some_regions() -> GraphContents:
    """A few regions, among them two of one name; entities are changed by a check, so they are new each time."""
    return GraphContents(
        [Entity("Region", id_, name, (), above) for id_, name, above in _REGIONS], {"regions-2026": "Divisions"}
    )


def checked(folder: Path, known: GraphContents | None = None, mapping: HeaderMapping | None = None) -> PlannedFolder:
    """Check a folder against some regions, or what else is known."""
    return plan_folder(folder, some_regions() if known is None else known, mapping, lambda _what, _done, _total: None)


def reasons(done: PlannedFolder) -> list[tuple[str, int, str]]:
    """File, row and column of each reject."""
    return [(reject.file, reject.row, reject.column) for reject in done.report.rejects]
