"""backup, restore, verify: the graph into one file, out of it, and whether it is what it should be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.console import load_progress, out, say, show_table
from app.cli.load import TakeOverOption
from app.cli.stores import open_store, read_settings
from graph.model import NODE_TYPE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph import Store
    from loaders.backup.backup import KeepingOptions
    from loaders.backup.restore import RestoreReport
    from loaders.items import ItemSum

DIFFERS = 1
"""Exit code where something is not as it should be."""


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write; it appears when it is whole.")],
    replace: Annotated[bool, typer.Option("--replace", help="Let it take the place of a file.")] = False,
    take_over: TakeOverOption = None,
) -> None:
    """Write the whole graph into one file, of one version, while readers go on. Waits for a load that runs."""
    from loaders.backup.backup import backup as write_backup

    with _kept_with(replace, take_over) as (store, options):
        manifest = write_backup(store, file, options)
    nodes, links = _counted(manifest.items)
    size = file.stat().st_size / 1e6
    out.print(f"{nodes:,} nodes and {links:,} links of {', '.join(manifest.datasets)}: {file}, {size:,.1f} MB")
    out.print(f"Graph version {manifest.graph_version}.")


def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A backup; or JSON lines that a release without backups exported.")
    ],
    replace: Annotated[bool, typer.Option("--replace", help="Let it take the place of a graph of ours.")] = False,
    take_over: TakeOverOption = None,
) -> None:
    """Bring a graph back out of a backup, into an empty database. Broken off, it is finished by running it again.

    Exit code 1 when the graph is whole and not in every item what was backed up."""
    from graph.columns.reading import build_columns_of
    from loaders.backup.restore import restore as read_backup

    with _kept_with(replace, take_over) as (store, options):
        report = read_backup(store, file, options)
        build_columns_of(store, options.progress)
    out.print(f"{report.nodes:,} nodes and {report.links:,} links of {', '.join(report.datasets)} restored.")
    out.print(f"Graph version {report.graph_version}.")
    if _tell_changes(report):
        raise typer.Exit(DIFFERS)


def verify(
    mend: Annotated[
        bool, typer.Option("--mend", help="Write anew all that follows from what the datasets say.")
    ] = False,
    take_over: TakeOverOption = None,
) -> None:
    """Work out anew all that was worked out at load, and compare. Exit code 1 when something differs."""
    from loaders.backup.restore import mend as write_anew
    from loaders.backup.verify import verify as compare

    with _kept_with(False, take_over) as (store, options):
        verified = compare(store, options)
        nodes, links = _counted(verified.sums)
        if not verified.findings:
            out.print(f"{nodes:,} nodes and {links:,} links follow from what the datasets say.")
            out.print(f"Graph version {verified.graph_version}.")
            return
        rows = [(one.place, one.problem, one.run) for one in verified.findings]
        show_table("Not as it should be", ("where", "what", "run"), rows)
        if not mend:
            raise typer.Exit(DIFFERS)
        out.print(f"{write_anew(store, options):,} nodes and links written anew.")


@contextmanager
def _kept_with(replace: bool, take_over: str | None) -> Iterator[tuple[Store, KeepingOptions]]:
    from loaders.backup.backup import KeepingOptions

    settings = read_settings()
    with open_store(settings, write=True) as store, load_progress() as progress:
        yield store, KeepingOptions(replace, take_over, settings.batch_rows, progress, say)


def _counted(items: Mapping[str, ItemSum]) -> tuple[int, int]:
    nodes = sum(one.count for kind, one in items.items() if kind in NODE_TYPE)
    return nodes, sum(one.count for one in items.values()) - nodes


def _tell_changes(report: RestoreReport) -> bool:
    """Say how the graph differs from what was backed up; whether it does though the release is the same."""
    for line in report.lost[:20]:
        say(line)
    if report.lost:
        say(f"{len(report.lost):,} items of the export did not come back.")
    manifest = report.manifest
    if manifest is None or not report.changed:
        return bool(report.lost)
    say(f"Not in every item what was backed up: {', '.join(report.changed)}.")
    if report.is_of_this_release:
        say("This one follows from what its datasets say; that one had been changed, or made by another build.")
        return True
    say(f"It was made by release {manifest.release}, model {manifest.model}: this release works these out anew.")
    return False
