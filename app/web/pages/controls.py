"""The form of a question: one control a parameter, made of the parameter's declaration alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.web.pages.addresses import suggestions
from app.web.pages.texts import PageTexts
from app.web.params import limit
from graph.model import Words
from graph.questions import Parameter
from graph.questions.parameter import MAX_TEXT, TIE

DAY_PATTERN = r"today|any|\d{4}-\d{1,2}-\d{1,2}"
PAGE_ROWS = 100
_ID = "id"
ROWS = replace(limit(PAGE_ROWS), description=("表格最多列多少行", "most rows in the table"))


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values to choose from: as the question spells it, in words, and whether it is chosen."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Control:
    """One control. `kind` is select, checkboxes, number, day, id or text; `error` is "" where its value is accepted."""

    parameter: Parameter
    kind: str
    label: str
    hint: str
    """What the parameter means, as a sentence."""
    value: str
    options: Sequence[Option]
    suggestions: Sequence[str]
    error: str
    search: str = ""
    """Where an id asks what to offer while somebody types a name."""
    name: str = ""
    """The name of what has the id that was given."""

    @property
    def described_by(self) -> str:
        """Ids of the texts that tell a reader about it."""
        id_ = f"p-{self.parameter.name}"
        told = [f"{id_}-name"] * (self.kind == _ID) + [f"{id_}-hint"] + [f"{id_}-error"] * bool(self.error)
        return " ".join(told)


def controls(
    parameters: Sequence[Parameter],
    given: Mapping[str, str],
    errors: Mapping[str, Words],
    texts: PageTexts,
    names: Mapping[str, str] | None = None,
) -> list[Control]:
    """The controls of a form, holding what was given; where nothing was, the defaults. `names` are of ids given."""
    return [
        _control(
            one,
            given.get(one.name),
            errors.get(one.name, ("", ""))[texts.column],
            (names or {}).get(one.name, ""),
            texts,
        )
        for one in [*parameters, ROWS]
    ]


def _control(parameter: Parameter, given: str | None, error: str, name: str, texts: PageTexts) -> Control:
    value = given if given is not None else parameter.default or ""
    return Control(
        parameter=parameter,
        kind=_kind(parameter),
        label=texts.parameter(parameter.name),
        hint=_sentence(parameter.description[texts.column], texts),
        value=value[:MAX_TEXT],
        options=_options(parameter, value, texts),
        suggestions=_suggestions(parameter),
        error=error,
        search=suggestions(texts.language, (label for label in parameter.id_of if label != TIE)),
        name=name,
    )


def _sentence(words: str, texts: PageTexts) -> str:
    return texts.word("sentence", words=texts.in_words(words[:1].upper() + words[1:]))


def _kind(parameter: Parameter) -> str:
    if parameter.type == "strings" and parameter.choices:
        return "checkboxes"
    if parameter.choices or parameter.type == "boolean":
        return "select"
    if parameter.id_of:
        return _ID
    return {"integer": "number", "float": "number", "day": "day"}.get(parameter.type, "text")


def _options(parameter: Parameter, value: str, texts: PageTexts) -> list[Option]:
    if parameter.type == "boolean":
        choices = {"true": texts.word("yes"), "false": texts.word("no")}
    else:
        choices = {choice: _words(parameter.name, choice, texts) for choice in parameter.choices}
    chosen = set(value.split(",")) if parameter.type == "strings" else {value}
    return [Option(choice, words, choice in chosen) for choice, words in choices.items()]


def _words(name: str, choice: str, texts: PageTexts) -> str:
    """A choice in words, with the spelling that the API and the command take where that differs."""
    words = texts.parameter_value(name, choice)
    return words if words == choice else texts.word("choice", words=words, code=choice)


def _suggestions(parameter: Parameter) -> list[str]:
    return ["today", "any", *([parameter.example] if parameter.example else [])] if parameter.type == "day" else []
