"""YAML as people write it for us: every scalar is text, and whatever stands in it can be found again by its line."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import Any

import yaml

FAULTS = (yaml.YAMLError, RecursionError, ValueError, TypeError, AttributeError)
"""What reading may raise: a text that its tag (!!int, !!timestamp) doesn't fit fails in whatever way Python does."""
_MOST_VALUES = 1_000_000
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


class TextLoader(yaml.SafeLoader):
    """YAML without guesses: 010203 and 2024-07-01 stay text, and a key given twice is a fault."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 (yaml's own way)

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        """The text of a scalar."""
        if isinstance(node, yaml.ScalarNode) and _HALF_A_CHARACTER.search(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a text holds half a character", node.start_mark)
        return super().construct_scalar(node)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping by texts, each given once."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a text", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands here twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def text_yaml(text: str) -> Any:
    """What a text says. Raises one of FAULTS, also where it says too much by aliases of aliases."""
    said = yaml.load(text, TextLoader)  # noqa: S506 (a safe loader of our own)
    if (size := _size(said, {})) > _MOST_VALUES:
        raise ValueError(f"it says {size:,} things by its aliases; no more than {_MOST_VALUES:,} are read")
    return said


def _size(said: Any, known: dict[int, int]) -> int:
    """How many values there are, those behind an alias as often as it stands."""
    inner = [*said, *said.values()] if isinstance(said, dict) else said if isinstance(said, list) else ()
    if inner and id(said) not in known:
        known[id(said)] = 1  # where it holds itself: that is found out later
        known[id(said)] = 1 + sum(_size(one, known) for one in inner)
    return known.get(id(said), 1)


def line_of(text: str, place: Sequence[str | int]) -> int:
    """The line, from 1, of what keys and numbers in lists lead to; of what holds it, where it isn't there."""
    node = yaml.compose(text, TextLoader)
    line = 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == part), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
