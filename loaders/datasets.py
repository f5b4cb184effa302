"""The datasets that ship with Huoshui, and how a folder names its dataset."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal, cast, get_args

from graph.errors import InputNotFound, InputUnreadable
from graph.settings import PROJECT_ROOT
from loaders.files import read_words

PACKAGE = "datapackage.json"
REGIONS_DATASET = "regions"
SEEDS_DATASET = "seeds"
PAIRINGS_DATASET = "pairings"
SHIPPED = (REGIONS_DATASET, SEEDS_DATASET, PAIRINGS_DATASET)
Authority = Literal["register", "report"]
"""Whether a dataset is a register or a report: where they differ, a register's value stands."""
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
    name = read_package(folder).get("name", folder.resolve().name)
    if not isinstance(name, str) or not _DATASET_NAME.fullmatch(name):
        raise InputUnreadable(
            f"{name!r} is no dataset name: letters, digits, `-`, `_` and `.` only",
            next_step='Rename the folder, or give it a datapackage.json with {"name": "…"}.',
        )
    return name


def dataset_authority(folder: Path) -> Authority:
    """Whether a folder's dataset is a register, as `authority` in its datapackage.json says; else it is a report.

    Raises InputUnreadable for any other word."""
    words = get_args(Authority)
    said = read_package(folder).get("authority", "report")
    if said not in words:
        step = f'Let it be {" or ".join(words)}, such as "authority": "register".'
        raise InputUnreadable(f"{PACKAGE}: authority is {said!r}", next_step=step)
    return cast("Authority", said)


def read_package(folder: Path) -> dict[str, Any]:
    """What datapackage.json says; nothing where there is none. Raises InputUnreadable when it is no such object."""
    package = folder / PACKAGE
    if not package.is_file():
        return {}
    try:
        said = json.loads(read_words(package))
        said["name"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        step = 'Let it hold an object with a name, such as {"name": "county-2026"}.'
        raise InputUnreadable(f"{PACKAGE} has no `name`", next_step=step) from error
    return dict(said)
