"""What is measured, on a running engine that holds nothing yet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.made_up import Size, write_tables
from graph import Connection, Settings, Statement, Store
from graph.answers import Answer, Library
from loaders import load_folder, shipped_folder

Line = tuple[str, str]
"""What was measured, and the figure with its unit."""

# The plain way to ask who is within four hops: every walk is looked at, and the ends are made distinct.
_WALKS = Statement(
    "walks",
    "MATCH (:School {id: $start})-[:MEMBER_OF|AIDS*1..4]-(b) WITH DISTINCT b WHERE b.id <> $start "
    "RETURN count(b) AS reached",
)


def measure(
    writing: Connection, reading: Connection, settings: Settings, size: Size, folder: Path, repeat: int
) -> Iterator[Line]:
    """Load, then ask. A time is the median of `repeat` runs after a first one, which stands in brackets."""
    rows = write_tables(folder, size)
    with Store(writing, settings) as store:
        yield _loaded("load the regions", store, shipped_folder("regions"), None)
        yield _loaded(f"load {rows:,} rows of made-up tables", store, folder, rows)
    with Store(reading, settings) as store:
        library = Library(store)
        seconds, first, answer = _timed(
            lambda: library.ask("reach", {"start": "s0", "hops": 6}, max_rows=1_000_000), repeat
        )
        yield f"reach, 6 hops: {_reached(answer)} others", _seconds(seconds, first)
        four, first, answer = _timed(
            lambda: library.ask("reach", {"start": "s0", "hops": 4}, max_rows=1_000_000), repeat
        )
        yield f"reach, 4 hops: {_reached(answer)} others, each with a path", _seconds(four, first)
        plain, first, result = _timed(lambda: store.read(_WALKS, {"start": "s0"}), repeat)
        yield f"[*1..4] DISTINCT: {result.rows[0]['reached']:,} others, without paths", _seconds(plain, first)
        yield "[*1..4] DISTINCT : reach of 4 hops", f"{plain / four:.2g} : 1"
        seconds, first, answer = _timed(lambda: library.ask("coverage", {"by": "county"}), repeat)
        yield f"coverage of {len(answer.rows):,} counties", _seconds(seconds, first)


def _loaded(what: str, store: Store, folder: Path, rows: int | None) -> Line:
    started = time.perf_counter()
    report = load_folder(store, folder)
    seconds = time.perf_counter() - started
    if report.rejects:
        raise RuntimeError(f"{len(report.rejects)} rows were rejected, the first: {report.rejects[0]}")
    read = rows or sum(report.rows.values())
    return what, f"{read / seconds:,.0f} rows/s ({seconds:.1f} s; {report.nodes:,} nodes, {report.links:,} links)"


def _timed(ask: Callable[[], Any], repeat: int) -> tuple[float, float, Any]:
    """(median seconds, seconds of the first, what it gave)."""
    times = []
    result = None
    for _ in range(repeat + 1):
        started = time.perf_counter()
        result = ask()
        times.append(time.perf_counter() - started)
    return median(times[1:]), times[0], result


def _seconds(seconds: float, first: float) -> str:
    return f"{seconds:.3f} s ({first:.3f} s the first time)"


def _reached(answer: Answer) -> str:
    totals = answer.extra["totals"]
    return f"{totals['schools'] + totals['groups'] + totals['regions']:,}"
