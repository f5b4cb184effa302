"""What the store may run: a file of cypher/, or a statement built from the declared model; never a caller's string.

Files name the model's ties by a mark, so that a tie is declared in one place: `[r:@ties]` is a link of any type of tie,
`{@ties|PART_OF}=@ties` are the choices and default of a parameter, and a statement with `@tie` is a branch for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.model import TIES


@dataclass(frozen=True, slots=True)
class Statement:
    """A name, which goes into the transaction's metadata, and the Cypher text."""

    name: str
    text: str


def with_ties(text: str) -> str:
    """The text of a file with the model's ties in place of `@ties`: what runs, and what a receipt shows."""
    return text.replace("=@ties", f"={','.join(TIES)}").replace("@ties", "|".join(TIES))


@cache
def shipped_statement(folder: str, stem: str) -> Statement:
    """The statement of `cypher/<folder>/<stem>.cypher`, without its header."""
    text = with_ties((files("cypher") / folder / f"{stem}.cypher").read_text("utf-8"))
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()
    branches = [body.replace("@tie", tie) for tie in TIES] if "@tie" in body else [body]
    return Statement(stem, "\nUNION ALL\n".join(branches))
