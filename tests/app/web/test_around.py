"""Hosts, other sites, ends before the end: what stands around the app."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI

from app.web.main import create_app
from graph import Settings
from tests.app.web.conftest import problem, served


def app_of(tmp_path: Path, **more: Any) -> FastAPI:
    return create_app(Settings(home=tmp_path, neo4j_uri=None, **more))


def asked_as(tmp_path: Path, name: str, **more: Any) -> int:
    with served(app_of(tmp_path, **more)) as client:
        return client.get("/health/live", headers={"Host": name}).status_code


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8000", 200), ("localhost", 200), ("[::1]:8000", 200), ("LOCALHOST:1", 200), ("evil.example", 421),
     ("127.0.0.1.evil.example:8000", 421), ("uni.example", 421)],
)  # fmt: skip
def test_on_loopback_it_has_the_machines_own_names(tmp_path: Path, host: str, status: int) -> None:
    assert asked_as(tmp_path, host) == status


@pytest.mark.parametrize(
    ("settings", "host", "status"),
    [
        ({"public_url": "https://uni.example/huoshui"}, "uni.example", 200),
        ({"allowed_hosts": "a.example *.b.example"}, "x.b.example:443", 200),
        ({"allowed_hosts": "a.example *.b.example"}, "b.example", 421),
        ({"allowed_hosts": "a.example", "host": "0.0.0.0"}, "c.example", 421),
        ({"allowed_hosts": "*"}, "c.example", 200),
        ({"host": "0.0.0.0"}, "c.example", 200),
    ],
)
def test_elsewhere_those_that_the_settings_name(
    tmp_path: Path, settings: dict[str, Any], host: str, status: int
) -> None:
    assert asked_as(tmp_path, host, **settings) == status


def test_another_host_is_a_problem(lone: httpx.Client) -> None:
    told = problem(lone.get("/api/v1/questions", headers={"Host": "evil.example"}), 421)
    assert told["type"] == "/docs#other-host"
    page = lone.get("/?lang=zh", headers={"Host": "evil.example", "Accept": "text/html"})
    assert (page.status_code, "这台服务器不叫这个名字" in page.text) == (421, True)


def test_a_defect_may_be_read_by_other_sites_too(tmp_path: Path) -> None:
    app = app_of(tmp_path, cors_origins="https://observablehq.com", root_path="/huoshui")

    @app.get("/defect")
    def defect() -> None:
        raise ZeroDivisionError

    with served(app) as client:
        response = client.get("/defect", headers={"Origin": "https://observablehq.com"})
    assert response.status_code == 500
    assert response.headers["access-control-allow-origin"] == "https://observablehq.com"
    assert response.json()["type"] == "/huoshui/docs#unforeseen"


def test_what_the_server_breaks_off_as_it_stops_says_when_to_come_back(tmp_path: Path) -> None:
    app = app_of(tmp_path)

    @app.get("/slow")
    async def slow() -> None:
        await anyio.sleep(60)

    async def broken_off() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            task = asyncio.ensure_future(client.get("/slow"))
            await asyncio.sleep(0.3)
            task.cancel()
            return await task

    response = asyncio.run(broken_off())
    assert problem(response, 503)["type"] == "/docs#server-stopping"
    assert int(response.headers["retry-after"]) > 0
