"""What a question's address asks for: values by parameter, what is wrong with them, and whether enough is there to ask.

A form sends every control, also the empty ones, and a checked box each by itself; an address written by hand has a
comma list. Both mean the same here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pydantic import ConfigDict

from app.web.pages.controls import PAGE_ROWS, ROWS
from app.web.params import AddressQuery, Lang
from graph.errors import BadParameter
from graph.model import Words
from graph.questions import Parameter, Question

_APPENDED_NAME = "from"
_APPENDED = {(_APPENDED_NAME, value) for value in ("singlemessage", "groupmessage", "timeline")}
"""What WeChat appends to an address that is opened in it, whether it has a `from` of its own or not."""


class QuestionPageQuery(AddressQuery):
    """The page's language. Every other parameter belongs to the question, and the page tells what is wrong with it."""

    model_config = ConfigDict(extra="allow")

    lang: Lang = None


@dataclass(slots=True)
class Query:
    """A question as it is asked."""

    given: dict[str, str] = field(default_factory=dict)
    """What was sent, by parameter; an empty control is here too."""
    problems: dict[str, Words] = field(default_factory=dict)
    """What is wrong in Chinese and English, by the parameter's name; that name may be none of the question's."""
    absent: list[str] = field(default_factory=list)
    """Required parameters that were not sent at all: nothing was asked yet."""
    limit: int = PAGE_ROWS

    @property
    def values(self) -> dict[str, str]:
        """What to ask the question with."""
        return {name: value for name, value in self.given.items() if value and name != ROWS.name}

    def blame(self, problem: BadParameter) -> None:
        """Keep a problem under the parameter that it names."""
        self.problems.setdefault(problem.parameter, problem.problem_words)


def read_query(question: Question, pairs: Iterable[tuple[str, str]], today: date) -> Query:
    """Read an address's query: every parameter is checked, so that all that is wrong is told at once.

    What the question doesn't take was hung on the address by whoever passed it on, and is passed over."""
    declared = {parameter.name: parameter for parameter in [*question.header.parameters, ROWS]}
    sent: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in declared and (name, value) not in _APPENDED:
            sent.setdefault(name, []).append(value)
    query = Query()
    for name, values in sent.items():
        if name == _APPENDED_NAME:
            del values[1:]
        if len(values) > 1 and declared[name].type != "strings":
            query.problems[name] = (f"出现了 {len(values)} 次；只给一次", f"stands {len(values)} times; give it once")
        query.given[name] = ",".join(value for value in values if value)
    for parameter in declared.values():
        _check(parameter, query, today)
    if not query.problems and not query.absent:
        _check_together(question, query, today)
    return query


def _check(parameter: Parameter, query: Query, today: date) -> None:
    if parameter.required and parameter.name not in query.given:
        query.absent.append(parameter.name)
        return
    try:
        value = parameter.value(query.given.get(parameter.name), today)
    except BadParameter as problem:
        query.blame(problem)
    else:
        if parameter is ROWS:
            query.limit = value


def _check_together(question: Question, query: Query, today: date) -> None:
    try:
        question.parameters(query.values, today)
    except BadParameter as problem:
        query.blame(problem)
