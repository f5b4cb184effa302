"""Whether what holds the slot for loading is alive: it holds an open lock, which the kernel lets go of when it ends.

No clock, host name or process number tells it: clocks are set, containers get new names, numbers are used again. Who
shares the home can look; for others nobody can tell."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from graph.settings import Settings

_ELSEWHERE = "elsewhere"


@contextmanager
def held_open(settings: Settings) -> Iterator[str]:
    """Hold a lock of its own while the block runs; gives the mark by which `is_alive` finds it again."""
    token = secrets.token_hex(8)
    try:
        home, path = _home_id(settings), _folder(settings) / f"{token}.lock"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(path, mode=0o600)
        lock.acquire()
    except OSError:
        # Such as a home that can't be written, which a load into a database elsewhere needs for nothing else.
        yield f"{_ELSEWHERE}:{token}"
        return
    try:
        yield f"{home}:{token}"
    finally:
        lock.release()
        path.unlink(missing_ok=True)


def is_alive(settings: Settings, mark: str) -> bool | None:
    """Whether what has this mark still holds its lock; None where it was started with another home."""
    home, _, token = mark.partition(":")
    if home != _known_home_id(settings):
        return None
    return _is_held(_folder(settings) / f"{token}.lock")


def is_any_alive(settings: Settings) -> bool:
    """Whether a load, or what takes its slot, works on this home's engine now."""
    return any(_is_held(path) for path in _folder(settings).glob("*.lock"))


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        with FileLock(path, mode=0o600, timeout=0):
            pass
    except Timeout:
        return True
    path.unlink(missing_ok=True)
    return False


def _folder(settings: Settings) -> Path:
    return settings.home.expanduser() / "loads" / (_ELSEWHERE if settings.neo4j_uri else "local")


def _home_id(settings: Settings) -> str:
    """What tells this home from any other, made when it is first needed."""
    if (known := _known_home_id(settings)) is not None:
        return known
    file = settings.home.expanduser() / "loads" / "home"
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(secrets.token_hex(6))
    except FileExistsError:
        pass  # another load made it a moment ago
    return file.read_text("utf-8")


def _known_home_id(settings: Settings) -> str | None:
    try:
        return (settings.home.expanduser() / "loads" / "home").read_text("utf-8")
    except OSError:
        return None
