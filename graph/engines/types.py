"""What the engines tell the rest of the program: where to connect, and how an engine fares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

EngineName = Literal["arcadedb", "neo4j"]
Report = Callable[[str], object]
"""Takes one line for the user; `print` will do."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Everything the store needs to reach a database over Bolt."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str
    engine: EngineName
    read_only: bool


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """One engine of a home. Ports, pid, `started` (ISO, UTC) and `memory_mb` (resident) are None while it is down.

    `stale` is a state file whose process is gone: it was killed, or the machine restarted.
    """

    engine: EngineName
    running: bool
    home: Path
    pid: int | None = None
    bolt_port: int | None = None
    http_port: int | None = None
    started: str | None = None
    memory_mb: int | None = None
    stale: bool = False
