"""The program that takes readers' rows: `python -m graph.console.worker FD`, started by `workers.py`.

It has imported what a statement needs, and makes a fork of itself for each connection that comes over the socket FD: a
process of its own, which gets so much memory, processor time and time from the kernel. What a statement sends is built
into values there, so whatever these grow to, however deep, ends that process alone."""

from __future__ import annotations

import contextlib
import math
import os
import resource
import signal
import socket
import sys
import time
import traceback
from multiprocessing.connection import Connection as Pipe

from graph.bounds import bound_memory, memory_in_use
from graph.console.job import OUTLIVE_S, SPARE_S, Job
from graph.errors import AnswerTooLarge, HuoshuiError
from graph.store import Store

_LOOK_S = 0.05


def answer(pipe: Pipe) -> None:
    """Do one job: ("done", answer), ("failed", error) or ("outlives", error), and after that "ended" once it has."""
    job: Job = pipe.recv()
    limit_s = math.ceil(job.settings.console_timeout_s + SPARE_S)
    _bound(job.settings.console_memory_mb, limit_s)
    store = Store(job.copy.connection, job.settings)
    try:
        _send(pipe, "done", job.done(store))
    except HuoshuiError as error:
        error.__cause__ = error.__context__ = None
        if not store.outliving:
            _send(pipe, "failed", error)
            return
        signal.alarm(math.ceil(OUTLIVE_S))
        _send(pipe, "outlives", error)
        while store.outliving:
            time.sleep(_LOOK_S)
        _send(pipe, "ended", None)
    except MemoryError:
        _send(pipe, "failed", AnswerTooLarge(job.too_much_memory))
    except RecursionError:
        _send(pipe, "failed", AnswerTooLarge("console: the answer or its plan is nested too deep"))
    except Exception:
        traceback.print_exc()
        _send(pipe, "failed", HuoshuiError("console: the process that takes the answer failed"))


def _bound(memory_mb: int, limit_s: int) -> None:
    """Have the kernel end this process when it takes more than it may."""
    signal.alarm(limit_s)  # nobody handles it, and so it ends the process
    resource.setrlimit(resource.RLIMIT_CPU, (limit_s, limit_s))
    bound_memory(memory_in_use(), memory_mb)


def _send(pipe: Pipe, kind: str, what: object) -> None:
    with contextlib.suppress(BrokenPipeError):
        pipe.send((kind, what))


def main(descriptor: int) -> None:
    """Make a process for each connection, until the one that sends them is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no child is waited for
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this
    with socket.socket(fileno=descriptor) as connections:
        while True:
            _, given, _, _ = socket.recv_fds(connections, 1, 1)
            if not given:
                return
            if os.fork() == 0:
                connections.detach()
                os.close(descriptor)
                status = 1
                try:
                    with Pipe(given[0]) as pipe:
                        answer(pipe)
                    status = 0
                finally:
                    os._exit(status)
            os.close(given[0])


if __name__ == "__main__":
    main(int(sys.argv[1]))
