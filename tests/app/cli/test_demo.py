"""demo: what a newcomer sees, twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Settings, engines
from tests.commands import Run

pytestmark = pytest.mark.engine


def test_demo_loads_answers_draws_and_ends(homeless: Run, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", neo4j_uri=None)
    try:
        first = homeless("demo")
        assert first.returncode == 0, first.stderr
        assert "覆盖率" in first.stdout
        assert "昆明市第三中学帮扶马关县第一中学" in first.stdout
        assert "谢家湾小学教育集团" in (tmp_path / "out/demo-map.html").read_text("utf-8")
        assert "huoshui down" in first.stdout
        assert [one.running for one in engines.status(settings)] == [True]
        second = homeless("demo")
        assert second.returncode == 0
        assert _version(second.stdout) == _version(first.stdout)
    finally:
        engines.stop(settings)


def _version(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("Graph version"))
