"""Bounds that the kernel holds for a process: it ends, or its memory does, and nothing else notices."""

from __future__ import annotations

import contextlib
import resource
from pathlib import Path


def memory_in_use() -> int | None:
    """Bytes of address space that this process has; None where the system doesn't say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return None


def is_bound_below(memory_mb: int) -> bool:
    """Whether whoever started this process lets it have less memory than so much."""
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return 0 <= soft < memory_mb * 2**20


def bound_memory(before: int | None, memory_mb: int) -> None:
    """Give this process so much memory beside what it had `before`, in bytes; and if it dies, no dump of it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if before is None:  # such systems know no limit of it either
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (before + memory_mb * 2**20, hard))
