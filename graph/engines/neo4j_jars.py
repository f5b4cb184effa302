"""Neo4j's jars: fetched once by jgo, checked against the digests in `neo4j.lock`, shared by all clones of a user.

`python -m graph.engines.neo4j_jars VERSION [FILE]` writes a new lock for another version, there or in FILE.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.engines.home import locked
from graph.engines.types import Report
from graph.errors import EngineNotInstalled, EngineNotStarted

if TYPE_CHECKING:
    from jgo.maven import MavenContext

LOCK = Path(__file__).with_name("neo4j.lock")
ATTEMPTS = 3
WORKERS = 6


@dataclass(frozen=True, slots=True)
class Jar:
    """One line of the lock: Maven coordinates, size in bytes, SHA-256 in hex."""

    group: str
    name: str
    version: str
    classifier: str
    size: int
    sha256: str

    @property
    def filename(self) -> str:
        """Its name in the folder; unique among the locked jars."""
        return f"{self.name}-{self.version}{f'-{self.classifier}' if self.classifier else ''}.jar"

    def __str__(self) -> str:
        coordinates = ":".join(filter(None, (self.group, self.name, self.version, self.classifier)))
        return f"{coordinates} {self.size} {self.sha256}"

    @classmethod
    def parse(cls, line: str) -> Jar:
        """Read one line of the lock."""
        coordinates, size, digest = line.split()
        group, name, version, classifier = [*coordinates.split(":"), ""][:4]
        return cls(group, name, version, classifier, int(size), digest)


def locked_jars() -> list[Jar]:
    """Read the lock: the jars of the pinned Neo4j, the server's own first."""
    return [Jar.parse(line) for line in LOCK.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def cache_dir(fallback: Path) -> Path:
    """Choose the folder of all pinned versions: the user's cache, or `fallback` when that can't be written."""
    shared = Path.home() / ".cache" / "huoshui" / "neo4j"
    try:
        shared.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        fallback.mkdir(mode=0o700, parents=True, exist_ok=True)
        return fallback
    return shared


def class_path(cache: Path, report: Report) -> list[Path]:
    """Give the jars on disk, fetched first where they are missing. Of two processes at once the second waits.

    A jar's SHA-256 is checked when it arrives, its name and size at each start. Raises EngineNotInstalled without
    jgo, EngineNotStarted when a jar can't be had.
    """
    jars = locked_jars()
    version = jars[0].version
    folder = cache / version
    if missing(jars, folder):
        with locked(cache / "lock", report, "Another process is fetching Neo4j; waiting for it …"):
            wanted = missing(jars, folder)
            if wanted:
                fetch(wanted, folder, cache / f"{version}.partial", report)
    return [folder / jar.filename for jar in jars]


def missing(jars: Iterable[Jar], folder: Path) -> list[Jar]:
    """Name the jars that aren't in the folder with their right size."""
    found = {path.name: path.stat().st_size for path in folder.glob("*.jar")}
    return [jar for jar in jars if found.get(jar.filename) != jar.size]


def fetch(jars: list[Jar], folder: Path, partial: Path, report: Report) -> None:
    """Bring jars into the folder. What has arrived stays when this is interrupted; the next call takes the rest."""
    if importlib.util.find_spec("jgo") is None:
        raise EngineNotInstalled("Neo4j's jars must be fetched, and jgo, which fetches them, is not installed.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    total = sum(jar.size for jar in jars) / 1e6
    report(f"Fetching Neo4j {folder.name}: {len(jars)} files, {total:.0f} MB, once for this user …")
    context = maven(partial)
    done, said = 0.0, time.monotonic()
    pool = ThreadPoolExecutor(WORKERS)
    try:
        waiting = {pool.submit(fetch_one, context, jar, folder): jar for jar in jars}
        for number, future in enumerate(as_completed(waiting), start=1):
            future.result()
            done += waiting[future].size / 1e6
            if time.monotonic() - said > 2:
                said = time.monotonic()
                report(f"  {number} of {len(jars)} files, {done:.0f} of {total:.0f} MB")
    finally:
        pool.shutdown(cancel_futures=True)
    shutil.rmtree(partial, ignore_errors=True)
    report(f"Neo4j {folder.name} is here and matches its digests.")


def fetch_one(context: MavenContext, jar: Jar, folder: Path) -> None:
    """Fetch one jar and let it into the folder only when its digest is the locked one."""
    problem = ""
    for attempt in range(ATTEMPTS):
        time.sleep(attempt)
        artifact = context.project(jar.group, jar.name).at_version(jar.version).artifact(jar.classifier)
        if artifact.cached_path is not None:
            artifact.cached_path.unlink(missing_ok=True)  # jgo would trust a file cut short by an earlier interruption
        try:
            path = artifact.resolve()
            arrived = sha256(path)
        except (OSError, RuntimeError) as error:  # jgo's errors are RuntimeErrors, those of requests OSErrors
            problem = str(error)
            continue
        if arrived == jar.sha256:
            path.replace(folder / jar.filename)
            return
        path.unlink()
        problem = f"its SHA-256 is {arrived}, the lock says {jar.sha256}"
    raise EngineNotStarted(
        f"{jar.filename} could not be fetched: {problem}",
        next_step="Check the network and run `huoshui up --engine neo4j` again; files that arrived are kept. "
        "A mirror can be named in the [repositories] section of jgo's settings.",
    )


def maven(repository: Path) -> MavenContext:
    """Set up jgo: its own default repository, or the user's where jgo's settings name one, and a folder of ours."""
    from jgo.config import GlobalSettings
    from jgo.constants import MAVEN_CENTRAL_URL
    from jgo.maven import MavenContext, PythonResolver

    repositories = {"central": MAVEN_CENTRAL_URL} | GlobalSettings.load().repositories
    return MavenContext(PythonResolver(), repo_cache=repository, remote_repos=repositories, timeout=30)


def sha256(path: Path) -> str:
    """Compute a file's SHA-256, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def resolve(version: str) -> Iterator[Jar]:
    """Find all jars of a Neo4j version, with the digests of what the repository serves now."""
    import jgo

    for artifact in jgo.resolve(f"org.neo4j:neo4j:{version}"):
        path = artifact.resolve()
        yield Jar(
            artifact.groupId,
            artifact.artifactId,
            artifact.version,
            artifact.classifier,
            path.stat().st_size,
            sha256(path),
        )


def write_lock(version: str, file: Path = LOCK) -> None:
    """Write the lock of a version."""
    lines = [f"# Jars of org.neo4j:neo4j:{version}: coordinates, size, SHA-256. Written by neo4j_jars.py."]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*lines, *map(str, resolve(version))]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_lock(sys.argv[1], *map(Path, sys.argv[2:3]))
