"""load and check: tables into the graph, or only checked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import loaders
from app.cli.console import load_progress, out, say, show_table
from app.cli.stores import open_store, read_settings
from graph.errors import BadParameter, InputNotFound, LoadRefused

if TYPE_CHECKING:
    from loaders import LoadReport
    from loaders.mapping import Mapping

FolderArgument = Annotated[
    str,
    typer.Argument(
        metavar="FOLDER", help="Folder of tables, or the name of a shipped dataset: seeds, pairings, regions."
    ),
]
MappingOption = Annotated[
    Path | None,
    typer.Option("--mapping", help="YAML file that tells how the files become tables; docs/mapping.md."),
]
RejectsOption = Annotated[Path, typer.Option("--rejects", help="Where rows that fail are written, with reasons.")]


DeclareOption = Annotated[
    bool, typer.Option("--declare-schools", help="Let unknown names make schools although there is a schools table.")
]


TakeOverOption = Annotated[
    str | None, typer.Option("--take-over", metavar="RUN", help="Id of a dead load, on another machine, to replace.")
]


BulkOption = Annotated[
    bool | None,
    typer.Option(
        "--bulk/--no-bulk",
        help="Write by Neo4j's importer, into an empty local Neo4j, which is restarted; by itself for what is large.",
    ),
]


def load(
    folder: FolderArgument,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse the whole load if one row fails.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check against the graph, write nothing.")] = False,
    mapping: MappingOption = None,
    rejects: RejectsOption = Path("rejects.csv"),
    declare_schools: DeclareOption = False,
    allow_prune: Annotated[
        bool, typer.Option("--allow-prune", help="Let the dataset lose more than half of its links.")
    ] = False,
    take_over: TakeOverOption = None,
    bulk: BulkOption = None,
) -> None:
    """Load a folder of tables: check everything, then write. Exit code 1 when rows are rejected or wait for others."""
    _give_memory_back_soon()
    from graph.columns.reading import build_columns_of

    settings = read_settings()
    path = folder_path(folder)
    with loaders.reading_within(settings):
        mapped = _read(mapping)
        with open_store(settings, write=True) as store, load_progress() as progress:
            options = loaders.LoadOptions(
                strict=strict,
                dry_run=dry_run,
                mapping=mapped,
                declare_schools=declare_schools,
                batch_rows=settings.batch_rows,
                progress=progress,
                allow_prune=allow_prune,
                take_over=take_over,
                report=say,
                bulk=bulk,
            )
            try:
                report = loaders.load_folder(store, path, options)
            except LoadRefused as error:
                if isinstance(error.report, loaders.LoadReport):
                    _report_rejects(error.report, rejects)
                raise
            if not dry_run:
                build_columns_of(store, progress)
    show_report(report)
    _finish(report, rejects)


def unload(
    dataset: Annotated[
        str, typer.Argument(metavar="DATASET", help="Name of the dataset, as `huoshui status` shows it.")
    ],
    take_over: TakeOverOption = None,
) -> None:
    """Take a dataset out of the graph, which is then as if it had never been loaded."""
    from graph.columns.reading import build_columns_of

    settings = read_settings()
    with open_store(settings, write=True) as store, load_progress() as progress:
        options = loaders.LoadOptions(
            batch_rows=settings.batch_rows, progress=progress, take_over=take_over, report=say
        )
        report = loaders.unload(store, dataset, options)
        build_columns_of(store, progress)
    out.print(f"{report.pruned.nodes:,} nodes and {report.pruned.links:,} links of {dataset} are gone.")
    _show_waiting(report.elsewhere)
    if report.graph_version:
        out.print(f"Graph version {report.graph_version}.")


def check(
    folder: FolderArgument,
    mapping: MappingOption = None,
    rejects: RejectsOption = Path("rejects.csv"),
    declare_schools: DeclareOption = False,
) -> None:
    """Check a folder of tables against the shipped regions, without a store. Exit code 1 when rows fail."""
    path = folder_path(folder)
    with loaders.reading_within(read_settings()):
        report = loaders.check_folder(path, _read(mapping), declare_schools=declare_schools)
    show_report(report)
    _finish(report, rejects)


def _give_memory_back_soon() -> None:
    """Let polars give back what it no longer needs after a tenth of a second instead of half: a tenth of a country's.

    Its allocator reads this when it is imported, so nothing may have imported it yet."""
    os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:100,muzzy_decay_ms:0")


def _read(mapping: Path | None) -> Mapping | None:
    from loaders.mapping import read_mapping

    return read_mapping(mapping.resolve()) if mapping else None


def folder_path(folder: str) -> Path:
    """The folder that the reader means: a path, or a shipped dataset by name. Raises InputNotFound."""
    path = Path(folder)
    if not path.is_dir() and folder in loaders.SHIPPED:
        return loaders.shipped_folder(folder)
    if not path.is_dir():
        # Found out here, a wrong name starts no store.
        raise InputNotFound(f"No folder at {folder}")
    return path


def show_report(report: LoadReport) -> None:
    """What a load read, what the graph holds of it, and what was pruned."""
    show_table(f"Dataset {report.dataset}", ("table", "rows"), list(report.rows.items()))
    if report.unused:
        say(f"Files that are no table of ours: {', '.join(report.unused)}")
    for file, columns in report.ignored.items():
        say(f"{file}: columns not used: {', '.join(columns)}")
    for (table, label), count in report.declared.items():
        say(f"Declared by names in {table}: {count:,} of {label}")
    if report.decided:
        say(f"Decisions of what is one or two that hold: {report.decided:,}")
    for note in report.notes:
        say(f"Note: {note}")
    held = "are in the graph" if report.written else "checked, nothing written"
    out.print(f"{report.nodes:,} nodes and {report.links:,} links {held}.")
    if report.pruned is not None and (report.pruned.nodes or report.pruned.links):
        out.print(
            f"Pruned, as the tables no longer hold them: {report.pruned.nodes:,} nodes, {report.pruned.links:,} links."
        )
    _show_waiting(report.elsewhere)
    if report.graph_version:
        out.print(f"Graph version {report.graph_version}.")


def _show_waiting(elsewhere: dict[str, int]) -> None:
    for dataset, count in elsewhere.items():
        say(f"{count:,} rows of the dataset {dataset} wait for what they name: no dataset in the graph has it.")


def _finish(report: LoadReport, path: Path) -> None:
    if report.rejects:
        _report_rejects(report, path)
        raise typer.Exit(1)


def _report_rejects(report: LoadReport, path: Path) -> None:
    """Write the rejects, into the home where they can't be written as asked: by now the load may have been written."""
    from app.cli.rejects import report_rejects

    try:
        report_rejects(report, path)
    except BadParameter as error:
        kept = read_settings().home / "rejects.csv"
        kept.parent.mkdir(parents=True, exist_ok=True)
        report_rejects(report, kept)
        say(f"--rejects: {error.problem}; they lie in {kept} instead.")
