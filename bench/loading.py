"""What it takes to load a country: by the command, and by the loaders of bench/bare.py; each on its own engine."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import polars as pl

from bench.bare import FEW
from bench.engine import environment, own_engine
from graph import Settings
from graph.engines import EngineName
from graph.engines.neo4j_import import import_folder, import_tables

Figures = dict[str, float]
_MB = 1024
_SET_TO = {"HUOSHUI_COLUMNS": "false", "PYTHONPATH": str(Path(__file__).parents[1])}
"""Columns are built after a load, which has a figure of its own."""
_LOAD = ("app.cli.main", "load", "--no-bulk")


class Took(NamedTuple):
    """What a command took; memory is the largest resident set of its processes."""

    seconds: float
    memory_mb: float


def load_country(settings: Settings, folder: Path) -> Figures:
    """Load a folder into an empty graph: once, again as it is, and again when a hundredth of the schools changed."""
    first = taken(settings, *_LOAD, str(folder))
    again = taken(settings, *_LOAD, str(folder))
    table = folder / "schools.csv"
    unchanged = table.read_bytes()
    schools = pl.read_csv(table, infer_schema=False)
    teachers = pl.when(pl.int_range(pl.len()) % 100 == 0).then(pl.lit("7")).otherwise("teachers")
    schools.with_columns(teachers=teachers).write_csv(table)
    changed = taken(settings, *_LOAD, str(folder))
    table.write_bytes(unchanged)
    return {
        "load": first.seconds, "load_mb": first.memory_mb, "again": again.seconds,
        "changed": changed.seconds, "changed_mb": changed.memory_mb,
    }  # fmt: skip


def beside(engine: EngineName, folder: Path) -> Figures:
    """The same by the loaders that one would write without Huoshui, and checked alone."""
    with own_engine(engine) as settings:
        bare = taken(settings, "bench.bare", "batches", str(folder))
        found = {"bare": bare.seconds, "bare_mb": bare.memory_mb}
        found["check"] = taken(settings, "app.cli.main", "check", str(folder)).seconds
    with own_engine(engine) as settings:
        found |= {"rows": taken(settings, "bench.bare", "rows", str(folder)).seconds, "rows_of_a_table": FEW}
    if engine == "neo4j":
        with own_engine(engine) as settings:
            found["py2neo"] = taken(settings, "bench.bare", "py2neo", str(folder)).seconds
        with own_engine(engine) as settings:
            bulk = taken(settings, "app.cli.main", "load", "--bulk", str(folder))
            found |= {"bulk": bulk.seconds, "bulk_mb": bulk.memory_mb, "importer": _importer(settings)}
    return found


def _importer(settings: Settings) -> float:
    """Seconds of Neo4j's importer alone, over tables of the graph that is there."""
    with import_folder(settings) as folder:
        taken(settings, "app.cli.main", "export", "--format", "neo4j-admin", "-o", str(folder / "tables"))
        started = time.perf_counter()
        import_tables(settings, folder, False, lambda _percent: None)
        return time.perf_counter() - started


def taken(settings: Settings, *command: str) -> Took:
    """Run a module as a command in a home, and measure it. Raises RuntimeError where it fails; it said why."""
    with tempfile.TemporaryDirectory() as elsewhere:  # for the rejects
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env=environment(settings, **_SET_TO),
            cwd=elsewhere,
            stdout=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Took(seconds, usage.ru_maxrss / _MB)
