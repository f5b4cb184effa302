"""The header of a question file: `// key: value` lines above one read statement.

    // title: 谁覆盖了这个县 / Who covers this county
    // description: 中文说明 / What a reader gets, in a sentence.
    // params: region string "530124" "县代码 / county code"; as_of day=today "2025-09-01" "截至 / as of"
    // returns: school_id string, share float? 0-1
    // chart: bar school_id share
    // ordered: from_day to_day
    // none: 没有才好 / What no row at all means, where that is good

A column whose type ends in `?` may be null. Its unit stands here where the vocabulary gives none, or another.
`computed` names a function of graph/computed/; `ordered` names two parameters of which the first must not be beyond the
second. A line that starts with `//   ` goes on with the one above it. Unknown keys are refused."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

from graph.errors import CatalogueInvalid
from graph.questions.bilingual import bilingual
from graph.questions.charts import AnswerMap, Chart, parse_chart, parse_map
from graph.questions.parameter import Parameter, parse_parameter
from graph.questions.vocabulary import shipped_vocabulary

KEYS = ("title", "description", "params", "returns", "chart", "map", "computed", "ordered", "none")
_RETURN_TYPES = {"string", "integer", "float", "boolean", "strings", "day", "any"}
_LINE = re.compile(r"// (\w+): ?(.*)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer: its name, its type, its unit or range, and whether a row may be without a value."""

    name: str
    type: str
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """What a question file says of itself. Titles and descriptions are (Chinese, English)."""

    title: tuple[str, str]
    description: tuple[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    computed: str | None
    chart: Chart | None = None
    map: AnswerMap | None = None
    ordered: tuple[str, str] | None = None
    none: tuple[str, str] | None = None
    """What it means that there is no row, where that is as it should be."""


def parse_header(text: str, place: str) -> tuple[Header, str]:
    """The header and the statement of a question file. Raises CatalogueInvalid, which names `place`."""
    lines = text.splitlines()
    count = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    fields = _fields(lines[:count], place)
    statement = "\n".join(lines[count:]).strip()
    if not statement:
        raise CatalogueInvalid(f"{place}: no statement under the header")
    try:
        parameters = tuple(parse_parameter(part) for part in _split(fields.get("params", ""), ";"))
        columns = tuple(_column(part) for part in _split(fields["returns"], ","))
        chart, drawn = fields.get("chart"), fields.get("map")
        header = Header(
            title=bilingual(fields["title"]),
            description=bilingual(fields["description"]),
            parameters=parameters,
            columns=columns,
            computed=fields.get("computed"),
            chart=None if chart is None else parse_chart(chart, {c.name: (c.type, c.unit) for c in columns}),
            map=None if drawn is None else _map(drawn, parameters, columns),
            ordered=_window(fields["ordered"], parameters) if "ordered" in fields else None,
            none=bilingual(fields["none"]) if "none" in fields else None,
        )
    except KeyError as error:
        raise CatalogueInvalid(f"{place}: the header lacks {error}") from error
    except ValueError as error:
        raise CatalogueInvalid(f"{place}: {error}") from error
    return header, statement


def _map(text: str, parameters: tuple[Parameter, ...], columns: tuple[Column, ...]) -> AnswerMap:
    keys = {column.name for column in columns if shipped_vocabulary().column(column.name).holds == "key"}
    return parse_map(text, keys, {parameter.name for parameter in parameters if parameter.type == "string"})


def _fields(lines: list[str], place: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = ""
    for line in lines:
        if match := _LINE.fullmatch(line.rstrip()):
            key = match[1]
            if key not in KEYS:
                raise CatalogueInvalid(f"{place}: unknown header key {key!r}; known are {', '.join(KEYS)}")
            if key in fields:
                raise CatalogueInvalid(f"{place}: {key} stands twice in the header")
            fields[key] = match[2].strip()
        elif key and line.startswith("//   "):
            fields[key] += " " + line[5:].strip()
        else:
            raise CatalogueInvalid(f"{place}: {line!r} is no header line")
    return fields


def _window(text: str, parameters: tuple[Parameter, ...]) -> tuple[str, str]:
    names = text.split()
    types = {parameter.name: parameter.type for parameter in parameters}
    kinds = {types.get(name) for name in names}
    if len(names) != 2 or len(kinds) != 1 or not kinds <= {"day", "integer", "float"}:
        raise ValueError(f"ordered: {text!r} are not two declared days or two numbers")
    return names[0], names[1]


def _split(text: str, separator: str) -> list[str]:
    lexer = shlex.shlex(text, posix=False, punctuation_chars=separator)
    lexer.whitespace_split = True
    lexer.commenters = ""
    parts: list[list[str]] = [[]]
    for token in lexer:
        if token == separator:
            parts.append([])
        else:
            parts[-1].append(token)
    return [" ".join(part) for part in parts if part]


def _column(text: str) -> Column:
    name, _, rest = text.partition(" ")
    type_, _, unit = rest.partition(" ")
    nullable, type_ = type_.endswith("?"), type_.removesuffix("?")
    if not re.fullmatch(r"[a-z_]+", name) or type_ not in _RETURN_TYPES:
        raise ValueError(f"returns: {text!r} is not 'name type unit' with a type of {sorted(_RETURN_TYPES)}")
    return Column(name, type_, unit.strip() or shipped_vocabulary().column(name).unit, nullable)
