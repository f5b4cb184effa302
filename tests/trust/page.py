"""docs/trust.md: what was measured at full size, each line written by the test that measured it."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "trust.md"
HEAD = """# What was tried at full size

Kills, full disks, hostile statements and files, many clients at once: small and seeded in every `make test`, in full
by `make long`, which writes the lines of this page. A line stands until its test is run in full again.

| test | full size | found | took | when, on what |
| --- | --- | --- | --- | --- |
"""


def machine() -> str:
    """The day and the machine of a measurement."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def write_lines(lines: Mapping[str, tuple[object, ...]], page: Path = PAGE) -> None:
    """Put these lines, by their tests, into the page in place of those that it has of them."""
    kept = {}
    if page.exists():
        for line in page.read_text("utf-8").splitlines():
            if line.startswith("| `"):
                kept[line.split("`")[1]] = line
    for test, cells in lines.items():
        kept[test] = f"| `{test}` | " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"
    page.write_text(HEAD + "".join(f"{line}\n" for _, line in sorted(kept.items())), "utf-8")
