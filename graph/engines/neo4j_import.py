"""Neo4j's own importer: tables of the export format `neo4j-admin` become the data of a new local Neo4j.

It writes beside the data that stand, which `engines.replace_data` then exchanges. Killed at any point, it leaves a
folder that the next import removes, and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from graph.engines.home import EngineHome, properties, write_private
from graph.engines.neo4j_local import ADMIN_TOOL, DATABASE, java_command, java_program
from graph.engines.process import environment
from graph.errors import ImportFailed
from graph.settings import Settings

LIST_SEPARATOR = "\x1f"
"""Between the values of a list, and a node's labels: no text that a load lets in holds it."""
_PREFIX = "import-"
_HEAP_MB = 1_024
"""What the importer asks for; it warns below."""
_OFF_HEAP = "2G"
"""Room for the table of ids, 20 bytes each, beside the pages that it writes."""
_PERCENT = re.compile(rb"(\d+)%")
_SHOWN = 2_000


@contextmanager
def import_folder(settings: Settings) -> Iterator[Path]:
    """A folder beside the local Neo4j's data, removed at the end, like those of imports that were killed.

    The caller holds the slot for loading, so that no other import runs in this home."""
    root = EngineHome.of(settings.home, "neo4j").root
    for left in root.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    # Of a name of its own: the importer of a load that was killed may still be writing to the last one.
    folder = root / f"{_PREFIX}{uuid.uuid4().hex[:12]}"
    (folder / "tables").mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def import_tables(settings: Settings, folder: Path, multiline: bool, progress: Callable[[int], None]) -> Path:
    """Make a database of the tables in `folder`/tables and return its data folder. Tells how many percent are done.

    Raises ImportFailed."""
    home = EngineHome.of(settings.home, "neo4j")
    config = folder / "config"
    config.mkdir(mode=0o700)
    folders = {f"server.directories.{name}": name for name in ("data", "logs", "run", "import", "plugins", "lib")}
    write_private(config / "neo4j.conf", properties(folders))
    tables = folder / "tables"
    # By name alone: the importer takes paths for regular expressions.
    files = [f"--nodes={path.name}" for path in sorted(tables.glob("nodes_*.csv"))]
    files += [f"--relationships={path.name}" for path in sorted(tables.glob("links_*.csv"))]
    options = [
        f"--array-delimiter=U+{ord(LIST_SEPARATOR):04X}",
        f"--multiline-fields={str(multiline).lower()}",
        "--bad-tolerance=0",
        f"--max-off-heap-memory={_OFF_HEAP}",
        f"--report-file={folder / 'import.report'}",
    ]
    heap = f"-Xmx{max(_HEAP_MB, settings.most_heap_mb)}m"
    command = [*java_command(java_program(), home), heap, ADMIN_TOOL, "database", "import", "full"]
    with subprocess.Popen(  # noqa: S603 - no shell, and every word is ours
        [*command, DATABASE, *options, *files],
        cwd=tables,
        env=environment() | {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(config)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            told = _followed(process.stdout, progress)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise ImportFailed(f"Neo4j's importer failed:\n{told[-_SHOWN:].decode(errors='replace').strip()}")
    return folder / "data"


def _followed(printed: IO[bytes] | None, progress: Callable[[int], None]) -> bytes:
    """What a process prints, up to its end; its percents are told on."""
    told = b""
    while printed is not None and (part := printed.read1(4_096) if hasattr(printed, "read1") else printed.read(4_096)):
        told += part
        with suppress(IndexError):
            progress(int(_PERCENT.findall(told)[-1]))
    return told


def put_in_place(home: EngineHome, data: Path) -> None:
    """Let imported data be those of a stopped Neo4j, with its accounts. What was there goes with the import's folder.

    Killed between the two renamings it leaves no data, and so an empty Neo4j."""

    def imported(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if name == DATABASE and Path(folder).name in {"databases", "transactions"}]

    shutil.copytree(home.data, data, ignore=imported, dirs_exist_ok=True)
    data.chmod(0o700)
    home.data.rename(data.with_name("replaced"))
    data.rename(home.data)
