"""What the store may run: a file of cypher/, or a statement built from the declared model; never a caller's string."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Row = Mapping[str, Any]
Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Statement:
    """A name, which goes into the transaction's metadata, and the Cypher text."""

    name: str
    text: str


def shipped_statement(folder: str, stem: str) -> Statement:
    """The statement of `cypher/<folder>/<stem>.cypher`, without its header."""
    text = (files("cypher") / folder / f"{stem}.cypher").read_text("utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    return Statement(stem, body.strip())
