"""Notebooks run from top to bottom on the five reports, and are kept without outputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph import Settings
from graph.answers import Library
from tests.commands import run_python
from tests.conftest import store_environment

FOLDER = Path(__file__).resolve().parent.parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs(path: Path, seeds: Library, settings: Settings, tmp_path: Path) -> None:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    code = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    script = tmp_path / "notebook.py"
    script.write_text(code, "utf-8")
    done = run_python(str(script), cwd=FOLDER.parent, **store_environment(settings), PYTHONPATH=str(FOLDER.parent))
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_outputs_are_kept(path: Path) -> None:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    assert [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []
