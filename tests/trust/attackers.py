"""Those who take all that they can get."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter

import httpx

HOSTILE = (
    "UNWIND range(1, 90000) AS a UNWIND range(1, 90000) AS b RETURN sum(a * b)",
    "RETURN [x IN range(1, 95000) | [[], [], [], [], [], [], [], [], [], []]] AS lists",
    "RETURN reduce(s = '', i IN range(1, 100000) | s + 'aaaaaaaaaaaaaaaaaaaaaaaa') AS long",
    "MATCH (a), (b), (c), (d) RETURN count(*)",
    "MATCH (r)-[*1..14]-(:Region) RETURN count(r)",
    "CREATE (:Smuggled)",
)


async def attack(client: httpx.AsyncClient, chance: random.Random, told: Counter[int], end: float) -> None:
    """Send statements that take all they can get, and many dear questions at once; count the statuses `told`."""
    while time.monotonic() < end:
        if chance.random() < 0.5:
            sent = [client.post("/api/v1/cypher", json={"statement": chance.choice(HOSTILE)})]
        else:
            hops = chance.randint(1, 6)
            sent = [client.get(f"/api/v1/reach/530000?hops={hops}&limit={limit}") for limit in range(1, 20)]
        for answer in await asyncio.gather(*sent, return_exceptions=True):
            if isinstance(answer, httpx.Response):
                told[answer.status_code] += 1
