"""What each question takes through the API, and the Cypher of its receipt by the driver alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from functools import partial
from statistics import median
from typing import Any

import httpx
import psutil
from neo4j import READ_ACCESS, Driver, Query
from neo4j.exceptions import Neo4jError

from bench.engine import connected, opened
from bench.served import served
from graph import Connection, Settings, Store
from graph.columns.reading import build_columns_of
from graph.questions import Question, shipped_catalogue

Figures = dict[str, Any]
_MADE = ("School", "EducationGroup", "Source", "Organisation", "Programme")
"""What a country made up has ids of its own of; its regions are the real ones, which the examples name."""


def ask_each(settings: Settings, questions: Iterable[str], rounds: int) -> Figures:
    """Milliseconds of each of these questions, asked of an app that keeps no answers, and by the driver, in turn.

    What goes by the driver is the Cypher of its receipt, within the same limit of time. What needs an id gets that of
    the first school, group and so on. Medians after a first time; where there is no answer, its status. `columns_s` is
    how long the columns took to build from which many are answered."""
    connection = connected(settings, write=False)
    with Store(connection, settings) as store:
        started = time.perf_counter()
        build_columns_of(store, lambda *_: None)
        figures: Figures = {"columns_s": time.perf_counter() - started}
    with served(settings, HUOSHUI_ANSWER_CACHE_MB="0") as (client, pid), opened(connection) as driver:
        run = partial(_run, driver, connection, settings.read_timeout_s)
        for id_ in questions:
            figures[id_] = _asked(client, run, shipped_catalogue()[id_], rounds)
        figures["web_mb"] = psutil.Process(pid).memory_full_info().pss / 2**20
    return figures


def _asked(client: httpx.Client, run: Callable[..., list[dict[str, Any]]], question: Question, rounds: int) -> Figures:
    given: dict[str, str] = {}
    for each in question.header.parameters:
        if each.required:
            given[each.name] = _id(run, each.id_of, but=given.values()) or str(each.example)
    api: list[float] = []
    by_driver: list[float] = []
    stopped = False
    for _ in range(rounds + 1):
        started = time.perf_counter()
        answer = client.get(f"/api/v1/questions/{question.id}/answer", params=given)
        api.append(time.perf_counter() - started)
        if not answer.is_success:
            return {"status": answer.status_code}
        receipt = answer.json()["receipt"]
        # What is computed gives its statement less, or more, than a reader would, and of a country many a statement is
        # stopped: then there is no such time, and nobody waits for it again.
        if not stopped:
            try:
                started = time.perf_counter()
                run(receipt["cypher"], receipt["cypher_parameters"])
                by_driver.append(time.perf_counter() - started)
            except Neo4jError:
                stopped = True
    return {
        "api_ms": 1000 * median(api[1:]),
        "driver_ms": 1000 * median(by_driver[1:]) if by_driver[1:] else None,
        "rows": receipt["row_count"],
    }


def _id(run: Callable[..., list[dict[str, Any]]], labels: tuple[str, ...], but: Collection[str]) -> str | None:
    """The first id of what a question takes, but for those that it takes already; None where the country has none."""
    for label in labels:
        if label in _MADE:
            rows = run(
                f"MATCH (n:{label}) WHERE NOT n.id IN $but RETURN n.id AS id ORDER BY id LIMIT 1", {"but": [*but]}
            )
            if rows:
                return str(rows[0]["id"])
    return None


def _run(
    driver: Driver, connection: Connection, limit_s: float, text: str, parameters: dict[str, Any]
) -> list[dict[str, Any]]:
    with driver.session(database=connection.database, default_access_mode=READ_ACCESS) as session:
        return session.run(Query(text, timeout=limit_s), parameters).data()
