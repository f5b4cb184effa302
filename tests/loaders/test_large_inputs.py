"""No shape of ten megabytes takes more than a minute or a gigabyte. Figures of a run stand in docs/long.md."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.loaders.folders import check_any
from tests.loaders.large_inputs import SHAPES

MOST_SECONDS, MOST_BYTES = 60, 1 << 30
_CHECK = """
import atexit
from pathlib import Path
from app.cli.main import run

atexit.register(lambda: Path("status").write_text(Path("/proc/self/status").read_text()))
run()
"""
"""The command, which says at its end how much memory it took: `wait4` would tell of the tests' own process, which is
forked for it, where that held more."""


@pytest.mark.usefixtures("few_regions")
@pytest.mark.long
@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_takes_long_or_much_memory(
    tmp_path: Path, sized: Callable[[int, int], int], shape: str, record_property: Callable[[str, object], None]
) -> None:
    folder = tmp_path / "county"
    size = sized(20_000, 10_000_000)
    SHAPES[shape](folder, size)
    if size < 1_000_000:
        check_any(folder)
        return
    with (tmp_path / "printed").open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", _CHECK, "check", str(folder)],
            stdout=printed,
            stderr=subprocess.STDOUT,
            cwd=tmp_path,
            env={**os.environ, "HUOSHUI_HOME": str(tmp_path / "home")},
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1, 2), (tmp_path / "printed").read_text("utf-8")
    seconds, peak = used.ru_utime + used.ru_stime, _peak((tmp_path / "status").read_text("ascii"))
    record_property("used", f"{seconds:.0f} s of processor, {peak >> 20} MB")
    assert (seconds < MOST_SECONDS, peak < MOST_BYTES) == (True, True), (seconds, peak)


def _peak(status: str) -> int:
    """Most bytes of memory that a process ever held."""
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found[1]) << 10
