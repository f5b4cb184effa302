"""The datasets that ship with Huoshui, and how a folder names its dataset."""

from __future__ import annotations

import json
import re
from pathlib import Path

from graph.errors import InputUnreadable
from graph.settings import PROJECT_ROOT

REGIONS_DATASET = "regions"
SEEDS_DATASET = "seeds"
SHIPPED = (REGIONS_DATASET, SEEDS_DATASET)
_DATASET_NAME = re.compile(r"[\w][\w.-]{0,99}")


def shipped_folder(dataset: str) -> Path:
    """Folder of a dataset that ships with Huoshui."""
    return PROJECT_ROOT / "data" / dataset


def dataset_name(folder: Path) -> str:
    """Name of the dataset in a folder: datapackage.json's `name`, else the folder's own name.

    Raises InputUnreadable when datapackage.json is no JSON object with a usable name."""
    package = folder / "datapackage.json"
    name = folder.resolve().name
    if package.is_file():
        try:
            name = json.loads(package.read_text("utf-8"))["name"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputUnreadable(f"{package.name} has no `name`") from error
    if not isinstance(name, str) or not _DATASET_NAME.fullmatch(name):
        raise InputUnreadable(f"{name!r} is no dataset name: letters, digits, `-`, `_` and `.` only")
    return name
