"""How an answer may be drawn, declared in the header so that nobody has to guess.

`chart: bar name share` is a bar a row; `chart: line year memberships,aid_links` a line a column;
`chart: matrix from_id to_id links` a grid. `map: start` is a network map around what the parameter `start` names, with
the question's own `hops`, `ties` and `as_of` where it has them; `map: from 2` goes 2 hops without asking."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

ChartKind = Literal["bar", "line", "matrix"]
_LABELS_OF: dict[ChartKind, int] = {"bar": 1, "line": 1, "matrix": 2}
_NUMBERS = ("integer", "float")
_SHARE_NEEDS = frozenset({"numerator", "denominator"})
MAX_HOPS = 6


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of an answer: its kind, the columns that label it, and the columns of numbers that it shows."""

    kind: ChartKind
    labels: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """A network map beside an answer: the parameter that names its middle, and how far it goes (None: as asked)."""

    parameter: str
    hops: int | None


def parse_chart(text: str, columns: Mapping[str, tuple[str, str]]) -> Chart:
    """Read a `chart:` line; `columns` are (type, unit) by name. Raises ValueError.

    A share is drawn only where its numerator and denominator are columns too."""
    kind, *places = text.split() or [""]
    if kind not in get_args(ChartKind):
        raise ValueError(f"chart: {kind!r} is none of {', '.join(get_args(ChartKind))}")
    known = cast("ChartKind", kind)
    if len(places) != _LABELS_OF[known] + 1:
        raise ValueError(f"chart: a {kind} takes {_LABELS_OF[known]} column(s) of labels and one list of numbers")
    labels, values = tuple(places[:-1]), tuple(places[-1].split(","))
    for name in (*labels, *values):
        if name not in columns:
            raise ValueError(f"chart: {name!r} is no column; there are {', '.join(columns)}")
    for name in values:
        type_, unit = columns[name]
        if type_ not in _NUMBERS:
            raise ValueError(f"chart: {name} is a {type_}, which no {kind} can show")
        if unit == "0-1" and not columns.keys() >= _SHARE_NEEDS:
            raise ValueError(f"chart: {name} is a share, which needs numerator and denominator beside it")
    if known == "matrix" and len(values) != 1:
        raise ValueError("chart: a matrix shows one column of numbers")
    return Chart(known, labels, values)


def parse_focus(text: str, parameters: Collection[str]) -> Focus:
    """Read a `map:` line. Raises ValueError."""
    match = re.fullmatch(rf"(\w+)(?: ([1-{MAX_HOPS}]))?", text)
    if match is None or match[1] not in parameters:
        raise ValueError(f"map: {text!r} is not a parameter and perhaps a number of hops up to {MAX_HOPS}")
    return Focus(match[1], int(match[2]) if match[2] else None)
