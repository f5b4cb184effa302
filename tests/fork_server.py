"""A program: it has imported what the command needs, and runs `huoshui` in a fork of itself for each line it reads.

Starting Python and importing polars, the driver and pydantic takes longer than most commands do. A line is JSON:
arguments, folder, environment, and the files that take what is printed; the answer is the exit code."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from importlib import import_module
from pkgutil import walk_packages
from typing import IO, Any

from app.cli.main import run
from loaders.files import reading_process, reading_program

# Not those that serve: one more thing that a fork would have to carry.
PACKAGES = ("app.cli", "app.maps", "graph", "loaders")
NOT_IMPORTED = ("graph.engines.arcadedb_server", "graph.py2neo_bridge")


class _Reader:
    """The process that reads files, as a fork as well: what is asked of a subprocess.Popen."""

    def __init__(self, descriptor: int, said: IO[bytes]) -> None:
        self.returncode: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            try:
                for stream in (1, 2):
                    os.dup2(said.fileno(), stream)
                os.closerange(3, descriptor)
                os.closerange(descriptor + 1, 1024)  # the other end of the way to it, which must end with who holds it
                reading_program.main(descriptor)
            finally:
                os._exit(1)

    def poll(self) -> int | None:
        return self._ended(os.WNOHANG)

    def wait(self) -> int | None:
        return self._ended(0)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def _ended(self, options: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, options)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode


def preload() -> None:
    """Import all that a verb may import when it runs."""
    for package in PACKAGES:
        for module in walk_packages(import_module(package).__path__, f"{package}."):
            if module.name not in NOT_IMPORTED:
                import_module(module.name)
    reading_process.program = _Reader  # type: ignore[assignment]


def in_fork(asked: dict[str, Any]) -> int:
    """Run the command as asked, in this process, and return its exit code."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["cwd"])
    opened = [os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) for name in ("stdout", "stderr")]
    for descriptor, file in enumerate([os.open(os.devnull, os.O_RDONLY), *opened]):
        os.dup2(file, descriptor)
    sys.argv = ["huoshui", *asked["args"]]
    try:
        run()
    except SystemExit as ended:
        code = ended.code
        return code if isinstance(code, int) else int(code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def main() -> None:
    """Answer each line with the exit code of its command, until there are no more."""
    preload()
    gc.freeze()  # what forks share is not theirs to look through
    # By its own name and not `python -m …`, which is how the command would call itself.
    sys.modules["__main__"].__package__ = ""
    with os.fdopen(os.dup(0)) as lines, os.fdopen(os.dup(1), "w") as answers:
        for line in lines:
            child = os.fork()
            if child == 0:
                code = 70
                try:
                    code = in_fork(json.loads(line))
                finally:
                    os._exit(code)
            _, status = os.waitpid(child, 0)
            answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
            answers.flush()


if __name__ == "__main__":
    main()
