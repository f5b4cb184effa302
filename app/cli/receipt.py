"""receipt: run a saved receipt again, and say whether the answer is still the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.console import say
from app.cli.stores import open_library, read_settings
from graph.errors import InputNotFound, ReceiptInvalid

if TYPE_CHECKING:
    from graph.answers import Receipt
    from graph.rerun import Rerun

CHANGED = 1
"""Exit code for an answer that is not the same any more."""


def receipt(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A saved receipt, or a saved answer in JSON.")],
) -> None:
    """Run a saved receipt again: is the answer still the same, and if not, what changed? Exit code 1 if it is not."""
    from graph.rerun import rerun

    before = _read(file)
    with open_library(read_settings()) as library:
        done = rerun(library, before)
    for line in told(done):
        say(line)
    if not done.same:
        raise typer.Exit(CHANGED)


def told(done: Rerun) -> list[str]:
    """What running again showed, line by line."""
    before, after = done.before, done.answer.receipt
    question = (
        f"the question changed: revision {before.revision} then, {after.revision} now"
        if done.question_changed
        else f"the question is the same: revision {after.revision}"
    )
    data = (
        f"the data changed: graph version {before.graph_version} then, {after.graph_version} now"
        if done.data_changed
        else f"the data are the same: graph version {after.graph_version}"
    )
    lines = [
        f"{after.question}: {'the answer is the same' if done.same else 'THE ANSWER IS NOT THE SAME'}",
        f"  {before.row_count:,} rows then, {after.row_count:,} now",
        f"  {question}",
        f"  {data}",
    ]
    if not done.same and not done.question_changed and not done.data_changed:
        lines.append(_why_else(done))
    if not after.graph_complete:
        lines.append("  a load has not finished: the graph is not complete now")
    return lines


def _why_else(done: Rerun) -> str:
    before, after = done.before, done.answer.receipt
    if not (before.graph_complete and after.graph_complete):
        return "  one of the two was asked while a load had not finished"
    if before.engine != after.engine:
        return f"  it was asked on {before.engine} then, on {after.engine} now"
    return "  something else changed: Huoshui itself, or the store by another way than a load"


def _read(file: Path) -> Receipt:
    from graph.rerun import read_receipt

    try:
        saved = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise InputNotFound(f"{file}: {error.strerror}", next_step="Name the file of a saved answer.") from error
    except (ValueError, RecursionError) as error:
        raise ReceiptInvalid(f"{file} is no JSON: {error}") from error
    try:
        return read_receipt(saved)
    except ReceiptInvalid as error:
        raise ReceiptInvalid(f"{file}: {error.message}") from error
