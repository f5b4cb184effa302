"""`python -m bench`: start an engine in a temporary home, measure, stop it, and print what was found.

`python -m bench overhead` measures what the app costs over the plain driver, `python -m bench crowd` how it fares with
many clients at once. `--help` names the options: which engine,
and how much data."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import get_args

import psutil

from bench.crowd import CLIENTS, crowd
from bench.made_up import Size
from bench.measure import Line, measure
from bench.overhead import overhead
from graph import Connection, Settings, engines
from graph.engines import EngineName
from graph.engines.neo4j_jars import locked_jars
from loaders import shipped_folder

Measure = Callable[[Connection, Connection, Settings, Path], Iterator[Line]]
"""Measures on an engine that holds nothing yet: (writing, reading, settings, an empty folder)."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the options ask for and print it."""
    options = _options(arguments)
    data, measured = _measured(options)
    print(f"data     {data}; {_regions()} regions")
    print(f"machine  {os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GB, {platform.platform()}")
    print(
        f"software Python {platform.python_version()}, neo4j driver {version('neo4j')}, FastAPI {version('fastapi')}, "
        f"uvicorn {version('uvicorn')}, Huoshui {version('huoshui')}"
    )
    names: tuple[EngineName, ...] = get_args(EngineName) if options.engine == "both" else (options.engine,)
    for name in names:
        _bench(name, measured)


def _measured(options: argparse.Namespace) -> tuple[str, Measure]:
    if options.what == "overhead":
        repeat = options.repeat or 100
        return (
            f"the five reports; medians of {repeat} rounds, taken in turn",
            lambda writing, reading, settings, _folder: overhead(writing, reading, settings, repeat),
        )
    if options.what == "crowd":
        return (
            f"the five reports; {CLIENTS} clients for {options.seconds:g} s, answers kept, then not",
            lambda writing, _reading, settings, _folder: crowd(writing, settings, options.seconds),
        )
    size, repeat = Size(options.schools, options.group_size), options.repeat or 5
    return str(size), lambda writing, reading, settings, folder: measure(
        writing, reading, settings, size, folder, repeat
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description="Measure, and print what the figures are of.")
    parser.add_argument(
        "what",
        nargs="?",
        choices=["questions", "overhead", "crowd"],
        default="questions",
        help="made-up tables loaded and asked (default), the app over the plain driver, or many clients at once",
    )
    parser.add_argument("--engine", choices=[*get_args(EngineName), "both"], default="both")
    parser.add_argument("--seconds", type=float, default=60, help="how long a crowd asks (default %(default)s)")
    parser.add_argument("--schools", type=int, default=5_000, help="how many schools (default %(default)s)")
    parser.add_argument("--group-size", type=int, default=500, help="schools in a group (default %(default)s)")
    parser.add_argument("--repeat", type=int, help="runs behind each time (default 5; overhead: 100)")
    options = parser.parse_args(arguments)
    if (
        (options.repeat is not None and options.repeat < 1)
        or options.group_size < 1
        or options.schools < 10
        or options.schools % options.group_size
    ):
        parser.error("--schools must be a multiple of --group-size and at least 10, --repeat at least 1")
    return options


def _bench(engine: EngineName, measured: Measure) -> None:
    """Measure on an engine of its own, which is stopped whatever happens. Its limits are wide: nothing is cut."""
    print(f"\n{_title(engine)}")
    with tempfile.TemporaryDirectory(prefix="huoshui-bench-") as temporary:
        home, tables = Path(temporary, "home"), Path(temporary, "made-up")
        tables.mkdir()
        settings = Settings(home=home, engine=engine, neo4j_uri=None, read_timeout_s=300, max_rows=1_000_000)
        try:
            engines.start(settings, report=_quiet)
            writing = engines.connection(settings, write=True)
            reading = engines.connection(settings, write=False)
            if writing is None or reading is None:
                raise RuntimeError(f"{engine} stopped as soon as it had started")
            print(f"  heap {settings.heap_mb} MB")
            for line in measured(writing, reading, settings, tables):
                _show(line)
            memory = next((state.memory_mb for state in engines.status(settings) if state.running), None)
            _show(("memory of the engine's process", f"{memory} MB"))
        finally:
            engines.stop(settings, report=_quiet)


def _quiet(_line: str) -> None:
    """What an engine reports while it starts and stops is no figure."""


def _show(line: Line) -> None:
    print(f"  {line[0]:<58} {line[1]}", flush=True)


def _title(engine: EngineName) -> str:
    if engine == "arcadedb":
        return f"ArcadeDB {version('arcadedb-embedded')}, local"
    return f"Neo4j Community {locked_jars()[0].version}, local"


def _regions() -> str:
    with (shipped_folder("regions") / "regions.csv").open(encoding="utf-8") as file:
        return f"{sum(1 for _ in file) - 1:,}"


if __name__ == "__main__":
    main()
