"""What the console's form was sent with, or an address that fills it in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from app.answer_files import ANSWER_FORMATS
from app.texts import Language
from app.web.cypher.body import checked_statement, read_json
from app.web.pages.addresses import address
from app.web.params import LANGUAGE, checked
from graph.computed.page import first_rows
from graph.errors import BadParameter
from graph.questions import Parameter, Question, shipped_catalogue

FORM_TYPE = "application/x-www-form-urlencoded"
PATH = "/cypher"
_FEW = 100
"""Rows of a list that its example asks for."""
_DEEDS = ("run", "plan", *ANSWER_FORMATS)
_DO = Parameter("do", "string", None, ("要做什么", "what to do with it"), default="run", choices=_DEEDS)
_FIELDS = ("lang", "statement", "parameters", "do")
_FIRST = "MATCH (s:LeadSchool)-[l:LEADS]->(g:EducationGroup)\nRETURN s, l, g\nORDER BY g.id\nLIMIT 25"


@dataclass(frozen=True, slots=True)
class Filled:
    """The form's fields as they stand in it. `parameters` is JSON text, as the reader wrote it."""

    language: Language = "zh"
    statement: str = ""
    parameters: str = ""
    do: str = "run"
    """To run it, to plan it, or to get a file of the rows: the name of its format."""
    example: Question | None = None

    def values(self) -> tuple[str, dict[str, Any]]:
        """The statement and its parameters, checked. Raises BadParameter, which names the field."""
        # Browsers send a text area's line ends as CR LF; places in the statement count one character for each.
        statement = self.statement.replace("\r\n", "\n")
        given = read_json(self.parameters, "parameters") if self.parameters.strip() else {}
        asked = checked_statement({"statement": statement, "parameters": given})
        return asked.statement, asked.parameters

    def address(self, language: Language) -> str:
        """The page with the form filled in like this."""
        given = [("statement", self.statement), ("parameters", self.parameters)]
        return address(PATH, [("lang", language), *((name, text) for name, text in given if text.strip())])


def read_form(body: bytes) -> Filled:
    """What a form sent. Raises BadParameter for a field that it lacks, and for one that stands twice."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=len(_FIELDS))
    except (UnicodeDecodeError, ValueError) as error:
        raise BadParameter("body", "is no form of this page") from error
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise BadParameter("body", "names a field twice")
    for name in fields:
        if name not in _FIELDS:
            raise BadParameter(name[:60], f"is no field of this form; it takes {', '.join(_FIELDS)}")
    language: Language = checked(LANGUAGE, fields.get("lang"))
    do: str = checked(_DO, fields.get("do"))
    return Filled(language, fields.get("statement", ""), fields.get("parameters", ""), do)


def from_address(
    language: Language, statement: str | None, parameters: str | None, example: str | None, today: date
) -> Filled:
    """The form that an address fills in: with its statement, a question of the catalogue, or something to begin with.

    Raises UnknownQuestion."""
    if example:
        question = shipped_catalogue()[example]
        return Filled(language, question.statement.text, example_parameters(question, today), example=question)
    return Filled(language, _FIRST if statement is None else statement, parameters or "")


def example_parameters(question: Question, today: date) -> str:
    """A question's parameters as JSON text: its header's examples, and the defaults of what has none."""
    given = {p.name: p.example for p in question.header.parameters if p.example}
    values: Mapping[str, Any] = question.parameters(given, today)
    if question.header.computed == "page":
        values = {**values, **first_rows(_FEW)}
    return json.dumps(values, ensure_ascii=False, indent=2, default=_plain) if values else ""


def _plain(value: Any) -> Any:
    if isinstance(value, Iterable):
        return list(value)
    return str(value)
