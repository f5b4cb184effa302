"""What the app costs over the plain driver: the same Cypher by both, and the answer that the app kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import Any

import httpx
from neo4j import Driver, GraphDatabase, RoutingControl

from bench.measure import Line
from bench.served import served
from graph import Connection, Settings, Store, shipped_statement
from loaders import load_folder, shipped_folder

_STATE = shipped_statement("state", "graph_state").text
_WARM_UP = 30
"""Small reads before the first round, for each round that is measured."""


@dataclass(frozen=True, slots=True)
class Call:
    """One address of the API."""

    title: str
    path: str


@dataclass(slots=True)
class _Times:
    driver: list[float] = field(default_factory=list)
    driver_again: list[float] = field(default_factory=list)
    api: list[float] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)
    kept_in_app: list[float] = field(default_factory=list)
    kept_in_a_row: list[float] = field(default_factory=list)
    rows: int = 0


def overhead(writing: Connection, reading: Connection, settings: Settings, repeat: int) -> Iterator[Line]:
    """Load the five reports, then ask in rounds: driver, twice; API that keeps no answers; API that does.

    The driver against itself tells how much of a difference is chance. A time is the median of `repeat` rounds, from
    the question to Python's own values, after as many that aren't counted and some thousands of small reads: what an
    engine has run for a minute it compiles. What a kept answer took in the app is what its response tells: in a round,
    and then in a row, without all else that the machine does in a round.
    The API is a process of its own, as `huoshui serve` starts it; all three keep their connections open."""
    with Store(writing, settings) as store:
        regions, seeds = (load_folder(store, shipped_folder(name)) for name in ("regions", "seeds"))
    yield (
        "graph",
        f"{regions.nodes + seeds.nodes:,} nodes, {regions.links + seeds.links:,} links: five reports, regions",
    )
    with ExitStack() as stack:
        driver = stack.enter_context(GraphDatabase.driver(reading.uri, auth=(reading.user, reading.password)))
        api, keeping = (stack.enter_context(served(settings, HUOSHUI_ANSWER_CACHE_MB=mb))[0] for mb in ("0", "16"))
        calls = _calls(api)
        times = {call.title: _Times() for call in calls}
        state: list[float] = []
        for _ in range(_WARM_UP * repeat):
            _run(driver, reading.database, _STATE)
        for number in range(-repeat, repeat):
            warm = number >= 0
            for call in calls:
                into = times[call.title] if warm else _Times()
                _round(call, into, driver, reading.database, api, keeping, first=number % 4)
            seconds, _ = _timed(lambda: _run(driver, reading.database, _STATE))
            state += [seconds] * warm
        for call in calls:
            times[call.title].kept_in_a_row = [_get(keeping, call.path)[1] for _ in range(2 * repeat)][repeat:]
    for call in calls:
        yield from _lines(call, times[call.title])
    yield "reading the state of the graph, which every answer does", _ms(median(state))


def _calls(api: httpx.Client) -> list[Call]:
    school = api.get("/api/v1/schools", params={"region": "530100"}).raise_for_status().json()["items"][0]["id"]
    return [
        Call("one school", f"schools/{school}"),
        Call("aid in a prefecture", "questions/aid_in_region/answer?region=530100"),
        Call("all groups", "groups"),
        Call("coverage of a county", "coverage?region=530124"),
        Call("coverage by county", "coverage?by=county"),
    ]


def _round(
    call: Call, times: _Times, driver: Driver, database: str, api: httpx.Client, keeping: httpx.Client, first: int
) -> None:
    """One of each, each first in its turn: what one leaves behind in the engine falls on the next. Raises unless rows
    are equal."""
    receipt = _get(keeping, call.path)[0]["receipt"]
    times.rows = receipt["row_count"]
    drive = partial(_run, driver, database, receipt["cypher"], receipt["cypher_parameters"])
    ways: list[tuple[list[float], Callable[[], Any]]] = [
        (times.driver, drive),
        (times.driver_again, drive),
        (times.api, lambda: _answer(api, call.path)),
        (times.kept, lambda: _answer(keeping, call.path, times.kept_in_app)),
    ]
    for into, ask in ways[first:] + ways[:first]:
        seconds, rows = _timed(ask)
        into.append(seconds)
        if len(rows) != times.rows:
            raise RuntimeError(f"{call.path}: {len(rows)} rows where the receipt tells of {times.rows}")


def _answer(client: httpx.Client, path: str, in_app: list[float] | None = None) -> list[Any]:
    """The items of a whole answer. Raises RuntimeError if it was cut."""
    body, seconds = _get(client, path)
    if in_app is not None:
        in_app.append(seconds)
    if body["truncated"]:
        raise RuntimeError(f"{path} was cut")
    items: list[Any] = body["items"]
    return items


def _run(driver: Driver, database: str, text: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    found = driver.execute_query(text, parameters or {}, routing_=RoutingControl.READ, database_=database)
    return [record.data() for record in found.records]


def _get(client: httpx.Client, path: str) -> tuple[Any, float]:
    """The answer, and the seconds that it took in the app."""
    response = client.get(f"/api/v1/{path}").raise_for_status()
    return response.json(), float(response.headers["Server-Timing"].partition("app;dur=")[2]) / 1000


def _timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    got = ask()
    return time.perf_counter() - started, got


def _lines(call: Call, times: _Times) -> Iterator[Line]:
    rows = f"{times.rows:,} row" + "s" * (times.rows != 1)
    yield f"{call.title}, {rows}: plain driver", _ms(median(times.driver))
    yield f"{call.title}: plain driver, again", _compared(times.driver_again, times.driver)
    yield f"{call.title}: API", _compared(times.api, times.driver)
    yield f"{call.title}: API, kept answer", _compared(times.kept, times.driver)
    in_app = f"{_ms(median(times.kept_in_app))}; {_ms(median(times.kept_in_a_row))} in a row"
    yield f"{call.title}: kept answer, in the app itself", in_app


def _compared(times: list[float], driver: list[float]) -> str:
    """The median, the median of the differences within a round, and the ratio of the medians."""
    more = median(one - other for one, other in zip(times, driver, strict=True))
    return f"{_ms(median(times))}, {1000 * more:+.1f} ms, {median(times) / median(driver):.2f} : 1"


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"
