"""What serves people asks beforehand what they will ask, and starts whether or not it can."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from filelock import FileLock

from app.web.main import create_app
from app.web.pages.entities.content import KINDS
from app.web.warming import asked_all_day, host_of, warm
from graph import Settings
from graph.answers import Library
from tests.app.web.conftest import served


@contextmanager
def warmed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    """A client of an app that has asked all that it asks beforehand."""
    done = threading.Event()

    async def noting(app: FastAPI, ends: threading.Event) -> None:
        await warm(app, ends)
        done.set()

    monkeypatch.setattr("app.web.main.warm", noting)
    with served(create_app(settings, warms_up=True)) as client:
        assert done.wait(120)
        yield client


def test_it_asks_for_a_page_of_each_kind() -> None:
    known = {kind.folder: f"{kind.folder}-1" for kind in KINDS}
    asked = set(asked_all_day(known))
    assert {f"/{folder}/{id_}" for folder, id_ in known.items()} < asked
    assert set(asked_all_day({})) < asked


@pytest.mark.usefixtures("seeds")
def test_nobody_waits_for_a_turn_with_what_was_asked_beforehand(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody asked yet may take long, and waits for its turn; here others have all turns for good."""
    with warmed(settings, monkeypatch) as client, ExitStack() as held:
        turns = settings.home / "turns"
        turns.mkdir(exist_ok=True)
        for number in range(settings.slow_at_once):
            held.enter_context(FileLock(turns / f"machine-{number}.lock", timeout=10))
        for path in ("/?lang=en", "/regions/530124", "/api/v1/reach/530124", "/maps?focus=530124"):
            assert client.get(path).status_code == 200, path


def test_an_app_starts_without_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with warmed(Settings(home=tmp_path, neo4j_uri=None), monkeypatch) as client:
        assert client.get("/health/live").status_code == 200


@pytest.mark.usefixtures("seeds")
def test_an_app_that_ends_at_once_leaves_nothing_behind(settings: Settings) -> None:
    with served(create_app(settings, warms_up=True)):
        pass
    # What was being asked as it ended did not outlive it.
    with served(create_app(settings)) as client:
        assert client.get("/").status_code == 200


def test_a_defect_of_a_page_stops_nobody(settings: Settings, monkeypatch: pytest.MonkeyPatch, seeds: Library) -> None:
    """What nobody foresaw is raised on by the app, once it has answered: it must not end it."""

    def broken(*_given: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr("app.web.pages.routes.home_content", broken)
    with warmed(settings, monkeypatch) as client:
        assert client.get("/").status_code == 500
        assert client.get("/coverage").status_code == 200


def test_a_defect_before_any_page_stops_nobody_either(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr("app.web.warming.home_of", broken)
    with warmed(settings, monkeypatch) as client:
        assert client.get("/coverage").status_code == 200


def test_it_asks_by_a_name_that_the_app_goes_by(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy the app may be asked by its public name alone."""
    public = settings.model_copy(update={"host": "0.0.0.0", "public_url": "https://graph.example/"})
    assert host_of(public) == "graph.example"
    assert host_of(public.model_copy(update={"allowed_hosts": "*.example other"})) == "www.example"
    assert host_of(settings) == "127.0.0.1"
