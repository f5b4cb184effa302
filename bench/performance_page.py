"""docs/performance.md, of the figures that `python -m bench.performance` kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

Run = dict[str, Any]
_HEAD = """# What Huoshui takes

<!-- Written by `python -m bench.performance --page`; measure again instead of editing. -->

Countries made up (bench/country.py) over the real regions, each engine in a home of its own with its default memory.
A ratio is of two things that were measured in one run; a row grows against the one above it. `load average` is the
machine's after the run: where it is well above the number of cores, others worked there, and times are too long.
Maps are measured by `python -m bench.maps`, many clients by `python -m bench crowd`.
"""
_PARTS = {"beside": "other loaders", "loading": "loading", "questions": "questions"}


def page(found: Sequence[Run]) -> str:
    """The whole page."""
    runs = sorted(found, key=lambda one: (one["engine"], one["schools"]))
    by_part = {part: [one for one in runs if one["part"] == part] for part in _PARTS}
    lines = [_HEAD, *_machines(runs)]
    if by_part["loading"]:
        lines += ["", *_loading(by_part["loading"], _by_size(by_part["beside"]))]
    if by_part["beside"]:
        lines += ["", *_others(by_part["beside"])]
    if by_part["questions"]:
        lines += ["", *_questions(by_part["questions"])]
    return "\n".join(lines) + "\n"


def _machines(runs: Sequence[Run]) -> Iterator[str]:
    yield "| part | engine | schools | rows of tables | machine | load average | engine's memory | software |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for one in runs:
        yield (
            f"| {_PARTS[one['part']]} | {one['engine']} | {one['schools']:,} | {one['rows']:,} | {one['machine']} | "
            f"{one['load_average']} | {_unit(one['engine_mb'], 'MB')} | {one['software']} |"
        )


def _loading(runs: Sequence[Run], others: dict[tuple[str, int], Run]) -> Iterator[str]:
    yield "## Loading\n"
    yield "`huoshui load` as a command, its start and its checks included, its columns not. The bare loader"
    yield "(bench/bare.py) writes the same nodes and links and checks nothing. Memory is that of the largest process.\n"
    yield "| engine | schools | load | grows | memory | load : bare loader | same again : load | 1 % changed : load |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for one, before in _with_before(runs):
        took = one["figures"]
        bare = others.get((one["engine"], one["schools"]), {}).get("bare")
        told = (
            one["engine"],
            f"{one['schools']:,}",
            _unit(took["load"], "s"),
            _growth(one, before, "load"),
            _unit(took["load_mb"], "MB"),
            f"{took['load'] / bare:.2f}" if bare else "",
            f"{took['again'] / took['load']:.2f}",
            f"{took['changed'] / took['load']:.2f}",
        )
        yield f"| {' | '.join(told)} |"


def _others(runs: Sequence[Run]) -> Iterator[str]:
    yield "## Other ways in\n"
    yield "`huoshui check` reads and checks, and writes nothing. `--bulk` writes by Neo4j's importer, which is timed"
    yield "alone, too, over tables of the same graph. One MERGE a row was tried with the first rows of each table.\n"
    heads = ("engine", "schools", "bare loader", "its memory", "check", "--bulk", "its memory", "importer alone",
             "py2neo.bulk", "one MERGE a row")  # fmt: skip
    yield f"| {' | '.join(heads)} |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for one in runs:
        took = one["figures"]
        told = [
            _unit(took.get(name), unit)
            for name, unit in (
                ("bare", "s"), ("bare_mb", "MB"), ("check", "s"), ("bulk", "s"), ("bulk_mb", "MB"), ("importer", "s"),
                ("py2neo", "s"),
            )
        ]  # fmt: skip
        rows = f"{_unit(took['rows'], 's')} for {took['rows_of_a_table']:,} of each table"
        yield f"| {one['engine']} | {one['schools']:,} | {' | '.join(told)} | {rows} |"


def _questions(runs: Sequence[Run]) -> Iterator[str]:
    yield "## Questions\n"
    yield "Through the API, which kept no answers, medians of three; in brackets the ratio to the Cypher of the receipt"
    yield "by the plain driver, where that runs by itself: a question that is computed, or answered from columns, does"
    yield "more or less than it. Required ids are those of the first school, group and so on; nothing else is given."
    yield "A status stands where there was no answer (404: the country made up has no such thing).\n"
    yield "| question | " + " | ".join(f"{one['engine']}, {one['schools']:,} schools" for one in runs) + " |"
    yield "| --- |" + " --- |" * len(runs)
    for name, figure in runs[0]["figures"].items():
        if isinstance(figure, dict):
            yield f"| {name} | " + " | ".join(_answered(one["figures"].get(name, {})) for one in runs) + " |"
    for name, words, unit in (("columns_s", "columns built in", "s"), ("web_mb", "memory of the app (PSS)", "MB")):
        yield f"| *{words}* | " + " | ".join(_unit(one["figures"].get(name), unit) for one in runs) + " |"


def _answered(took: Run) -> str:
    if "api_ms" not in took:
        return str(took.get("status", ""))
    ratio = f" ({took['api_ms'] / took['driver_ms']:.1f})" if took["driver_ms"] else ""
    return f"{took['api_ms']:.0f} ms{ratio}"


def _by_size(runs: Sequence[Run]) -> dict[tuple[str, int], Run]:
    return {(one["engine"], one["schools"]): one["figures"] for one in runs}


def _with_before(runs: Sequence[Run]) -> Iterator[tuple[Run, Run | None]]:
    """Each run with that of the same engine at the size before."""
    for _, of_engine in groupby(runs, key=lambda one: str(one["engine"])):
        before = None
        for one in of_engine:
            yield one, before
            before = one


def _growth(one: Run, before: Run | None, name: str) -> str:
    if before is None:
        return ""
    times = one["figures"][name] / before["figures"][name]
    return f"{times:.1f} × for {one['schools'] / before['schools']:g} × the schools"


def _unit(figure: float | None, unit: str) -> str:
    if figure is None:
        return ""
    return f"{figure:.1f} {unit}" if unit == "s" else f"{figure:.0f} {unit}"
