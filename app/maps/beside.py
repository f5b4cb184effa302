"""What stands beside a map and tells its nodes and links by kind: the legend, and the filters below it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.maps.legend import legend
from app.maps.marks import toggle_groups

if TYPE_CHECKING:
    from app.maps.drawing import Drawing
    from app.maps.page import MapPage
    from graph.subgraph import Subgraph


@cache
def templates() -> Environment:
    """The templates of maps."""
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def beside(subgraph: Subgraph, drawing: Drawing, page: MapPage) -> Markup:
    """Legend and filters of what a page draws, as HTML."""
    texts = page.texts
    text = (
        templates()
        .get_template("_beside.html.j2")
        .render(
            word=texts.word,
            legend=legend(subgraph, texts, page.as_of, sized=page.sizes_by_kind),
            toggles=toggle_groups((one["marks"] for one in (*drawing.nodes, *drawing.edges)), texts),
            off=page.off,
        )
    )
    return Markup(text)  # noqa: S704 - a template's
