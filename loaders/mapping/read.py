"""Reading a mapping file: YAML in which every scalar is text, with faults that name their key."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.errors import BadParameter, InputNotFound
from graph.text_yaml import FAULTS, text_yaml
from loaders.files import read_words
from loaders.mapping.model import COLUMNS, TABLES, Feed, FieldSpec, Mapping, Place, SourceSpec, Test
from loaders.mapping.several import together

NAMES = ("mapping.yaml", "mapping.yml")
"""What the mapping in a folder of tables may be called; those of several lists have a name of theirs before it."""
_INNER = {"tables", "constants", "fields"}
"""Where the models keep what stands a level higher in the file."""
_MODELS = (Mapping, Feed, FieldSpec, Place, SourceSpec, Test)
_KEYS = {*TABLES, *COLUMNS, *(name for model in _MODELS for name in model.model_fields)}


def folder_mapping(folder: Path) -> Mapping | None:
    """What the mappings that lie in a folder of tables say together. Raises BadParameter when one is at fault."""
    of_folder = [folder / name for name in NAMES if (folder / name).is_file()][:1]
    of_lists = sorted(path for name in NAMES for path in folder.glob(f"*.{name}") if path.is_file())
    found = {path.name: read_mapping(path) for path in (*of_folder, *of_lists)}
    return together(found) if found else None


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file. Raises InputNotFound, InputUnreadable, or BadParameter, which names file and key."""
    if not path.is_file():
        raise InputNotFound(f"No mapping file at {path}", next_step="Check the path after --mapping.")
    try:
        return parse_mapping(read_words(path), path.name)
    except UnicodeDecodeError as error:
        raise BadParameter("mapping", f"{path.name} is no YAML in UTF-8: {error}") from error


def parse_mapping(text: str, name: str = "mapping.yaml") -> Mapping:
    """The mapping that a text states. Raises BadParameter, which names the file and the key."""
    try:
        said = text_yaml(text)
    except FAULTS as error:
        raise BadParameter("mapping", f"{name} is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(said, dict) or not said:
        raise BadParameter("mapping", f"{name} must map table names to columns")
    try:
        return Mapping.model_validate(said)
    except ValidationError as error:
        raise BadParameter("mapping", f"{name}: {'; '.join(map(_fault, error.errors()[:3]))}") from error


def _fault(error: Any) -> str:
    key = "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}"
        for part in error["loc"]
        if part not in _INNER and not str(part).startswith(("dict[", "literal["))
    ).lstrip(".")
    if error["type"] == "extra_forbidden":
        words = "is no key"
        wrong = str(error["loc"][-1])
    else:
        words = error["msg"].removeprefix("Value error, ")
        found = re.search(r"'([^']*)' is no |no column '([^']*)'", words)
        wrong = (found.group(1) or found.group(2) or "") if found else ""
    if " is no table" in words:
        words += f"; tables are {', '.join(TABLES)}"
    near = get_close_matches(wrong, _KEYS - {wrong}, n=1, cutoff=0.75) if wrong else []
    return f"{key}{': ' if key else ''}{words}{f'; did you mean {near[0]!r}?' if near else ''}"
