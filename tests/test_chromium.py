"""What tests in a browser promise all others, and whoever runs them without one."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.chromium import CHROMIUM, Chromium, in_its_thread
from tests.conftest import skip_but_in_ci

ONE_TEST = "tests/app/maps/test_browser.py::test_a_script_error_would_be_seen"


def test_an_open_browser_leaves_others_their_event_loops() -> None:
    if CHROMIUM is None:
        skip_but_in_ci("no Chromium is installed")
    browser = in_its_thread(Chromium)
    try:
        assert asyncio.run(asyncio.sleep(0, "done")) == "done"
    finally:
        in_its_thread(browser.close)


@pytest.mark.parametrize(("ci", "outcome"), [("true", "1 error"), ("", "1 skipped")])
def test_without_a_browser_ci_fails_and_others_skip(tmp_path: Path, ci: str, outcome: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", ONE_TEST],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "CI": ci, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome in told.stdout
    assert "no Chromium is installed" in told.stdout
    assert (told.returncode == 0) == (ci == "")
