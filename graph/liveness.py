"""Whether what holds the slot for loading is alive: it holds an open lock, which the kernel lets go of when it ends.

No clock, host name or process number tells it: clocks are set, containers get new names, numbers are used again. Who
shares the home can look; for others nobody can tell."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from graph.files import replacing
from graph.settings import Settings

_ELSEWHERE = "elsewhere"


@contextmanager
def held_open(settings: Settings) -> Iterator[str]:
    """Hold a lock of its own while the block runs; gives the mark by which `is_alive` finds it again."""
    token = secrets.token_hex(8)
    path = _folder(settings) / f"{token}.lock"
    lock = FileLock(path, mode=0o600)
    home = _ELSEWHERE
    # A home that can't be written: a load into a database elsewhere needs it for nothing else.
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
        home = _home_id(settings)
    try:
        yield f"{home}:{token}"
    finally:
        if lock.is_locked:
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
    # Two loads may come at once: the first one's stands.
    with FileLock(_home_file(settings).with_suffix(".making"), mode=0o600):
        if (known := _known_home_id(settings)) is not None:
            return known
        made = secrets.token_hex(6)
        with replacing(_home_file(settings), mode=0o600) as file:
            file.write(made.encode())
        return made


def _known_home_id(settings: Settings) -> str | None:
    try:
        return _home_file(settings).read_text("utf-8")
    except OSError:
        return None


def _home_file(settings: Settings) -> Path:
    return settings.home.expanduser() / "loads" / "home"
