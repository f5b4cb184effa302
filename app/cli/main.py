"""`huoshui`: the command's entry, and the one place where errors become messages and exit codes.

Exit codes: 0 done, 1 done with rejects (or a load refused), 2 wrong use, 3 store not reachable, 70 a defect of ours,
130 stopped by Ctrl-C."""

from __future__ import annotations

import errno
import os
import re
import signal
import sys
from contextlib import suppress
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

DEFECT = 70
"""Exit code of a defect of our own, as sysexits.h has it."""
INTERRUPTED = 130
"""Exit code of a command that Ctrl-C stopped, as shells have it."""
_PATIENCE_S = 5.0
"""Seconds that a stopped command gets to clean up."""
_AGAIN = "Run the same command again."
_STANDS = dict.fromkeys(
    ("load", "unload", "restore", "demo"),
    ("What it wrote stays, and answers call the graph incomplete until it has come to its end", _AGAIN),
) | {"up": ("An engine that was starting goes on", "See `huoshui status`, or run the same command again.")}
"""By verb: what stands when Ctrl-C stopped it, and what to do; the others change nothing."""
_OF_THE_MACHINE = {
    errno.ENOSPC: "Make room there, then run the same command again.",
    errno.EDQUOT: "Make room there, then run the same command again.",
    errno.EROFS: "Name a place that can be written.",
    errno.EACCES: "Name a place that you may use, or have its permissions changed.",
    errno.EMFILE: "Raise the limit of open files (`ulimit -n`), then run the same command again.",
    errno.ENFILE: "End programs that hold many files open, then run the same command again.",
}
"""Errors of the operating system that no change of ours would mend, and what does."""
_OF_NO_FILE = (errno.EMFILE, errno.ENFILE)
"""Those that say nothing of the file that was to be opened: no file can be."""
_NO_MEMORY = re.compile(
    r"not enough memory|cannot allocate memory|memory allocation of|failed to map segment"
    r"|(can't|could not|cannot) (start|spawn) .*thread|PyObject pointer is null",
    re.IGNORECASE,
)
"""How libraries say it that have no MemoryError, or none any more when they say it."""
_TOO_LITTLE = "There is not enough memory"
_NO_FILES = os.strerror(errno.EMFILE)
"""What a library that panics says, as polars does."""
_NO_TEMPORARY = "No usable temporary directory"
"""How Python says that no file can be written anywhere, whatever it is that stands in the way."""


class _CtrlC:
    """What Ctrl-C does: the first stops the command, a second ends it at once, whatever it cleans up."""

    def __init__(self) -> None:
        self.pressed = False
        signal.signal(signal.SIGINT, self)

    def __call__(self, _number: int, _frame: FrameType | None) -> NoReturn:
        if self.pressed:
            os._exit(INTERRUPTED)
        self.pressed = True
        from threading import Timer

        # An answer that was broken off in its middle may leave whoever cleans up waiting for the rest of it for ever.
        patience = Timer(_PATIENCE_S, self.end_now)
        patience.daemon = True
        patience.start()
        raise KeyboardInterrupt

    def end_now(self) -> NoReturn:
        """Say what stands, and end. Not by sys.exit: where an interrupt met an exec(), Python ends by a signal."""
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.write(_interrupted())
            sys.stderr.flush()
        os._exit(INTERRUPTED)


def run() -> None:
    """Run the command. No traceback reaches the reader: a defect's goes to a file that the message names."""
    ctrl_c = _CtrlC()
    # Every error is told below. What a library prints of one that it swallows, as pyo3 does where memory ran out, would
    # be a traceback. A function of our own can't keep it quiet: to call it takes memory.
    sys.excepthook = slice
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks Chinese letters shows them as \\u6606, which JSON and people can still read.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        # Inside the `try`, so that Ctrl-C while modules are imported ends as quietly as it does later.
        from app.cli.verbs import app

        app()
    except BaseException as error:
        # An interrupt may arrive as something else: whatever it broke off complains in its own way.
        is_done = isinstance(error, SystemExit) and not error.code
        if (ctrl_c.pressed and not is_done) or isinstance(error, KeyboardInterrupt):
            ctrl_c.end_now()
        _end(error)


def _interrupted() -> str:
    """What stands, in a line. Not by rich, whose import may be what was broken off."""
    verb = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    stands, step = _STANDS.get(verb, ("It changed nothing", _AGAIN))
    return f"\nStopped by Ctrl-C. {stands}. {step}\n"


def _end(error: BaseException) -> NoReturn:
    """End as an error says."""
    if isinstance(error, SystemExit):
        raise error
    from graph.errors import HuoshuiError

    cause = error.__cause__
    if isinstance(cause, OSError) and (cause.errno in _OF_NO_FILE or _NO_TEMPORARY in str(cause)):
        error = cause
    if isinstance(error, HuoshuiError):
        _fail(error.message, error.next_step, error.exit_code)
    if isinstance(error, BrokenPipeError):
        # The reader of our output went away, as `head` does. Python would complain again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
        where = f": {os.fsdecode(error.filename)}" if isinstance(error.filename, str | bytes) else ""
        _fail(f"{error.strerror}{where}", _OF_THE_MACHINE[error.errno], 2)
    if isinstance(error, OSError) and _NO_TEMPORARY in str(error):
        step = "Make room there, name another folder by TMPDIR, or raise the limit of open files (`ulimit -n`)."
        _fail(str(error.strerror), step, 2)
    if _NO_FILES in str(error):
        _fail(_NO_FILES, _OF_THE_MACHINE[errno.EMFILE], 2)
    if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error)):
        _fail(
            str(error) if str(error).startswith(_TOO_LITTLE) else f"{_TOO_LITTLE} for this",
            "End other programs, or raise the limit (`ulimit -v`, the container's), then run the same command again.",
            2,
        )
    _fail("This is a defect of Huoshui", f"Report it with {_keep_traceback(error)}.", DEFECT)


def _fail(message: str, next_step: str, code: int) -> NoReturn:
    from rich.text import Text

    from app.cli.console import err

    err.print(Text.assemble(("Error: ", "bold red"), message))
    err.print(Text.assemble(("Next:  ", "bold"), next_step))
    sys.exit(code)


def _keep_traceback(error: BaseException) -> str:
    """Where the traceback is kept, in words; where it can't be, its last line."""
    import traceback

    from graph import Settings

    path = Settings().home / "last-defect.log"
    told = "".join(traceback.format_exception(error))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{' '.join(sys.argv)}\n{told}", "utf-8")
    except OSError as unwritable:
        return f"this line ({path} can't be written: {unwritable.strerror}): {told.splitlines()[-1]}"
    return f"the file {path}"


if __name__ == "__main__":
    run()
