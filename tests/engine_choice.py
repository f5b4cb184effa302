"""Which of the engines a test runs on."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

import pytest

from tests.spreading import NAMES, engine_of, without_engine

ENGINES = (NAMES[0], pytest.param(NAMES[1], marks=pytest.mark.neo4j))
ON_ONE_ENGINE = (
    "tests/app/", "tests/cypher/", "tests/graph/columns/", "tests/graph/computed/", "tests/graph/console/",
    "tests/graph/export/", "tests/graph/guests/", "tests/loaders/", "tests/test_recipes.py",
)  # fmt: skip
"""Where a test runs on one engine, which its name tells. What is under all of it, the store and the statements that
write, is tested on both elsewhere."""
ON_BOTH = ("tests/cypher/test_question_files.py", "tests/cypher/test_statement_files.py")
"""But for these: each question and each statement gives on the one engine what it gives on the other."""


def on_engines(engines: Iterable[Any]) -> pytest.MarkDecorator:
    """Marks a test that runs on these of the engines."""
    return pytest.mark.parametrize("engine", engines, indirect=True, scope="session")


on_arcadedb, on_neo4j = on_engines(ENGINES[:1]), on_engines(ENGINES[1:])


def engines_by_size(config: pytest.Config) -> tuple[Any, ...]:
    """Both engines at full size; one, in a few seconds, shows in CI that a test of both runs."""
    return ENGINES if config.getoption("--long") else ENGINES[:1]


def choose_engines(items: list[pytest.Function], config: pytest.Config) -> None:
    """Leave a test of these folders on one engine; `make long` runs it on the other, and what is too long for CI.

    On both run those marked `both_engines`, and the sample, and what doesn't run on both anyway."""
    by_test: dict[str, list[pytest.Function]] = {}
    for item in items:
        if engine_of(item.nodeid) and not _is_for_both(item):
            by_test.setdefault(without_engine(item.nodeid), []).append(item)
    others = [
        item
        for test, found in by_test.items()
        if len(found) == len(ENGINES)
        for item in found
        if not _has_turn(test, item)
    ]
    for item in others:
        item.add_marker("long")
    if not config.getoption("--long"):
        left_out = {*others, *(item for item in items if item.get_closest_marker("only_long"))}
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def _is_for_both(item: pytest.Function) -> bool:
    if item.nodeid.startswith(ON_BOTH) or not item.nodeid.startswith(ON_ONE_ENGINE):
        return True
    return any(item.get_closest_marker(name) for name in ("both_engines", "sample"))


def _has_turn(test: str, item: pytest.Function) -> bool:
    return NAMES[zlib.crc32(test.encode()) % len(NAMES)] == engine_of(item.nodeid)
