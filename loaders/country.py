"""Which country's register of regions a dataset belongs to: the prefix of its ids, its words for levels, and its root.

Ids of the Chinese register have no prefix; its table ships with Huoshui and is one register among others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import InputUnreadable
from graph.model import LEVELS
from loaders.datasets import PACKAGE, read_package
from loaders.places import china

ROOT_LEVEL, HIGHEST_LEVEL = LEVELS.values[:2]
_PREFIX = r"[a-z][a-z0-9-]{0,19}"
_PREFIXED = re.compile(rf"({_PREFIX}):.+")
_STEP = (
    'Write "register": "gb", or {"prefix": "gb", "levels": {"province": "region", "county": "local authority"}, '
    '"root": {"id": "E92000001", "name": "England"}}.'
)


@dataclass(frozen=True, slots=True)
class CountryRegister:
    """A register of regions. Without a prefix it is the Chinese one.

    `levels` are the country's own words for the levels of the model; `root` is id and name of the region that holds
    those of the highest level, where the register has one."""

    prefix: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)
    root: tuple[str, str] | None = None

    def id_of(self, text: str) -> str:
        """The id of a region by what a table calls it: with the prefix, unless it has one."""
        return text if not self.prefix or prefix_of(text) else f"{self.prefix}:{text}"

    def above(self, id_: str, level: str | None) -> tuple[str, ...]:
        """Where a region lies that doesn't say so: those of the highest level lie in the root."""
        return (self.root[0],) if self.root and self.root[0] != id_ and level == HIGHEST_LEVEL else ()

    def in_words_of_the_model(self, regions: pl.DataFrame) -> pl.DataFrame:
        """Rows of a table of regions, with the model's names for levels where they have the country's own."""
        own = {word.lower(): level for level, word in self.levels.items()}
        if not own or "level" not in regions.columns:
            return regions
        level = pl.col("level").str.strip_chars().str.to_lowercase().replace_strict(own, default=pl.col("level"))
        return regions.with_columns(level=level)


def prefix_of(id_: str) -> str | None:
    """The prefix of the register that an id is from; None for the Chinese one."""
    match = _PREFIXED.fullmatch(id_)
    return match[1] if match else None


def fault_of(id_: str) -> str | None:
    """What is wrong with a region's id, if anything: without a prefix it must be one of China."""
    if prefix_of(id_) or china.is_id(id_):
        return None
    return (
        "is no six-digit code and no x-<parent code>-<name>; an id of another country's register has its prefix, such "
        "as gb:E09000007, or the folder's datapackage.json names the register"
    )


def register_of(folder: Path) -> CountryRegister:
    """The register that a folder's regions belong to, by `register` in its datapackage.json; else the Chinese one.

    Raises InputUnreadable when that is no register."""
    declared = read_package(folder).get("register")
    if declared is None:
        return CountryRegister()
    try:
        said = _Declared.model_validate({"prefix": declared} if isinstance(declared, str) else declared)
    except ValidationError as error:
        at = ".".join(["register", *map(str, error.errors()[0]["loc"])])
        raise InputUnreadable(f"{PACKAGE}: {at} declares no register", next_step=_STEP) from error
    register = CountryRegister(said.prefix, said.levels)
    root = (register.id_of(said.root.id), said.root.name) if said.root else None
    return CountryRegister(said.prefix, said.levels, root)


class _Root(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid")

    prefix: str = Field(pattern=f"^{_PREFIX}$")
    levels: dict[
        Annotated[str, Field(pattern=f"^({'|'.join(LEVELS.values)})$")], Annotated[str, Field(min_length=1)]
    ] = {}
    root: _Root | None = None
