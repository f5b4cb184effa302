"""Clients of all kinds for long, with a load again and again and an attacker throughout: every answer is right for the
version that it names, none is lost but for a 503, and the app's memory stays level."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import httpx
import psutil
import pytest

from bench.crowd import ALL_FROM_HERE, addresses, told
from bench.served import served
from graph import Settings, Store, graph_state
from loaders import load_folder, shipped_folder
from tests.commands import environment_of
from tests.conftest import open_store
from tests.loaders.folders import write_tables
from tests.trust.attackers import attack

pytestmark = pytest.mark.long
ROOT = str(Path(__file__).resolve().parents[2])
CLIENTS = 64
ATTACKERS = 4
SOURCES = "id,title\nr1,A report\n"
SCHOOLS = "id,name,region,students,source,locator\na1,甲校,530124,{students},r1,L1\nb1,乙校,530124,,r1,L2\n"
PAGES = ("/", "/schools", "/regions/530100", "/maps?focus=530124", "/coverage?region=530000", "/search?q=昆明", "/docs")
POLITE = ("MATCH (s:School) RETURN count(s) AS schools", "MATCH (g:EducationGroup) RETURN g.name LIMIT 5")
SHED = {429, 503}
"""What may be told to whoever asks while others are served."""


@dataclass(slots=True)
class Seen:
    """What the clients met."""

    statuses: Counter[int] = field(default_factory=Counter)
    attacked: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    waited_s: list[float] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)
    loads: int = 0


@dataclass(frozen=True, slots=True)
class Soak:
    """The system under load: where it answers, its two datasets, and what each version of the graph answers."""

    client: httpx.Client
    pid: int
    settings: Settings
    folders: tuple[Path, Path]
    answers: Mapping[str | None, Mapping[str, str]]


@pytest.fixture
def soak(running: Settings, tmp_path: Path) -> Iterator[Soak]:
    """An engine with the five reports, and a served app."""
    folders = [tmp_path / place / "county" for place in ("one", "two")]
    for folder, students in zip(folders, ("100", "200"), strict=True):
        folder.parent.mkdir()
        write_tables(folder, sources=SOURCES, schools=SCHOOLS.format(students=students))
    with open_store(running) as store, served(running, **ALL_FROM_HERE) as (client, pid):
        load_folder(store, shipped_folder("seeds"))
        answers = dict(_answers(store, client, folder) for folder in folders)
        assert len(answers) == 2
        yield Soak(client, pid, running, (folders[0], folders[1]), answers)


def _answers(store: Store, client: httpx.Client, folder: Path) -> tuple[str | None, dict[str, str]]:
    """A version of the graph, and what a single client is answered of it."""
    load_folder(store, folder)
    return graph_state(store).version, {address: told(client.get(address)) for address in addresses()}


def test_every_answer_is_right_while_loads_and_an_attacker_go_on(
    soak: Soak, sized: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    seconds = sized(6, 1800)
    seen = asyncio.run(_run(soak, seconds, every_s=max(seconds / 15, 4)))
    assert seen.wrong == []
    assert seen.lost == []
    assert seen.loads
    assert not {status for status in seen.statuses if status >= 500} - SHED
    assert not {status for status in seen.attacked if status >= 500} - SHED
    with open_store(soak.settings) as store:
        assert graph_state(store).version in soak.answers
    record_property("figures", _figures(seen))


def _figures(seen: Seen) -> str:
    third = max(len(seen.memory_mb) // 3, 1)
    slowest = quantiles(seen.waited_s, n=100)
    statuses = ", ".join(f"{status}: {count:,}" for status, count in sorted(seen.statuses.items()))
    return (
        f"{CLIENTS} clients, {ATTACKERS} attackers, {seen.loads} loads: {len(seen.waited_s):,} answers ({statuses}), "
        f"none wrong, none lost; waited median {1000 * median(seen.waited_s):.0f} ms, 99 % {slowest[98]:.1f} s; "
        f"app (PSS) first third {median(seen.memory_mb[:third]):.0f} MB, last third "
        f"{median(seen.memory_mb[-third:]):.0f} MB"
    )


async def _run(soak: Soak, seconds: float, every_s: float) -> Seen:
    seen, end = Seen(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=CLIENTS + ATTACKERS)
    url = str(soak.client.base_url)
    async with httpx.AsyncClient(base_url=url, timeout=120, trust_env=False, limits=limits) as client:
        kinds = (_asks, _asks, _reads_pages, _runs_cypher)
        work: list[Awaitable[None]] = [
            kinds[number % len(kinds)](client, random.Random(number), soak, seen, end) for number in range(CLIENTS)
        ]
        work += [attack(client, random.Random(f"attacker {n}"), seen.attacked, end) for n in range(ATTACKERS)]
        await asyncio.gather(*work, _loads(soak, seen, end, every_s), _weighs(soak, seen, end))
    return seen


async def _get(client: httpx.AsyncClient, address: str, seen: Seen) -> httpx.Response | None:
    started = time.perf_counter()
    try:
        answer = await client.get(address)
    except httpx.HTTPError as error:
        waited = time.perf_counter() - started
        seen.lost.append(f"{address} after {waited:.1f} s {error!r} {error.__cause__!r} {error.__context__!r}")
        return None
    seen.waited_s.append(time.perf_counter() - started)
    seen.statuses[answer.status_code] += 1
    if answer.status_code in SHED:
        # As polite programs do, though not for as long as they are asked to.
        await asyncio.sleep(0.2)
        return None
    return answer


async def _asks(client: httpx.AsyncClient, chance: random.Random, soak: Soak, seen: Seen, end: float) -> None:
    """A program: any question, right for the version that the receipt names."""
    known = addresses()
    while time.monotonic() < end:
        address = chance.choice(known)
        answer = await _get(client, address, seen)
        if answer is None or not _is_of_one_version(answer):
            continue
        version = answer.headers.get("ETag", 'W/""')[3:].partition(".")[0]
        expected = {said[address] for of, said in soak.answers.items() if of == version} or {
            said[address] for said in soak.answers.values()
        }
        if told(answer) not in expected:
            seen.wrong.append(f"{address} {version}: {answer.status_code} {answer.text[:200]}")


def _is_of_one_version(answer: httpx.Response) -> bool:
    """While a load writes, an answer says that the graph is not complete."""
    if not answer.headers["content-type"].startswith("application/json"):
        return answer.headers["content-type"].startswith("application/problem+json")
    return bool(answer.json()["receipt"]["graph_complete"])


async def _reads_pages(client: httpx.AsyncClient, chance: random.Random, _soak: Soak, seen: Seen, end: float) -> None:
    """A person with a browser."""
    while time.monotonic() < end:
        answer = await _get(client, chance.choice(PAGES), seen)
        if answer is not None and (answer.status_code != 200 or "</html>" not in answer.text):
            seen.wrong.append(f"{answer.url} {answer.status_code}")
        await asyncio.sleep(0.05)


async def _runs_cypher(client: httpx.AsyncClient, chance: random.Random, _soak: Soak, seen: Seen, end: float) -> None:
    """A researcher at the console, now and then."""
    while time.monotonic() < end:
        with suppress(httpx.HTTPError):
            answer = await client.post("/api/v1/cypher", json={"statement": chance.choice(POLITE)})
            seen.statuses[answer.status_code] += 1
        await asyncio.sleep(1)


async def _loads(soak: Soak, seen: Seen, end: float, every_s: float) -> None:
    """The operator."""
    while time.monotonic() < end:
        folder = soak.folders[seen.loads % 2]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "app.cli.main", "load", str(folder),
            env=environment_of({"HUOSHUI_HOME": str(soak.settings.home), "PYTHONPATH": ROOT}),
            cwd=folder.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()
        seen.loads += 1
        await asyncio.sleep(min(every_s, max(end - time.monotonic(), 0)))


async def _weighs(soak: Soak, seen: Seen, end: float) -> None:
    app = psutil.Process(soak.pid)
    while time.monotonic() < end:
        seen.memory_mb.append(app.memory_full_info().pss / 2**20)
        await asyncio.sleep(1)
