"""What a file may hold in place of what was written."""

from __future__ import annotations

from collections.abc import Callable

TORN: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda held: held[:-100],
    "changed": lambda held: held[:-9] + b"?" + held[-8:],
    "empty": lambda _: b"",
}
