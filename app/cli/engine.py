"""up, down, status: the local engine and what the graph holds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.console import out, say, show_table
from app.cli.stores import read_settings
from graph import engines
from graph.engines import EngineName, EngineStatus
from graph.errors import ForeignData, StoreDenied, StoreError, StoreTimeout

if TYPE_CHECKING:
    from graph import Settings, Store

_LOOK_AGAIN_S = 0.5

EngineOption = Annotated[
    EngineName | None,
    typer.Option(
        "--engine",
        help="arcadedb or neo4j; by default the one that runs, else HUOSHUI_ENGINE, else the last, else arcadedb.",
    ),
]


def up(engine: EngineOption = None) -> None:
    """Start a local engine in the background, on loopback only. One that runs already is left as it is."""
    settings = read_settings()
    started = engines.start(settings, engine, report=say)
    out.print(
        f"{started.engine} is up: bolt://127.0.0.1:{started.bolt_port}, data under {started.home}", soft_wrap=True
    )


def down(
    now: Annotated[bool, typer.Option("--now", help="Don't wait for a load that runs: run it again later.")] = False,
) -> None:
    """Stop the local engine, after the load that runs, if any. Everything that was loaded stays for the next `up`."""
    from graph.liveness import is_any_alive

    settings = read_settings()
    if not now and is_any_alive(settings):
        say("A load runs here: waiting for its end. `huoshui down --now` doesn't wait; the load can be run again.")
        while is_any_alive(settings):
            time.sleep(_LOOK_AGAIN_S)
    stopped = engines.stop(settings, report=say)
    out.print("Stopped." if stopped else "No local engine was running.")


def status() -> None:
    """Show the engines, and what the graph holds. Exit code 3 when no store answers."""
    from graph import Store

    settings = read_settings()
    if settings.neo4j_uri:
        out.print(f"Store: {settings.neo4j_uri} (from NEO4J_URI)", soft_wrap=True)
    else:
        rows = [_engine_row(one) for one in engines.status(settings)]
        show_table("Local engines", ("engine", "state", "pid", "bolt", "http", "memory (MB)", "started"), rows)
    connection = engines.connection(settings, write=False)
    if connection is None:
        say("No store runs here. Start one with `huoshui up`.")
        raise typer.Exit(3)
    with Store(connection, settings) as store:
        _show_graph(store)


def _engine_row(one: EngineStatus) -> tuple[object, ...]:
    state = "running" if one.running else "stale (was killed)" if one.stale else "stopped"
    return (one.engine, state, one.pid, one.bolt_port, one.http_port, one.memory_mb, one.started)


def _show_graph(store: Store) -> None:
    from graph import graph_state
    from loaders.run import what_runs

    try:
        state = graph_state(store)
    except StoreError:
        say("The store runs but doesn't answer.")
        raise
    rows = [
        (one.dataset, one.status, one.started, one.finished, one.nodes, one.links, one.waiting)
        for one in state.datasets
    ]
    complete = "complete" if state.complete else "not complete: load again what did not finish"
    caption = f"Graph version {state.version} ({complete})" if rows else "Nothing is loaded yet: huoshui load seeds"
    columns = ("dataset", "load", "started", "finished", "nodes", "links", "waiting rows")
    show_table("Datasets", columns, rows, caption)
    if (running := what_runs(store)) is not None:
        say(f"{running}.")
    _tell_foreign(store)


def _tell_foreign(store: Store) -> None:
    """Say what others put under labels of the model. Some accounts see no indexes; many nodes take seconds."""
    from graph.write import foreign_data

    try:
        foreign = foreign_data(store)
    except (StoreDenied, StoreTimeout):
        say("Whether there is other people's data under labels of the model could not be told.")
        return
    if foreign:
        say(f"Not written by Huoshui, under labels of its model: {foreign}. The next load will refuse.")
        say(ForeignData.default_step)


def ensure_up(settings: Settings) -> None:
    """Start the local engine unless NEO4J_URI names a store."""
    if not settings.neo4j_uri:
        engines.start(settings, report=say)
