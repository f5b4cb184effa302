from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.app.web.conftest import LEAD

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--virtual-time-budget=8000", "--enable-logging=stderr", "--v=0", "--dump-dom",
]  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]


def test_the_served_map_draws_under_its_own_policy(client: httpx.Client, tmp_path: Path) -> None:
    """A Content-Security-Policy that is too narrow leaves the page without its script: no test of text sees that."""
    address = f"{client.base_url}/api/v1/network?focus={LEAD}&format=html"
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path}", address]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120, text=True, encoding="utf-8")
    root = re.search(r"<html[^>]*>", done.stdout)
    assert root
    assert 'data-map="drawn"' in root.group()
    assert "Content Security Policy" not in done.stderr
