"""What a command imports before it works, and what Ctrl-C does meanwhile."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.cli.verbs import VERBS
from tests.commands import run_python

HEAVY = {"polars", "neo4j", "networkx", "fastapi", "starlette", "uvicorn", "pyvis", "numpy", "plotly", "jinja2"}
HEAVY |= {"pydantic_settings", "rapidfuzz", "fastexcel", "psutil", "yaml", "IPython", "jpype"}
HEAVY |= {"fontTools", "resvg_py", "pydyf", "pylopdf_fonts_zh_cn"}
ROOT = str(Path(__file__).resolve().parents[3])
TELL = """
import atexit, sys
atexit.register(lambda: print("imported", *{name.partition(".")[0] for name in sys.modules}))
from app.cli.main import run
run()
"""
ASK_ALLOCATOR = """
import os, sys

class Polars:
    def find_spec(self, name, path=None, target=None):
        if name == "polars":
            print("polars comes with", os.environ.get("_RJEM_MALLOC_CONF"))

sys.meta_path.insert(0, Polars())
os.environ.pop("_RJEM_MALLOC_CONF", None)  # whoever imports polars sets it for all whom it starts
from app.cli.main import run
run()
"""
INTERRUPT = """
import signal, sys

class CtrlC:
    module = sys.argv.pop(1)

    def find_spec(self, name, path=None, target=None):
        if name == self.module:
            try:
                signal.raise_signal(signal.SIGINT)
            except KeyboardInterrupt:
                if swallowed:
                    raise ImportError("broken off")  # as packages of compiled parts do
                raise

swallowed = sys.argv.pop(1) == "swallowed"

from app.cli.main import run
sys.meta_path.insert(0, CtrlC())
run()
"""


def run(code: str, *args: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return run_python("-c", code, *args, cwd=folder, PYTHONPATH=ROOT, HUOSHUI_HOME=str(folder / "home"))


@pytest.mark.parametrize("args", [("--help",), *((verb, "--help") for verb in VERBS)])
def test_help_imports_nothing_that_is_slow_to_import(args: tuple[str, ...], tmp_path: Path) -> None:
    done = run(TELL, *args, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    imported = done.stdout.partition("imported ")[2].split()
    assert "typer" in imported, "the list is the real one"
    assert HEAVY & set(imported) == set()


def test_a_load_gives_memory_back_soon(tmp_path: Path) -> None:
    # The allocator of polars reads how once, when it is imported.
    done = run(ASK_ALLOCATOR, "load", "seeds", "--mapping", "none.yaml", folder=tmp_path)
    assert "polars comes with dirty_decay_ms:100" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("module", ["typer", "app.cli.verbs", "graph.errors", "graph.answers"])
@pytest.mark.parametrize("how", ["raised", "swallowed"])
def test_ctrl_c_while_modules_are_imported_ends_quietly(module: str, how: str, tmp_path: Path) -> None:
    done = run(INTERRUPT, module, how, "ask", "regions", folder=tmp_path)
    assert done.returncode == 130
    assert done.stdout == ""
    assert done.stderr == "\nStopped by Ctrl-C. It changed nothing. Run the same command again.\n"
