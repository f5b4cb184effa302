"""Today is the day of the time zone that the settings name, in answers, pages and the command."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from pydantic import ValidationError

from app.web.main import create_app
from graph import Settings
from graph.answers import Library
from graph.today import TIMEZONE, today, zone
from tests.app.web.conftest import served
from tests.commands import Run

FAR = ("Pacific/Kiritimati", "Etc/GMT+12")
"""The zones with the latest and the earliest day: it is never the same in both."""


def day_in(name: str) -> str:
    return datetime.now(UTC).astimezone(ZoneInfo(name)).date().isoformat()


@pytest.mark.parametrize("name", FAR)
def test_today_is_the_zones(name: str) -> None:
    token = TIMEZONE.set(name)
    try:
        before, now, after = day_in(name), today().isoformat(), day_in(name)
        assert zone() == name
    finally:
        TIMEZONE.reset(token)
    assert now in (before, after)
    assert re.fullmatch(r"UTC[+-]\d\d:\d\d", zone()), "else the machine's"


def test_a_zone_that_is_none_is_refused() -> None:
    for name in ("Mars/Base", "../../etc/passwd", "Asia"):
        with pytest.raises(ValidationError, match="is no time zone"):
            Settings(timezone=name)


@pytest.mark.parametrize("name", FAR)
def test_answers_and_pages_are_of_that_day(settings: Settings, small: Library, name: str) -> None:
    with served(create_app(settings.model_copy(update={"timezone": name}))) as client:
        before, receipt, after = day_in(name), answered_receipt(client), day_in(name)
    assert receipt["as_of"] in (before, after)
    assert receipt["timezone"] == name


def answered_receipt(client: httpx.Client) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/api/v1/coverage?region=530124").json()["receipt"]
    return told


def test_the_command_has_it_too(huoshui: Run, small: Library) -> None:
    days = {name: huoshui("ask", "groups", "--receipt", HUOSHUI_TIMEZONE=name).stderr for name in FAR}
    for name, told in days.items():
        assert f'"as_of": "{day_in(name)}"' in told
        assert f'"timezone": "{name}"' in told
    refused = huoshui("ask", "groups", HUOSHUI_TIMEZONE="Mars/Base")
    assert (refused.returncode, "no time zone" in refused.stderr) == (2, True)
