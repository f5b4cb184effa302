"""The program that reads files of other people: `python -m loaders.files.reading_program FD`.

`reading_process.py` starts it. What a file makes of a reader (its memory, its time, a crash of a library) ends with
this process. It does one job after another that comes over the socket FD, and ends when whoever sends them does."""

from __future__ import annotations

import math
import signal
import sys
from multiprocessing.connection import Connection as Pipe
from multiprocessing.reduction import ForkingPickler

import polars as pl

from graph.bounds import bound_memory, memory_in_use
from graph.errors import HuoshuiError

# The first job is a file of tables, and a library that was mapped only then would count as the file's memory.
from loaders.files import reading  # noqa: F401
from loaders.files.job import Outcome, ReadingJob
from loaders.files.limits import within_limits


def outcome(job: ReadingJob) -> bytes:
    """What a job ends in, to be sent: its result, an error, or that memory ran out."""
    try:
        try:
            with within_limits(job.limits):
                return _packed(("done", job.do()))
        except (HuoshuiError, OSError) as error:
            error.__cause__ = error.__context__ = None
            return _packed(("failed", error))
    except MemoryError:
        return _packed(("out of memory", None))


def _packed(what: Outcome) -> bytes:
    return bytes(ForkingPickler.dumps(what))


def main(descriptor: int) -> None:
    """Do jobs until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this
    pl.thread_pool_size()  # polars' threads are there, so that they count as what was before
    before = memory_in_use()
    with Pipe(descriptor) as pipe:
        while True:
            try:
                job: ReadingJob = pipe.recv()
            except EOFError:
                return
            bound_memory(before, job.limits.input_memory_mb)
            signal.alarm(math.ceil(job.limits.input_timeout_s))  # nobody handles it, and so it ends the process
            packed = outcome(job)
            signal.alarm(0)
            pipe.send_bytes(packed)


if __name__ == "__main__":
    main(int(sys.argv[1]))
