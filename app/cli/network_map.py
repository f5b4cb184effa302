"""map: a network in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.console import out, say
from app.cli.stores import open_library, read_settings
from app.texts import Language
from graph.files import replacing

if TYPE_CHECKING:
    from graph import Subgraph
    from graph.answers import Answer, Library


def draw(
    focus: Annotated[
        str, typer.Option("--focus", help="Id of what is in the middle: a school, group, organisation or region.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write.")],
    hops: Annotated[int, typer.Option("--hops", min=1, max=6, help="Most links from the focus.")] = 2,
    ties: Annotated[str | None, typer.Option("--ties", help="Link types to follow, by commas; all by default.")] = None,
    as_of: Annotated[str, typer.Option("--as-of", help="Links that held on this day; `any` takes all.")] = "today",
    language: Annotated[Language, typer.Option("--lang", help="Language of the page.")] = "zh",
) -> None:
    """Draw the network around a school, group, organisation or region into one HTML file that needs no connection."""
    given = {"focus": focus, "hops": hops, "as_of": as_of} | ({"ties": ties} if ties else {})
    with open_library(read_settings()) as library:
        answer = library.ask("network", given)
        write_network(library, answer, output, language)
    subgraph: Subgraph = answer.extra["view"]
    out.print(f"{output}: {len(subgraph.nodes):,} nodes, {len(subgraph.links):,} links", soft_wrap=True)
    if subgraph.left_out:
        say(f"{subgraph.left_out:,} nodes are left out: a map shows {subgraph.cut_at:,} at most, the nearest first.")


def write_network(library: Library, answer: Answer, output: Path, language: Language) -> None:
    """Write the map of a `network` answer."""
    from app.maps import network_page
    from app.maps.surroundings import surroundings

    known = surroundings(library.store, answer.extra["view"])
    output.parent.mkdir(parents=True, exist_ok=True)
    with replacing(output) as file:
        file.write(network_page(answer, language, surroundings=known).encode())
