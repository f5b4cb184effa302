"""The pages of docs/ that are derived from what the layers declare, each layer having its own.

`python -m app.documents` writes them; `--check` only says which have drifted."""

from __future__ import annotations

import sys
from pathlib import Path

import graph.documents
import loaders.documents
from app.answer_files import ANSWER_FORMATS
from app.cli.export import FORMATS
from app.cypher_document import cypher_page
from app.map_files import MAP_FORMATS
from app.web.pages.stories.documents import PAGES as STORY_PAGES
from graph.documents import NOTE, markdown_table
from graph.export import FileFormat
from graph.settings import PROJECT_ROOT


def exports_page() -> str:
    """docs/exports.md: the formats of `huoshui export`, from their declarations."""
    rows = (
        (f"`{one.name}`", "file" if isinstance(one, FileFormat) else "folder", f"`{one.media_type}`", one.notes)
        for one in FORMATS.values()
    )
    networks = [f"`{one.name}`" for one in FORMATS.values() if isinstance(one, FileFormat) and one.of_networks]
    formats = markdown_table(("format", "is a", "media type", "for whom, and how the graph stands in it"), rows)
    return f"""# Export formats

{NOTE}
`huoshui export --format FORMAT -o PATH` writes the whole graph: every node, link and figure, with the evidence.
`GET /api/v1/network?format=…` gives a part of it as {" or ".join(networks)}.

{formats}
In files for networks each node and link has an id of its own: the one that it has in the graph, or `Label:id` where
another has that id too (a source and a school, both 1001, are `Source:1001` and `School:1001`). Every link has a
direction in them, `PAIRED_WITH` too, which means nothing by it. Lists are text with semicolons. An attribute has one
type, which holds all its values: integers beside fractions are `double`, numbers beside text are `string`.
"""


def answer_files_page() -> str:
    """docs/answer-files.md: the formats of answers, from their declarations."""
    rows = ((f"`{one.name}`", one.title, f"`{one.media_type}`", one.notes) for one in ANSWER_FORMATS.values())
    formats = markdown_table(("format", "called", "media type", "for whom, and how the answer stands in it"), rows)
    return f"""# Answers as files

{NOTE}
Every list of the API and every answer of a question takes `format=…`, or its media type in Accept; pages have a link
for each. `huoshui ask QUESTION --format FORMAT -o FILE` writes one.

{formats}
"""


def map_files_page() -> str:
    """docs/map-files.md: the formats of maps, from their declarations."""
    rows = ((f"`{one.name}`", one.title, f"`{one.media_type}`", one.notes) for one in MAP_FORMATS.values())
    formats = markdown_table(("format", "called", "media type", "for whom, and how the map stands in it"), rows)
    return f"""# Maps as files

{NOTE}
`huoshui map --focus ID -o FILE` writes one by the ending of the file, or by `--format FORMAT`. The page of a map,
`/maps`, has a link for each: such a file holds what the reader sees there.

{formats}
Each says the map's title, its day, the graph's version, what is left out, the sources with their licences, the command
or address that makes it again, and how to cite it. Pictures have the looks of the page and bring the letters that they
need: Noto Sans SC, in outlines or, in a PDF, as a font of these letters alone. A name that has no room is left out of a
picture and counted below it; so are names with letters that the font lacks.
"""


PAGES = {
    **graph.documents.PAGES,
    **loaders.documents.PAGES,
    **STORY_PAGES,
    "answer-files.md": answer_files_page,
    "cypher.md": cypher_page,
    "exports.md": exports_page,
    "map-files.md": map_files_page,
}


def drifted(folder: Path) -> list[str]:
    """Names of the pages in a folder that are not what would be written now."""
    return [
        name
        for name, page in PAGES.items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != page()
    ]


def main() -> int:
    """Write the pages, or with --check name those that drifted; the exit code says whether any did."""
    folder = PROJECT_ROOT / "docs"
    if "--check" not in sys.argv:
        for name, page in PAGES.items():
            (folder / name).write_text(page(), "utf-8")
        return 0
    stale = drifted(folder)
    if stale:
        sys.stderr.write(f"docs/ has drifted: {', '.join(stale)}. Run python -m app.documents\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
