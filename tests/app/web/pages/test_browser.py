from __future__ import annotations

import re
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.app.web.conftest import LEAD
from tests.chromium import CHROMIUM, FLAGS

pytestmark = pytest.mark.browser
_DUMP = ["--virtual-time-budget=8000", "--enable-logging=stderr", "--v=0", "--dump-dom"]


def opened(address: str, profile: Path) -> tuple[str, str]:
    """The page's root element once its scripts ran, and what the browser said of it."""
    command = [str(CHROMIUM), *FLAGS, *_DUMP, f"--user-data-dir={profile}", address]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120, text=True, encoding="utf-8")
    root = re.search(r"<html[^>]*>", done.stdout)
    assert root
    return root.group(), done.stderr


def test_the_served_map_draws_under_its_own_policy(client: httpx.Client, tmp_path: Path) -> None:
    """A Content-Security-Policy that is too narrow leaves the page without its script: no test of text sees that."""
    root, said = opened(f"{client.base_url}/api/v1/network?focus={LEAD}&format=html", tmp_path)
    assert 'data-map="drawn"' in root
    assert "Content Security Policy" not in said


@pytest.mark.parametrize("question", ["coverage?by=county", "aid_flows?lang=en", "growth_by_year"])
def test_a_chart_draws_under_the_pages_policy(client: httpx.Client, tmp_path: Path, question: str) -> None:
    root, said = opened(f"{client.base_url}/questions/{question}", tmp_path)
    assert 'data-chart="drawn"' in root
    assert "data-error" not in root
    assert "Content Security Policy" not in said


def test_a_map_shows_in_the_page_that_frames_it(client: httpx.Client, tmp_path: Path) -> None:
    root, said = opened(f"{client.base_url}/questions/reach?start={LEAD}", tmp_path)
    assert root
    assert "Content Security Policy" not in said
    assert "Refused to" not in said
