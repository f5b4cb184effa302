"""ArcadeDB as a local background process: its settings, accounts and start.

Measured on 2 cores with heap 512 MB (see `JVM`): ready in 2-3 s; resident 230 MB idle, 300 MB with 10,000 nodes and
30,000 links, 525 MB after ten times that and heavy reads.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from graph.engines.home import EngineHome, Passwords, State, write_private
from graph.engines.process import GUESTS_JVM, GUESTS_NICENESS, LOOPBACK, new_state, spawn, wait_until_ready
from graph.engines.ready import answers
from graph.engines.types import Connection, Report
from graph.errors import EngineNotInstalled
from graph.settings import Settings

DATABASE = "huoshui"
ADMIN = "root"  # the engine's own name for its first account
READER = "reader"
START_TIMEOUT_S = 60

# Why each: SerialGC has no second copy of the heap's bookkeeping and gives memory back (G1 peaked 65 MB higher on the
# same load, and was slower on 2 cores). The caps hold what grows outside the heap, so that heap 512 MB stays a
# process under 800 MB. -Xrs leaves SIGTERM to our own handler. No hsperfdata file in a shared /tmp.
JVM = (
    "-XX:+UseSerialGC",
    "-XX:MinHeapFreeRatio=10",
    "-XX:MaxHeapFreeRatio=30",
    "-XX:MaxMetaspaceSize=128m",
    "-XX:ReservedCodeCacheSize=64m",
    "-XX:MaxDirectMemorySize=64m",
    "-Xss512k",
    "-Xrs",
    "-XX:-UsePerfData",
    "-XX:-CreateCoredumpOnCrash",
    "-Djava.net.preferIPv4Stack=true",
    "-Djava.util.logging.config.file=config/arcadedb-log.properties",
)

# Relative to the working directory, which is the engine's folder: a properties file is read as Latin-1 and could not
# name a home with Chinese in its path.
LOGGING = """\
handlers = java.util.logging.FileHandler
.level = WARNING
com.arcadedb.level = INFO
java.util.logging.FileHandler.level = INFO
java.util.logging.FileHandler.pattern = ./logs/arcadedb.log
java.util.logging.FileHandler.formatter = com.arcadedb.log.LogFormatter
java.util.logging.FileHandler.limit = 5000000
java.util.logging.FileHandler.count = 2
"""


def server_config(state: State, settings: Settings) -> dict[str, Any]:
    """Make the server's settings (each is an `arcadedb.<key>`), but for the passwords."""
    return {
        "server.name": "huoshui",
        # "production" would answer every failed statement with "check the server log": no reader could mend a typo.
        # What else that mode sets is set here: WAL flush, file URLs.
        "server.mode": "development",
        "txWalFlush": 1,  # a committed row survives a power cut, too; one flush a transaction, so batches don't feel it
        "server.databaseDirectory": "data",
        "server.configDirectory": "config",
        "server.backupDirectory": "data/.backups",
        "server.httpIncomingHost": LOOPBACK,
        "server.httpIncomingPort": str(state.http_port),
        "server.httpWorkerThreads": 8,  # default 500; HTTP is a side door here
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": LOOPBACK,
        "bolt.port": state.bolt_port,
        "bolt.defaultDatabase": DATABASE,
        "serverMetrics": False,
        "opencypher.loadCsv.allowFileUrls": False,
        "opencypher.loadCsv.allowRemoteUrls": False,
        "polyglotEngineEnabled": False,  # no scripting languages
        # The outer limit of any statement. Readers have their own, shorter one in their group.
        "command.timeout": int(settings.write_timeout_s * 1000),
        # Default 500,000: a grouping of every school of the country with an OPTIONAL MATCH passes it.
        "queryMaxHeapElementsAllowedPerOp": 1_000_000,
        # A reduce() over a range can't be interrupted once it runs; short ranges keep it short.
        "queryMaxRangeSize": 100_000,
        # Its own queue would let a load wait behind readers, and fail when that took long; the web app bounds readers.
        "queryMaxConcurrent": 0,
        # All running queries together; what is over it fails with an error instead of an exhausted heap.
        "queryMaxHeapRAM": settings.most_heap_mb // 2,
        "maxPageRAM": settings.most_heap_mb // 4,  # lives in the heap
        "initialPageCacheSize": 4096,
    }


def groups(settings: Settings) -> dict[str, Any]:
    """Make the accounts' rights. A reader may read records and nothing else: no write, no schema, no LOAD CSV.

    resultSetLimit must stay off: it does not cut the answer, it silently ends each scan, and counts come out wrong.
    """
    everything = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
    return {
        "version": 1,
        "databases": {
            "*": {
                "groups": {
                    "admin": {
                        "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                        "resultSetLimit": -1,
                        "readTimeout": -1,
                        "types": {"*": {"access": everything}},
                    },
                    READER: {
                        "access": [],
                        "resultSetLimit": -1,
                        "readTimeout": int(settings.read_timeout_s * 1000),
                        "types": {"*": {"access": ["readRecord"]}},
                    },
                }
            }
        },
    }


def connection(state: State, passwords: Passwords, *, write: bool) -> Connection:
    """Tell how to reach a running server: as the reader, or with `write` as its administrator."""
    return Connection(
        uri=f"bolt://{LOOPBACK}:{state.bolt_port}",
        user=ADMIN if write else READER,
        password=passwords.admin if write else passwords.reader,
        database=DATABASE,
        engine="arcadedb",
        read_only=not write,
    )


def start(settings: Settings, home: EngineHome, report: Report, *, for_guests: bool = False) -> State:
    """Start the server and wait until its reader gets an answer. The caller holds the home's lock.

    One that is `for_guests` yields to everything else, and ends at once where it can't go on."""
    if importlib.util.find_spec("arcadedb_embedded") is None:
        raise EngineNotInstalled(
            "ArcadeDB's package, arcadedb-embedded, is not installed.",
            next_step="Install it: pip install arcadedb-embedded. Or use the other engine: huoshui up --engine neo4j.",
        )
    home.make()
    passwords = home.make_passwords()
    state = new_state("arcadedb")
    write_private(home.config / "server-groups.json", json.dumps(groups(settings), indent=2))
    write_private(home.config / "arcadedb-log.properties", LOGGING)
    write_private(
        home.config / "huoshui.json",
        json.dumps(
            {
                "heap": f"{settings.most_heap_mb}m",
                "jvm": [*JVM, *(GUESTS_JVM if for_guests else ()), *settings.jvm_options.split()],
                "for_guests": for_guests,
                "read_timeout_ms": int(settings.read_timeout_s * 1000),
                "server": server_config(state, settings),
            },
            indent=2,
        ),
    )
    # Accounts are ours alone and made anew at each start, so they always fit passwords.json.
    (home.config / "server-users.jsonl").unlink(missing_ok=True)
    for events in (home.root / "log").glob("server-event-log-*"):  # one a start, and nobody reads them
        events.unlink(missing_ok=True)
    report("Starting ArcadeDB …")
    module = "graph.engines.arcadedb_server"
    command = [sys.executable, "-P", "-m", module, str(home.root), state.mark]
    state = spawn(home, state, command, niceness=GUESTS_NICENESS if for_guests else 0)
    wait(home, state, passwords)
    return state


def wait(home: EngineHome, state: State, passwords: Passwords, *, keep: bool = False) -> None:
    """Wait until the reader gets an answer; `keep` leaves a late server running."""
    reader = connection(state, passwords, write=False)
    ready = partial(is_ready, home.root, state)
    wait_until_ready(home, state, lambda: ready() and answers(reader), START_TIMEOUT_S, keep=keep)


def is_ready(root: Path, state: State) -> bool:
    """Whether the server of this state has its database and accounts (it listens before that)."""
    try:
        return (root / "ready").read_text("utf-8") in (state.mark, state.token)
    except OSError:
        return False
