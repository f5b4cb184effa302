"""Today is the day of the time zone that the settings name, in answers, pages and the command."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx
import pytest
from pydantic import ValidationError

from app.web.main import create_app
from graph import Settings
from graph.answers import Library
from graph.today import TIMEZONE, today
from tests.app.web.conftest import served
from tests.commands import Run

FAR = ("Pacific/Kiritimati", "Etc/GMT+12")
"""The zones with the latest and the earliest day: it is never the same in both."""


def day_in(zone: str) -> str:
    return datetime.now(UTC).astimezone(ZoneInfo(zone)).date().isoformat()


@pytest.mark.parametrize("zone", FAR)
def test_today_is_the_zones(zone: str) -> None:
    token = TIMEZONE.set(zone)
    try:
        before, now, after = day_in(zone), today().isoformat(), day_in(zone)
    finally:
        TIMEZONE.reset(token)
    assert now in (before, after)


def test_a_zone_that_is_none_is_refused() -> None:
    for name in ("Mars/Base", "../../etc/passwd", "Asia"):
        with pytest.raises(ValidationError, match="is no time zone"):
            Settings(timezone=name)


@pytest.mark.parametrize("zone", FAR)
def test_answers_and_pages_are_of_that_day(settings: Settings, small: Library, zone: str) -> None:
    with served(create_app(settings.model_copy(update={"timezone": zone}))) as client:
        days = (day_in(zone), answered_day(client), day_in(zone))
    assert days[1] in (days[0], days[2])


def answered_day(client: httpx.Client) -> str:
    told: str = client.get("/api/v1/coverage?region=530124").json()["receipt"]["as_of"]
    return told


def test_the_command_has_it_too(huoshui: Run, small: Library) -> None:
    days = {zone: huoshui("ask", "groups", "--receipt", HUOSHUI_TIMEZONE=zone).stderr for zone in FAR}
    for zone, told in days.items():
        assert f'"as_of": "{day_in(zone)}"' in told
    refused = huoshui("ask", "groups", HUOSHUI_TIMEZONE="Mars/Base")
    assert (refused.returncode, "no time zone" in refused.stderr) == (2, True)
