"""The ArcadeDB process: `python -m graph.engines.arcadedb_server HOME MARK`, started by `arcadedb.py`.

It runs the Java server inside this Python process (the package brings its own JRE), reads its settings and passwords
from files in HOME, and ends on SIGTERM. MARK says whose process this is; it is no secret.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

STOP = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
WATCH_S = 0.25
STUCK_MS = 5_000
"""How long past its limit a statement may take to notice that it was stopped: a sort of 30 million rows needs two."""


def serve(root: Path, mark: str) -> None:
    """Run the server until a signal asks for its end."""
    # Blocked before the JVM makes its threads, which inherit the mask: the signal then waits until it is looked for.
    # A Python handler would not do, the JVM takes signals on a thread of its own.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
    os.umask(0o077)
    os.chdir(root)
    config = json.loads((root / "config" / "huoshui.json").read_text("utf-8"))
    passwords = json.loads((root / "passwords.json").read_text("utf-8"))
    server = start(root, config, passwords)
    (root / "ready").write_text(mark, encoding="utf-8")
    log("ready")
    limit_ms = config["read_timeout_ms"]
    watch = Watch(server, limit_ms)
    # Not sigtimedwait: woken past its time, as after a laptop's sleep, CPython gives what no signal wrote.
    while not signal.sigpending() & STOP:
        time.sleep(WATCH_S)
        try:
            stuck = watch.stop_long_reads()
        except Exception:  # what a full heap makes of any call into Java; it must not end the server
            log(traceback.format_exc())
            continue
        if stuck and config["for_guests"]:
            log("a statement can't be stopped; ending, so that another engine takes this one's place")
            os.kill(os.getpid(), signal.SIGKILL)
    log("stopping")
    (root / "ready").unlink(missing_ok=True)
    server.stop()
    log("stopped")


class Watch:
    """Looks after the reader's statements, which may run for so long."""

    def __init__(self, server: Any, limit_ms: int) -> None:
        self._server = server
        self._limit_ms = limit_ms

    def stop_long_reads(self) -> bool:
        """End the statements that run longer than they may, and tell whether one can't be ended.

        The group's readTimeout ends scans only: paths of variable length ran on for as long as command.timeout let
        them. A loop inside an expression never looks at the clock, nor does writing a value that fills the heap: no
        Java thread can be ended from outside, so an engine for guests ends as a whole.
        """
        stuck = False
        for query in self._server.getRunningQueries().getRunning():
            over_ms = query.getElapsedMillis() - self._limit_ms
            if str(query.getUser()) == "reader" and over_ms > 0:
                query.terminate(f"the read timeout of {self._limit_ms} ms")
                stuck = stuck or over_ms > STUCK_MS
        return stuck


def start(root: Path, config: dict[str, Any], passwords: dict[str, str]) -> Any:
    """Start the Java server with its database and its two accounts."""
    import jpype
    from arcadedb_embedded.jvm import start_jvm

    os.environ["ARCADEDB_JVM_ERROR_FILE"] = str(root / "logs" / "jvm-crash-%p.log")
    start_jvm(heap_size=config["heap"], jvm_args=[f"-Xms{min(64, int(config['heap'][:-1]))}m", *config["jvm"]])
    # Global, not in the server's own context: limits such as maxPageRAM are read from there only.
    settings = jpype.JClass("com.arcadedb.GlobalConfiguration")
    for key, value in config["server"].items():
        setting = settings.findByKey(f"arcadedb.{key}")
        if setting is None:
            raise ValueError(f"This ArcadeDB has no setting arcadedb.{key}")
        setting.setValue(value)
    context = jpype.JClass("com.arcadedb.ContextConfiguration")()
    context.setValue("arcadedb.server.rootPath", str(root))
    context.setValue("arcadedb.server.rootPassword", passwords["admin"])
    server = jpype.JClass("com.arcadedb.server.ArcadeDBServer")(context)
    server.start()
    database = config["server"]["bolt.defaultDatabase"]
    server.getDatabase(database, True, True)  # created when it isn't there
    security = server.getSecurity()
    reader = {
        "name": "reader",
        "password": str(security.encodePassword(passwords["reader"])),
        "databases": {database: ["reader"]},
    }
    security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(reader)))
    return server


def log(line: str) -> None:
    """Write to the log file, which is where our output goes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> None:
    """Serve until told to end."""
    home, mark = arguments
    status = 1
    try:
        serve(Path(home), mark)
        status = 0
    except BaseException as error:
        # The end of our log is shown to who started us: what happened goes there, where it happened beside it.
        (Path(home) / "logs" / "traceback.log").write_text(traceback.format_exc(), "utf-8")
        log("".join(traceback.format_exception_only(error)))
    finally:
        # A thread of the JVM that is not a daemon must not keep the process, whatever happened.
        os._exit(status)


if __name__ == "__main__":
    main(sys.argv[1:])
