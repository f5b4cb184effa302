"""`huoshui`: the command's entry, and the one place where errors become messages and exit codes.

Exit codes: 0 done, 1 done with rejects (or a load refused), 2 wrong use, 3 store not reachable, 70 a defect of ours,
130 stopped by Ctrl-C."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

DEFECT = 70
"""Exit code of a defect of our own, as sysexits.h has it."""
INTERRUPTED = 130
"""Exit code of a command that Ctrl-C stopped, as shells have it."""


def run() -> None:
    """Run the command. No traceback reaches the reader: a defect's goes to a file that the message names."""
    try:
        # Inside the `try`, so that Ctrl-C while modules are imported ends as quietly as it does later.
        from app.cli.verbs import app

        _run(app)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _run(app: Callable[[], object]) -> None:
    from graph.errors import HuoshuiError

    try:
        app()
    except HuoshuiError as error:
        _fail(error.message, error.next_step, error.exit_code)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does. Python would complain again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception:
        path = _keep_traceback()
        _fail("This is a defect of Huoshui", f"Report it with the file {path}.", DEFECT)


def _fail(message: str, next_step: str, code: int) -> None:
    from rich.text import Text

    from app.cli.console import err

    err.print(Text.assemble(("Error: ", "bold red"), message))
    err.print(Text.assemble(("Next:  ", "bold"), next_step))
    sys.exit(code)


def _keep_traceback() -> Path:
    import traceback

    from graph import Settings

    folder = Settings().home
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "last-defect.log"
    path.write_text(f"{' '.join(sys.argv)}\n{traceback.format_exc()}", "utf-8")
    return path


if __name__ == "__main__":
    run()
