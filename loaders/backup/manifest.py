"""What a backup says of itself."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from typing import Literal

from pydantic import BaseModel, ConfigDict

from graph.model import LINK_TYPES, NODE_TYPES, LinkType, NodeType
from loaders.items import ItemSum

FORMAT = 1
"""Raised when an older release could not read the file."""


class ArchivePart(BaseModel):
    """One file within a backup."""

    model_config = ConfigDict(frozen=True)

    size: int
    sha256: str


class BackedUp(BaseModel):
    """One dataset of a backup: the load run that brought what it says, the digest of that, and rows by table."""

    model_config = ConfigDict(frozen=True)

    run: str
    digest: str
    rows: dict[str, int]


class Manifest(BaseModel):
    """What a backup holds, of which graph it was made, when and by what; what the items were, by label and type."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["huoshui backup"] = "huoshui backup"
    format: int = FORMAT
    graph_version: str
    made: str
    release: str
    model: str
    engine: str
    datasets: dict[str, BackedUp]
    items: dict[str, ItemSum]
    parts: dict[str, ArchivePart]


def release() -> str:
    """The version of this program."""
    return version("huoshui")


def model_digest() -> str:
    """Digest of what the model lets the graph hold: labels, types, properties and the kinds of their values."""
    lines = [line for one in NODE_TYPES for line in _lines_of(one.label, one)]
    lines += [line for link in LINK_TYPES for line in _lines_of(link.type, link)]
    return sha256("\n".join(lines).encode()).hexdigest()[:12]


def _lines_of(kind: str, declared: NodeType | LinkType) -> list[str]:
    if isinstance(declared, NodeType):
        own = f"{kind} {[extra.label for extra in declared.extra_labels]}"
    else:
        own = f"{kind} {declared.ends} {declared.distinguished_by}"
    return [own, *(f"{kind} {prop.stored} {prop.kind} {prop.choices.values}" for prop in declared.properties)]
