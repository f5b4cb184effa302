"""The digest of what the graph is to hold, which is known without planning it: what all datasets say, and our rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import graph
import loaders

_OF_NAMES = ("polars", "pypinyin", "opencc")
"""Libraries by which values are made."""


def plan_key(digests: Mapping[str, str]) -> str:
    """Digest of a plan, from the digests of the datasets that it follows from."""
    total = blake2b(rules(), digest_size=16)
    for name, digest in sorted(digests.items()):
        total.update(f"{name}={digest}\n".encode())
    return total.hexdigest()


@cache
def rules() -> bytes:
    """Digest of all code by which a graph follows from what datasets say: another release may see it otherwise.

    Whole packages, so that no module is forgotten: code that changed without need costs one load its time."""
    total = blake2b(digest_size=16)
    for package in (graph, loaders):
        root = Path(str(package.__file__)).parent
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    for name in _OF_NAMES:
        total.update(f"{name}={version(name)}".encode())
    return total.digest()
