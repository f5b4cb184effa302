"""The pages of docs/ that are derived from what the layers declare, each layer having its own.

`python -m app.documents` writes them; `--check` only says which have drifted."""

from __future__ import annotations

import sys
from pathlib import Path

import graph.documents
import loaders.documents
from graph.settings import PROJECT_ROOT

PAGES = {**graph.documents.PAGES, **loaders.documents.PAGES}


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
