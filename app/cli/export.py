"""export: the whole graph into files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import graph.export
import loaders
from app.cli.console import say
from app.cli.stores import open_store, read_settings
from graph.errors import BadParameter
from graph.export import Counts, DatasetsFormat, FileFormat, FolderFormat, exported_links, exported_nodes
from graph.files import replacing

if TYPE_CHECKING:
    from graph import Store

FORMATS = {format_.name: format_ for format_ in (*graph.export.FORMATS, *loaders.FORMATS)}
_ALL = "|".join(FORMATS)
_FOLDERS = " and ".join(name for name, format_ in FORMATS.items() if not isinstance(format_, FileFormat))


def export(
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help=f"File, or folder for {_FOLDERS}; - is standard output."),
    ],
    format_: Annotated[
        str, typer.Option("--format", metavar=_ALL, help="docs/exports.md tells who reads which.")
    ] = "jsonl",
) -> None:
    """Write the whole graph: every node, every link, every figure, with the evidence."""
    chosen = FORMATS.get(format_)
    if chosen is None:
        raise BadParameter("--format", f"{format_!r} is none of {_ALL}")
    if str(output) == "-" and not (isinstance(chosen, FileFormat) and chosen.by_lines):
        raise BadParameter("--output", f"{format_} needs a file or folder of its own")
    with open_store(read_settings(), write=True) as store:
        counts = _write(chosen, store, output)
    what = ("datasets", "rows") if isinstance(chosen, DatasetsFormat) else ("nodes", "links")
    say(f"{counts[0]:,} {what[0]} and {counts[1]:,} {what[1]} written to {output}")


def _write(chosen: FileFormat | FolderFormat | DatasetsFormat, store: Store, output: Path) -> Counts:
    try:
        if isinstance(chosen, DatasetsFormat):
            return chosen.write(store, output)
        nodes, links = exported_nodes(store), exported_links(store)
        if isinstance(chosen, FolderFormat):
            return chosen.write(nodes, links, output)
        if str(output) == "-":
            return chosen.write(nodes, links, sys.stdout.buffer)
        output.parent.mkdir(parents=True, exist_ok=True)
        with replacing(output) as file:
            return chosen.write(nodes, links, file)
    except OSError as error:
        raise BadParameter("--output", f"{output} can't be written: {error.strerror}") from error
