from __future__ import annotations

import csv

import pytest

from loaders.datasets import shipped_folder
from loaders.identity import Entity
from loaders.places import Places


def shipped_regions() -> list[Entity]:
    with (shipped_folder("regions") / "regions.csv").open(encoding="utf-8") as file:
        return [
            Entity("Region", row["id"], row["name"], (), row["parent"] or None, row["level"])
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="session")
def china() -> Places:
    """The shipped table of divisions; no test adds to it."""
    return Places(shipped_regions())
