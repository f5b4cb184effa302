"""Where the command prints: answers to standard output, everything else to standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from graph.errors import BadParameter
from graph.files import replacing

if TYPE_CHECKING:
    from graph.answers import Receipt
    from graph.console.answer import ConsoleAnswer
    from loaders.writing import Progress as LoadProgress

out = Console(markup=False)
err = Console(stderr=True, markup=False)


def of_graph(receipt: Receipt | ConsoleAnswer) -> str:
    """Which graph an answer is of, and what to know of that, in a part of a line."""
    newer = f", while the graph is at {receipt.newer_version}" if receipt.newer_version else ""
    complete = "" if receipt.graph_complete else " (NOT COMPLETE: a load did not finish)"
    return f"graph {receipt.graph_version}{newer}{complete}"


def say(message: str) -> None:
    """Tell what is going on, without getting into a pipe that takes the answer."""
    err.print(Text(message))


def write_file(file: bytes, output: Path) -> None:
    """Write a file whole, and the folders that it lies in. Raises BadParameter where it can't be written."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with replacing(output) as opened:
            opened.write(file)
    except OSError as error:
        raise BadParameter("--output", f"{output} can't be written: {error.strerror}") from error


def show_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], caption: str = "") -> None:
    """A table of an answer. Cells are shown as they are: no markup in names."""
    table = Table(title=Text(title), caption=Text(caption), title_justify="left", caption_justify="left")
    for name, values in zip(columns, zip(*rows, strict=True) if rows else [()] * len(columns), strict=True):
        numeric = any(value is not None for value in values) and all(isinstance(v, int | float | None) for v in values)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell_text(value)) for value in row))
    out.print(table)


def cell_text(value: Any) -> str:
    """A value as a table shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.4g}"
    if isinstance(value, list | tuple):
        return "; ".join(map(cell_text, value))
    return str(value)


@contextmanager
def load_progress() -> Iterator[LoadProgress]:
    """A progress bar for a load; on a terminal only."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("Loading", total=None)

        def advance(what: str, done: int, total: int) -> None:
            bar.update(task, description=what[:1].upper() + what[1:], completed=done, total=total)

        yield advance
