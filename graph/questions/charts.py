"""How an answer may be drawn, declared in the header so that nobody has to guess.

`chart: bar name share` is a bar a row; `chart: line year memberships,aid_links` a line a column;
`chart: matrix from_id to_id links` a grid. `map: key from to` is a network map of the links whose keys the column `key`
holds, with what the parameters `from` and `to` name; the first of them is in the middle. `map: path start` takes the
keys from the paths that a computed answer's rows hold beside their columns. `map: around id` is a map of
what has a tie with what the parameter `id` names, which is more than the answer tells."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

ChartKind = Literal["bar", "line", "matrix"]
_LABELS_OF: dict[ChartKind, int] = {"bar": 1, "line": 1, "matrix": 2}
_NUMBERS = ("integer", "float")
_SHARE_NEEDS = frozenset({"numerator", "denominator"})
_AROUND = "around"
_PATHS = "path"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of an answer: its kind, the columns that label it, and the columns of numbers that it shows."""

    kind: ChartKind
    labels: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerMap:
    """A network map beside an answer: the column with the keys of its links, and the parameters that name nodes of it.

    The first parameter names its middle. Without a column it is of what surrounds that."""

    links: str | None
    parameters: tuple[str, ...]


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


def parse_map(text: str, columns: Collection[str], parameters: Collection[str]) -> AnswerMap:
    """Read a `map:` line. Raises ValueError."""
    links, *named = text.split() or [""]
    if links not in (_AROUND, _PATHS, *columns):
        raise ValueError(f"map: {links!r} is neither {_AROUND!r} nor a column with keys of links")
    for name in named:
        if name not in parameters:
            raise ValueError(f"map: {name!r} is not a parameter that names something")
    if links == _AROUND and len(named) != 1:
        raise ValueError(f"map: {_AROUND!r} takes the one parameter that names the middle")
    return AnswerMap(None if links == _AROUND else links, tuple(named))
