"""map: a network as a page, a picture or a file for other programs."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.console import out, say, write_file
from app.cli.stores import open_library, read_settings
from app.map_files import MAP_FORMATS
from app.map_files.network import network_content
from app.texts import Language
from app.web.pages.addresses import used
from graph.errors import BadParameter

if TYPE_CHECKING:
    from graph import Subgraph
    from graph.answers import Answer, Library

_PAGE = "html"
_ALL = "|".join(MAP_FORMATS)


def draw(
    focus: Annotated[
        str, typer.Option("--focus", help="Id of what is in the middle: a school, group, organisation or region.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write.")],
    hops: Annotated[int, typer.Option("--hops", min=1, max=6, help="Most links from the focus.")] = 2,
    ties: Annotated[str | None, typer.Option("--ties", help="Link types to follow, by commas; all by default.")] = None,
    as_of: Annotated[str, typer.Option("--as-of", help="Links that held on this day; `any` takes all.")] = "today",
    language: Annotated[Language, typer.Option("--lang", help="Language of the map.")] = "zh",
    format_: Annotated[
        str | None, typer.Option("--format", metavar=_ALL, help="Which file to write; by the ending of -o if not said.")
    ] = None,
) -> None:
    """Draw the network around a school, group, organisation or region into one file.

    A page that needs no connection, a picture, or nodes and links for other programs: docs/map-files.md tells which."""
    given = {"focus": focus, "hops": hops, "as_of": as_of} | ({"ties": ties} if ties else {})
    map_format = _format(format_, output)
    with open_library(read_settings()) as library:
        answer = library.ask("network", given)
        write_network(library, answer, output, language, map_format)
    subgraph: Subgraph = answer.extra["view"]
    out.print(f"{output}: {len(subgraph.nodes):,} nodes, {len(subgraph.links):,} links", soft_wrap=True)
    if subgraph.left_out:
        say(f"{subgraph.left_out:,} nodes are left out: a map shows {subgraph.cut_at:,} at most, the nearest first.")


def write_network(
    library: Library, answer: Answer, output: Path, language: Language = "zh", map_format: str = _PAGE
) -> None:
    """Write the map of a `network` answer. Raises BadParameter where the file can't be written."""
    given = [word for name, text in used(answer.receipt) for word in (f"--{name.replace('_', '-')}", text)]
    again = shlex.join(["huoshui", "map", *given, "--lang", language, "--format", map_format, "-o", output.name])
    content = network_content(library.store, answer, again, language)
    write_file(MAP_FORMATS[map_format].write(content), output)


def _format(asked: str | None, output: Path) -> str:
    """The format that is asked for, else the one whose name the file ends in, else a page."""
    name = asked or (ending if (ending := output.suffix[1:].lower()) in MAP_FORMATS else _PAGE)
    if name not in MAP_FORMATS:
        raise BadParameter("--format", f"{name!r} is none of {_ALL}")
    return name
