"""What a load did not take, for people: the causes on the terminal, a page to look at, a table to mend."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined

from app.cli.console import say
from graph.errors import BadParameter
from loaders import LoadReport
from loaders.rejects import REJECTED, Reject, RejectGroup, group_rejects, write_rejects

_CAUSES_SHOWN = 10
_ROWS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class _ShownGroup:
    """A group as the page shows it: its sentence, the columns of its rows, and the first rows with their cells."""

    sentence: str
    columns: list[str]
    shown: list[tuple[Reject, list[tuple[str, str]]]]
    more: int

    def __str__(self) -> str:
        return self.sentence


def report_rejects(report: LoadReport, path: Path) -> None:
    """Tell the causes, and write rejects.csv and beside it the page rejects.html. Raises BadParameter."""
    write_rejects(path, report.rejects, report.rejected)
    page = path.with_suffix(".html")
    groups = group_rejects(report.rejects, report.rejected)
    try:
        page.write_text(_page(report, groups, path.name), "utf-8")
    except OSError as error:
        raise BadParameter("rejects", f"{page} can't be written: {error.strerror}") from error
    waiting = len(report.waiting)
    counts = [f"{len(report.rejects) - waiting:,} rejected"] * (len(report.rejects) > waiting)
    counts += [f"{waiting:,} waiting for what they name, which no dataset has yet"] * (waiting > 0)
    say(f"{'; '.join(counts)}; all in {path} and, to look at, {page}:")
    for group in groups[:_CAUSES_SHOWN]:
        say(f"  {group}")
        for reject in group.examples:
            say(f"    {reject}")
    if len(groups) > _CAUSES_SHOWN:
        say(f"  … and {len(groups) - _CAUSES_SHOWN:,} more causes")


def _page(report: LoadReport, groups: list[RejectGroup], table: str) -> str:
    environment = Environment(
        loader=PackageLoader("app.cli"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    shown = [_shown(group, report.rejected) for group in groups]
    template = environment.get_template("rejects.html.j2")
    return template.render(dataset=report.dataset, total=len(report.rejects), groups=shown, table=table)


def _shown(group: RejectGroup, rows: pl.DataFrame) -> _ShownGroup:
    rejects = group.rejects[:_ROWS_SHOWN]
    own = rows.filter(pl.col("at").is_in([reject.at for reject in rejects if reject.at is not None]))
    columns = [
        name for name in own.columns if name not in (*REJECTED, "file", "row") and own[name].null_count() < own.height
    ]
    cells = {at: list(zip(columns, row, strict=True)) for at, *row in own.select("at", *columns).iter_rows()}
    empty = [(name, "") for name in columns]
    return _ShownGroup(
        str(group),
        columns,
        [(reject, [(name, cell or "") for name, cell in cells.get(reject.at, empty)]) for reject in rejects],
        len(group.rejects) - len(rejects),
    )
