"""The published lists in tests/data: each with the mapping that brings it in, and what a right reading gives."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from graph.settings import PROJECT_ROOT
from loaders.identity import Unresolved
from loaders.mapping.folder import FolderTables, read_folder
from loaders.mapping.read import read_mapping
from loaders.places import Places
from loaders.plan_folder import shipped_regions

FOLDER = PROJECT_ROOT / "tests" / "data" / "published"
GROUPS = sorted(path.name for path in FOLDER.glob("groups-*"))
PAIRS = sorted(path.name for path in FOLDER.glob("pairs-*"))
MAPPINGS = sorted(path for path in FOLDER.glob("*/*.yaml"))
LISTS = sorted((PROJECT_ROOT / "tests" / "data" / "lists").glob("*/mapping.yaml"))


@cache
def known_places() -> Places:
    """The places of the shipped register."""
    return Places(entity for entity in shipped_regions().entities if entity.label == "Region")


def read(name: str, mapping: str = "mapping.yaml", places: Places | None = None) -> FolderTables:
    """A published list by one of its mappings."""
    return read_folder(FOLDER / name, read_mapping(FOLDER / name / mapping), places)


def code(reference: str) -> str:
    """The code of the place that a reference names, or in which what it names lies; blank where it can't be told."""
    try:
        return known_places().find(reference.rpartition("@")[2]).id
    except Unresolved:
        return ""


def expected(name: str) -> dict[str, Any]:
    """What a right reading of a list of groups gives."""
    told: dict[str, Any] = json.loads((FOLDER / name / "expected.json").read_text("utf-8"))
    return told


def table(path: Path) -> list[dict[str, str]]:
    """A CSV file as it is, blank cells as texts without letters."""
    return pl.read_csv(path, infer_schema=False).fill_null("").to_dicts()


def clean(name: str) -> list[dict[str, str]]:
    """What a right reading of a list of pairs gives."""
    return table(FOLDER / name / "clean.csv")


def rows(folder: FolderTables, table: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    return folder.tables[table].frame.to_dicts() if table in folder.tables else []
