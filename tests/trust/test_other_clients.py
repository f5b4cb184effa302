"""Attackers take every place that there is, and who asks from elsewhere is answered as before."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median

import httpx
import psutil
import pytest

from bench.served import served
from graph import Settings
from loaders import shipped_folder
from tests.held_graph import Graph
from tests.trust.attackers import attack

pytestmark = [pytest.mark.long, pytest.mark.engines_by_size]
ATTACKERS = 8
ASKED = (
    "/",
    "/regions/530100?lang=en",
    "/schools",
    "/api/v1/schools?region=530100",
    "/api/v1/coverage?region=530000&by=prefecture",
    "/api/v1/reach/school-530100-6521ff8322",
    "/search?q=昆明",
    "/api/v1/search?q=ksz",
    "/maps?focus=530124",
)
"""What people and programs ask all day."""
COUNTED = {"statement": "MATCH (s:School) RETURN count(s) AS schools"}


@dataclass(slots=True)
class Seen:
    """What was met: by attackers, and by whoever asks from elsewhere."""

    attacked: Counter[int] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    waited: list[tuple[float, float, str]] = field(default_factory=list)
    """How long, from which second on, for what."""
    most_mb: float = 0
    console_back_s: float = 0


@pytest.fixture
def house(graph: Graph, settings: Settings) -> Iterator[tuple[str, int]]:
    """Address and process of an app that keeps no answers, with the five reports."""
    graph.hold(shipped_folder("seeds"))
    with served(settings, HUOSHUI_ANSWER_CACHE_MB="0") as (client, pid):
        while (said := client.post("/api/v1/cypher", json=COUNTED)).status_code == 503:
            time.sleep(0.5)  # the copy of guests is being made
        assert said.status_code == 200
        yield str(client.base_url), pid


def test_who_asks_from_elsewhere_is_answered(
    house: tuple[str, int], sized: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    seen = asyncio.run(_asked_beside_attackers(*house, seconds=sized(5, 300)))
    assert set(seen.statuses) == {200}
    assert seen.attacked
    assert not {status for status in seen.attacked if status >= 500} - {503}
    waited_s = [seconds for seconds, _, _ in seen.waited]
    late = sum(seconds > 2 for seconds in waited_s)
    slowest = ", ".join(
        f"{seconds:.1f} s for {path} (from second {after:.0f} on)"
        for seconds, after, path in sorted(seen.waited, reverse=True)[:3]
    )
    record_property(
        "figures",
        f"{ATTACKERS} attackers ({sum(seen.attacked.values()):,} answers); {len(waited_s):,} answers to a client "
        f"elsewhere, all 200; it waited median {1000 * median(waited_s):.0f} ms, over 2 s "
        f"{late} times, at most {slowest}; app at most {seen.most_mb:.0f} MB (PSS); "
        f"the console answered it {seen.console_back_s:.1f} s after the end",
    )


async def _asked_beside_attackers(address: str, app: int, seconds: float) -> Seen:
    seen, end = Seen(), time.monotonic() + seconds
    attackers = [_client(address, f"127.0.0.{10 + number}") for number in range(ATTACKERS)]
    async with _client(address, "127.0.0.1") as client:
        attacks = [
            attack(attacker, random.Random(f"attacker {number}"), seen.attacked, end)
            for number, attacker in enumerate(attackers)
        ]
        await asyncio.gather(*attacks, _ask(client, seen, end), _weigh(app, seen, end))
        ended = time.monotonic()
        while (await client.post("/api/v1/cypher", json=COUNTED)).status_code == 503:
            await asyncio.sleep(0.2)
        seen.console_back_s = time.monotonic() - ended
    for attacker in attackers:
        await attacker.aclose()
    return seen


def _client(address: str, own_address: str) -> httpx.AsyncClient:
    transport = httpx.AsyncHTTPTransport(local_address=own_address)
    return httpx.AsyncClient(transport=transport, base_url=address, timeout=120)


async def _ask(client: httpx.AsyncClient, seen: Seen, end: float) -> None:
    began = time.perf_counter()
    for count, path in enumerate(cycle(ASKED)):
        if time.monotonic() > end and count >= len(ASKED):
            return
        started = time.perf_counter()
        answer = await client.get(path)
        seen.waited.append((time.perf_counter() - started, started - began, path))
        seen.statuses[answer.status_code] += 1
        await asyncio.sleep(0.1)


async def _weigh(app: int, seen: Seen, end: float) -> None:
    process = psutil.Process(app)
    while time.monotonic() < end:
        seen.most_mb = max(seen.most_mb, process.memory_full_info().pss / 2**20)
        await asyncio.sleep(0.5)
