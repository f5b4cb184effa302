"""export: the whole graph into files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.console import say
from app.cli.stores import open_store, read_settings
from graph import Store
from graph.errors import BadParameter
from graph.export import write_gexf, write_graphml, write_jsonl, write_neo4j_admin
from loaders import write_tables

Format = Literal["jsonl", "csv", "graphml", "gexf", "neo4j-admin"]
_TO_FOLDER: dict[str, Callable[[Store, Path], tuple[int, int]]] = {
    "csv": write_tables,
    "neo4j-admin": write_neo4j_admin,
}
_TO_FILE: dict[str, Callable[[Store, Path], tuple[int, int]]] = {"graphml": write_graphml, "gexf": write_gexf}


def register(app: typer.Typer) -> None:
    """Add this verb to the command."""
    app.command(
        "export",
        epilog="Examples: huoshui export --format jsonl -o graph.jsonl; huoshui export --format csv -o tables/",
    )(export)


def export(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="File, or folder for csv and neo4j-admin; - is standard output.")
    ],
    format_: Annotated[
        Format, typer.Option("--format", help="csv gives a folder of input tables for each dataset.")
    ] = "jsonl",
) -> None:
    """Write the whole graph: every node, every link, every figure, with the evidence."""
    if str(output) == "-" and format_ != "jsonl":
        raise BadParameter("--output", f"{format_} needs a file or folder of its own")
    with open_store(read_settings(), write=True) as store:
        nodes, links = _write(store, output, format_)
    say(f"{nodes:,} nodes and {links:,} links written to {output}")


def _write(store: Store, output: Path, format_: Format) -> tuple[int, int]:
    if str(output) == "-":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        return write_jsonl(store, sys.stdout)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        if format_ in _TO_FOLDER:
            return _TO_FOLDER[format_](store, output)
        return _write_file(store, output, format_)
    except OSError as error:
        raise BadParameter("--output", f"{output} can't be written: {error.strerror}") from error


def _write_file(store: Store, output: Path, format_: Format) -> tuple[int, int]:
    """Write beside the file and put it in place at the end: an export that is stopped leaves no half file."""
    part = output.with_name(output.name + ".part")
    try:
        if format_ == "jsonl":
            with part.open("w", encoding="utf-8") as file:
                counts = write_jsonl(store, file)
        else:
            counts = _TO_FILE[format_](store, part)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
    return counts
