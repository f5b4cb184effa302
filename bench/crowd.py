"""Many clients at once: whether every answer is right, how long they wait, and what the app's process grows to."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median, quantiles

import httpx
import psutil

from bench.measure import Line
from bench.served import served
from graph import Connection, Settings, Store
from graph.questions import shipped_catalogue
from loaders import load_folder, shipped_folder

CLIENTS = 64
KEPT_MB = (16, 0)
ALL_FROM_HERE = {"HUOSHUI_SLOW_AT_ONCE": "4", "HUOSHUI_SLOW_PER_CLIENT": "4"}
"""All these clients have one address: the app takes them for one, which may have as many questions waiting."""
SAMPLE_S = 0.5


@dataclass(slots=True)
class _Seen:
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)


def crowd(writing: Connection, settings: Settings, seconds: float) -> Iterator[Line]:
    """Load the five reports; then CLIENTS ask for `seconds`, each in an order of its own, every question there is: of
    an app that keeps answers, then of one that doesn't.

    An answer is right when its digest is the one that a single client got before. Errors that the question itself
    brings with it (404 for an id that isn't there) are part of what is asked."""
    with Store(writing, settings) as store:
        for name in ("regions", "seeds"):
            load_folder(store, shipped_folder(name))
    for keeps_mb in KEPT_MB:
        yield from _asked(settings, seconds, keeps_mb)


def _asked(settings: Settings, seconds: float, keeps_mb: int) -> Iterator[Line]:
    kept = {"HUOSHUI_ANSWER_CACHE_MB": str(keeps_mb)}
    with served(settings, **kept, **ALL_FROM_HERE) as (client, pid):
        expected = {address: told(client.get(address)) for address in addresses()}
        seen = asyncio.run(_ask(str(client.base_url), pid, expected, seconds))
    yield f"{CLIENTS} clients, {seconds:g} s, {keeps_mb} MB of kept answers", f"{len(seen.waited):,} answers"
    yield "statuses", ", ".join(f"{status}: {count:,}" for status, count in sorted(seen.statuses.items()))
    failed = sum(count for status, count in seen.statuses.items() if status >= 500)
    lost = f"{failed + len(seen.lost):,} {'; '.join(seen.lost[:3])}".strip()
    yield "5xx and lost connections", lost
    yield "answers that differ from a single client's", f"{len(seen.wrong):,} {' '.join(seen.wrong[:3])}".strip()
    slowest = quantiles(seen.waited, n=100)[98]
    yield "waited", f"median {1000 * median(seen.waited):.0f} ms, 99th of 100 {1000 * slowest:.0f} ms"
    quarter = max(len(seen.memory_mb) // 4, 1)
    first, last = median(seen.memory_mb[quarter : 2 * quarter] or seen.memory_mb), median(seen.memory_mb[-quarter:])
    yield "memory of the app, second quarter and last", f"{first:.0f} MB, {last:.0f} MB ({last / first:.2f} : 1)"


def addresses() -> list[str]:
    """Every question with its header's examples, and the routes that people use most."""
    questions = []
    for question in shipped_catalogue().values():
        given = {p.name: p.example for p in question.header.parameters if p.required}
        questions.append(str(httpx.URL(f"/api/v1/questions/{question.id}/answer", params=given)))
    return [
        *questions,
        "/api/v1/schools?limit=20",
        "/api/v1/groups",
        "/api/v1/coverage?by=county",
        "/api/v1/reach/530100?hops=3",
        "/api/v1/network?focus=530100",
        "/api/v1/schools?format=csv",
        "/api/v1/regions/999999",
        "/api/v1/reach/530100?hops=9",
    ]


def told(response: httpx.Response) -> str:
    """What makes an answer the same: its digest, or of what has none its status and kind of problem."""
    if response.headers["content-type"].startswith("application/problem+json"):
        return f"{response.status_code} {response.json()['type']}"
    if response.headers["content-type"].startswith("text/csv"):
        return response.text
    return str(response.json()["receipt"]["answer_digest"])


async def _ask(base_url: str, pid: int, expected: dict[str, str], seconds: float) -> _Seen:
    seen = _Seen()
    end = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
    async with httpx.AsyncClient(base_url=base_url, timeout=60, trust_env=False, limits=limits) as client:
        tasks = [asyncio.create_task(_one(client, n, expected, end, seen)) for n in range(CLIENTS)]
        process = psutil.Process(pid)
        while time.monotonic() < end:
            seen.memory_mb.append(process.memory_info().rss / 2**20)
            await asyncio.sleep(SAMPLE_S)
        await asyncio.gather(*tasks)
    return seen


async def _one(client: httpx.AsyncClient, number: int, expected: dict[str, str], end: float, seen: _Seen) -> None:
    order = random.Random(number)
    addresses = list(expected)
    while time.monotonic() < end:
        address = order.choice(addresses)
        started = time.perf_counter()
        try:
            response = await client.get(address)
        except httpx.HTTPError as error:
            seen.lost.append(f"{type(error).__name__} {error}".strip())
            continue
        seen.waited.append(time.perf_counter() - started)
        seen.statuses[response.status_code] += 1
        if response.status_code >= 500 or told(response) != expected[address]:
            seen.wrong.append(address)
