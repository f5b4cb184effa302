"""The old short form of a mapping file: a register's own headers for ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from graph.errors import BadParameter, InputNotFound
from loaders import tables

HeaderMapping = Mapping[str, Mapping[str, str]]
"""Table name → our column name → the header that a register uses."""


def read_mapping(path: Path) -> HeaderMapping:
    """Read a mapping file: YAML, `table: {our_column: their header}`. Raises InputNotFound or BadParameter."""
    if not path.is_file():
        raise InputNotFound(f"No mapping file at {path}", next_step="Check the path after --mapping.")
    try:
        mapping = yaml.safe_load(path.read_text("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadParameter("mapping", f"{path.name} is no YAML in UTF-8: {error}") from error
    except OSError as error:
        raise BadParameter("mapping", f"{path.name} can't be opened: {error.strerror}") from error
    known = {spec.name: {column.name for column in spec.columns} for spec in tables.TABLES}
    if not isinstance(mapping, dict) or not mapping:
        raise BadParameter("mapping", f"{path.name} must map table names to columns")
    for table, columns in mapping.items():
        if table not in known or not isinstance(columns, dict):
            raise BadParameter("mapping", f"{path.name}: {table!r} is no table; tables are {', '.join(known)}")
        for ours, theirs in columns.items():
            if ours not in known[table]:
                raise BadParameter("mapping", f"{path.name}: {table} has no column {ours!r}")
            if theirs is None or isinstance(theirs, dict | list):
                raise BadParameter("mapping", f"{path.name}: {table}.{ours} names no header")
    return {table: {ours: str(theirs) for ours, theirs in columns.items()} for table, columns in mapping.items()}
