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
from bench.engine import connected, memory_mb, own_engine, product
from bench.made_up import Size
from bench.measure import Line, measure
from bench.overhead import overhead
from graph import Connection, Settings
from graph.engines import EngineName
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
    """Measure on an engine of its own. Its limits are wide: nothing is cut."""
    print(f"\n{product(engine)}, local")
    with (
        tempfile.TemporaryDirectory(prefix="huoshui-made-up-") as tables,
        own_engine(engine, read_timeout_s=300, max_rows=1_000_000) as settings,
    ):
        print(f"  heap {settings.most_heap_mb} MB")
        writing, reading = (connected(settings, write=write) for write in (True, False))
        for line in measured(writing, reading, settings, Path(tables)):
            _show(line)
        _show(("memory of the engine's process", f"{memory_mb(settings)} MB"))


def _show(line: Line) -> None:
    print(f"  {line[0]:<58} {line[1]}", flush=True)


def _regions() -> str:
    with (shipped_folder("regions") / "regions.csv").open(encoding="utf-8") as file:
        return f"{sum(1 for _ in file) - 1:,}"


if __name__ == "__main__":
    main()
