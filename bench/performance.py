"""`python -m bench.performance`: what loading and each question take, by size and engine; docs/performance.md of it.

A part of one engine and size keeps its figures in a file, so that what takes hours is measured in pieces, and goes on
where it was broken off; `--page` writes the page of all that there is. Ratios are of one run."""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args

import psutil

from bench.asking import ask_each
from bench.country import Country, write_country
from bench.engine import memory_mb, own_engine, product
from bench.loading import beside, load_country
from bench.performance_page import page
from graph import Settings
from graph.engines import EngineName
from graph.questions import shipped_catalogue
from graph.settings import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "performance.md"
KEPT = PROJECT_ROOT / ".huoshui" / "performance"
PARTS = ("beside", "loading", "questions")
ROUNDS = 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts that have no figures yet, or write the page."""
    options = _options(arguments)
    for size in options.sizes:
        for engine in options.engines:
            files = {part: options.kept / f"{part}-{size:07}-{engine}.json" for part in options.parts}
            files = {part: file for part, file in files.items() if options.again or not file.exists()}
            if files:
                with tempfile.TemporaryDirectory(prefix="huoshui-country-") as folder:
                    rows = write_country(Path(folder), Country(size))
                    country = {"schools": size, "rows": sum(rows.values())}
                    _measure(files, engine, Path(folder), country, options.questions)
    if options.page:
        found = [json.loads(file.read_text("utf-8")) for file in sorted(options.kept.glob("*.json"))]
        options.page.write_text(page(found), "utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    names = get_args(EngineName)
    parser = argparse.ArgumentParser("python -m bench.performance", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS)
    every = [*shipped_catalogue()]
    parser.add_argument("--questions", nargs="*", choices=every, default=every, metavar="ID")
    parser.add_argument("--sizes", type=_sizes, default=[5_000, 50_000], help="such as 5k,50k (default)")
    parser.add_argument("--engines", nargs="*", choices=names, default=names)
    parser.add_argument("--again", action="store_true", help="measure what has figures, too")
    parser.add_argument("--kept", type=Path, default=KEPT, help="folder of figures (default %(default)s)")
    parser.add_argument("--page", type=Path, nargs="?", const=PAGE, help="write the page of all figures")
    return parser.parse_args(arguments)


def _sizes(text: str) -> list[int]:
    return [int(each[:-1]) * 1_000 if each.endswith("k") else int(each) for each in text.split(",") if each]


def _measure(
    files: dict[str, Path], engine: EngineName, folder: Path, country: dict[str, int], questions: list[str]
) -> None:
    """Measure the parts of one engine, and keep each as soon as it is there."""

    def keep(part: str, figures: dict[str, Any], settings: Settings | None = None) -> None:
        told = {"part": part, **country, **_around(engine, settings), "figures": figures}
        files[part].parent.mkdir(parents=True, exist_ok=True)
        files[part].write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    if "beside" in files:
        keep("beside", beside(engine, folder))
    if files.keys() & {"loading", "questions"}:
        with own_engine(engine) as settings:
            loading = load_country(settings, folder)
            if "loading" in files:
                keep("loading", loading, settings)
            if "questions" in files:
                keep("questions", ask_each(settings, questions, ROUNDS), settings)


def _around(engine: EngineName, settings: Settings | None) -> dict[str, Any]:
    """What the figures are of; the engine's memory where it still runs."""
    return {
        "engine": product(engine),
        "engine_mb": memory_mb(settings) if settings else None,
        "machine": f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GB, {platform.system()}",
        "load_average": round(os.getloadavg()[0], 1),
        "software": f"Python {platform.python_version()}, neo4j driver {version('neo4j')}, polars {version('polars')}",
    }


if __name__ == "__main__":
    main()
