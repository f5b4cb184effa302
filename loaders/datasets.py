"""The datasets that ship with Huoshui, and how a folder names its dataset."""

from __future__ import annotations

import json
import re
from pathlib import Path

from graph.errors import InputNotFound, InputUnreadable
from graph.settings import PROJECT_ROOT

REGIONS_DATASET = "regions"
SEEDS_DATASET = "seeds"
PAIRINGS_DATASET = "pairings"
SHIPPED = (REGIONS_DATASET, SEEDS_DATASET, PAIRINGS_DATASET)
_DATASET_NAME = re.compile(r"[\w][\w.-]{0,99}")


def shipped_folder(dataset: str) -> Path:
    """Folder of a dataset that ships with Huoshui."""
    return PROJECT_ROOT / "data" / dataset


def dataset_name(folder: Path) -> str:
    """Name of the dataset in a folder: datapackage.json's `name`, else the folder's own name.

    Raises InputNotFound, or InputUnreadable when datapackage.json is no JSON object with a usable name.
    """
    if not folder.is_dir():
        raise InputNotFound(f"No folder at {folder}")
    package = folder / "datapackage.json"
    name = folder.resolve().name
    if package.is_file():
        try:
            name = json.loads(package.read_text("utf-8-sig"))["name"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            step = 'Let it hold an object with a name, such as {"name": "county-2026"}.'
            raise InputUnreadable(f"{package.name} has no `name`", next_step=step) from error
    if not isinstance(name, str) or not _DATASET_NAME.fullmatch(name):
        raise InputUnreadable(
            f"{name!r} is no dataset name: letters, digits, `-`, `_` and `.` only",
            next_step='Rename the folder, or give it a datapackage.json with {"name": "…"}.',
        )
    return name
