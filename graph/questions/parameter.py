"""Parameters of questions: declared in the header, checked before a statement runs.

`region string "530124" "县代码 / county code"` is required; `form string?` may be left out (null);
`hops integer{1..6}=2 "3" "最多几步 / most links"` has a range and a default;
`weight string{schools|students}=schools` has choices; `as_of day=today` is today unless given, and `any` lifts it;
`region id{Region}` is the id of a Region; `any` stands for whatever takes part, `tie` for the key of a link;
`q name?` is compared with names: the store gets its `name_key`, those with short or long forms in use in it,
and the ways to read it as pinyin."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import BadParameter
from graph.model import SEARCHED, TAKES_PART
from graph.questions.bilingual import bilingual
from graph.values import PartialDate, name_key
from graph.values.short_forms import also_written
from graph.values.syllables import read_as_pinyin

TYPES = ("string", "strings", "name", "integer", "float", "boolean", "day")
_ID = "id"
"""Declares a string that is the id of something."""
TIE = "tie"
MAX_TEXT = 1_000
MAX_ITEMS = 10_000
_DECLARATION = re.compile(r"(?P<type>[a-z]+)(?:\{(?P<bounds>[^}]+)\})?(?P<optional>\?)?(?:=(?P<default>\S+))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter of a question."""

    name: str
    type: str
    example: str | None
    description: tuple[str, str]
    """(Chinese, English)."""
    optional: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    id_of: tuple[str, ...] = ()
    """The labels whose ids it takes, and "tie" where it takes the key of a link, too; empty for what is no id."""

    @property
    def required(self) -> bool:
        """Whether an answer needs a value from the caller."""
        return not self.optional and self.default is None

    def value(self, given: Any, today: date) -> Any:
        """The checked value that goes to the store. `given` is a string, or already a JSON value.

        Raises BadParameter, which names this parameter."""
        if given is None or given == "":
            if self.default is not None:
                given = self.default
            elif self.optional:
                return None
            else:
                raise BadParameter(
                    self.name,
                    f"is missing; {self.description[1]}, such as {self.example}",
                    chinese=f"没有填写；{self.description[0]}，如 {self.example}",
                )
        value = self._convert(given, today)
        self._check(value)
        return value

    def _convert(self, given: Any, today: date) -> Any:
        match self.type:
            case "string":
                return self._text(given)
            case "strings":
                items = given.split(",") if isinstance(given, str) else given
                if not isinstance(items, list | tuple) or len(items) > MAX_ITEMS:
                    raise BadParameter(
                        self.name,
                        f"takes a comma list of at most {MAX_ITEMS} items",
                        chinese=f"是用逗号隔开的名单，最多 {MAX_ITEMS} 项",
                    )
                return [self._text(item).strip() for item in items]
            case "name":
                return self._name(given)
            case "boolean":
                return self._boolean(given)
            case "day":
                return self._day(given, today)
            case _:
                return self._number(given)

    def _text(self, given: Any) -> str:
        if not isinstance(given, str):
            raise BadParameter(self.name, "must be text", chinese="须是文字")
        if len(given) > MAX_TEXT:
            raise BadParameter(self.name, f"is longer than {MAX_TEXT} characters", chinese=f"超过 {MAX_TEXT} 个字符")
        if "\0" in given or any("\ud800" <= character <= "\udfff" for character in given):
            raise BadParameter(self.name, "holds a character that is no text", chinese="含有不是文字的字符")
        return given

    def _name(self, given: Any) -> list[str]:
        key = name_key(self._text(given))
        if not key:
            raise BadParameter(self.name, "holds no letter and no digit", chinese="没有一个字母、汉字或数字")
        return [*also_written(key), *read_as_pinyin(key)]

    def _boolean(self, given: Any) -> bool:
        if isinstance(given, bool):
            return given
        if isinstance(given, str) and given.lower() in {"true", "false"}:
            return given.lower() == "true"
        raise BadParameter(self.name, "must be true or false", chinese="须是 true 或 false")

    def _day(self, given: Any, today: date) -> int | None:
        if given == "today":
            return PartialDate.of(today).first_day
        if given == "any":
            return None
        try:
            partial = PartialDate.parse(self._text(given))
        except ValueError as error:
            raise BadParameter(
                self.name, str(error), chinese=f"{str(given)[:40]!r} 不是日期，写成 2025-09-01 这样"
            ) from error
        if partial.day is None:
            raise BadParameter(
                self.name,
                f"{given!r} is no single day; give one like 2025-09-01",
                chinese=f"{given!r} 不是具体的一天，写成 2025-09-01 这样",
            )
        return partial.first_day

    def _number(self, given: Any) -> int | float:
        kind = int if self.type == "integer" else float
        try:
            if isinstance(given, bool) or (isinstance(given, str) and len(given) > 40):
                raise ValueError
            number = kind(given)
            if isinstance(given, float) and number != given:
                raise ValueError
        except (TypeError, ValueError, OverflowError) as error:
            raise BadParameter(
                self.name,
                f"{str(given)[:40]!r} is no {self.type} number",
                chinese=f"{str(given)[:40]!r} 不是{'整' if self.type == 'integer' else ''}数",
            ) from error
        if number != number or abs(number) > 2**53:
            raise BadParameter(self.name, f"{str(given)[:40]!r} is out of range", chinese=f"{str(given)[:40]!r} 太大")
        return number

    def _check(self, value: Any) -> None:
        if self.choices:
            for item in value if isinstance(value, list) else [value]:
                if item not in self.choices:
                    raise BadParameter(
                        self.name,
                        f"{str(item)[:40]!r} is not one of {', '.join(self.choices)}",
                        chinese=f"{str(item)[:40]!r} 不在可选的 {'、'.join(self.choices)} 之中",
                    )
        if self.minimum is not None and value is not None and not self.minimum <= value <= (self.maximum or value):
            raise BadParameter(
                self.name,
                f"{value} is not between {self.minimum} and {self.maximum}",
                chinese=f"{value} 不在 {self.minimum} 到 {self.maximum} 之间",
            )


def parse_parameter(text: str) -> Parameter:
    """Read one declaration of a header. Raises ValueError."""
    name, declared, *rest = shlex.split(text)
    match = _DECLARATION.fullmatch(declared)
    if not re.fullmatch(r"[a-z_]+", name) or match is None or match["type"] not in (*TYPES, _ID):
        raise ValueError(f'params: {text!r} is not \'name type "example" "description"\'')
    if len(rest) != 2:
        raise ValueError(f"params: {name} needs an example and a description in both languages, each in quotes")
    bounds = match["bounds"] or ""
    is_id = match["type"] == _ID
    ranged = re.fullmatch(r"(\d+)\.\.(\d+)", bounds)
    return Parameter(
        name=name,
        type="string" if is_id else match["type"],
        example=rest[0] or None,
        description=bilingual(rest[1]),
        optional=match["optional"] is not None,
        default=match["default"],
        choices=() if ranged or is_id or not bounds else tuple(bounds.split("|")),
        minimum=int(ranged[1]) if ranged else None,
        maximum=int(ranged[2]) if ranged else None,
        id_of=_labels(bounds) if is_id else (),
    )


def _labels(bounds: str) -> tuple[str, ...]:
    """The labels of an id, `any` spelled out. Raises ValueError."""
    labels = [label for part in bounds.split("|") for label in (TAKES_PART if part == "any" else [part])]
    if unknown := [label for label in labels if label not in (*SEARCHED, TIE)]:
        raise ValueError(f"params: {', '.join(unknown)!r} are no labels; an id is of any, {TIE}, {', '.join(SEARCHED)}")
    return tuple(labels)
