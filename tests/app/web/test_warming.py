"""What serves people asks beforehand what they will ask, and starts whether or not it can."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

import pytest
from filelock import FileLock

from app.web.main import create_app
from app.web.warming import ask_what_is_asked_all_day
from graph import Settings
from graph.answers import Answer, Library
from tests.app.web.conftest import served


class Noting(Library):
    """A library that notes what it is asked."""

    asked: set[str]

    def ask(self, question_id: str, given: Mapping[str, Any] | None = None, *, max_rows: int | None = None) -> Answer:
        self.asked.add(question_id)
        return super().ask(question_id, given, max_rows=max_rows)


def warmed() -> None:
    """Wait until nothing is asked beforehand any more."""
    for thread in threading.enumerate():
        if thread.name == "warming":
            thread.join(120)
            assert not thread.is_alive()


def test_pages_of_all_kinds_are_asked_for(seeds: Library) -> None:
    library = Noting(seeds.store)
    library.asked = set()
    ask_what_is_asked_all_day(library, {})
    assert {"holdings", "leads_by_reach", "school", "region", "source", "find", "network", "reach", "coverage"} <= (
        library.asked
    )


@pytest.mark.usefixtures("seeds")
def test_nobody_waits_for_a_turn_with_what_was_asked_beforehand(settings: Settings) -> None:
    """What nobody asked yet may take long, and waits for its turn; here others have all turns for good."""
    with served(create_app(settings, warms_up=True)) as client, ExitStack() as held:
        warmed()
        turns = settings.home / "turns"
        turns.mkdir(exist_ok=True)
        for number in range(settings.slow_at_once):
            held.enter_context(FileLock(turns / f"machine-{number}.lock", timeout=10))
        for path in ("/?lang=en", "/regions/530124", "/api/v1/reach/530124", "/maps?focus=530124"):
            assert client.get(path).status_code == 200, path


def test_an_app_starts_without_a_store(tmp_path_factory: pytest.TempPathFactory) -> None:
    nothing = Settings(home=tmp_path_factory.mktemp("nothing"), neo4j_uri=None)
    with served(create_app(nothing, warms_up=True)) as client:
        warmed()
        assert client.get("/health/live").status_code == 200


@pytest.mark.usefixtures("seeds")
def test_an_app_that_ends_at_once_leaves_nothing_behind(settings: Settings) -> None:
    with served(create_app(settings, warms_up=True)):
        pass
    warmed()
