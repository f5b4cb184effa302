"""An answer of the console as a response: JSON, a file or its plan. Nothing of it is kept by anyone on the way."""

from __future__ import annotations

from fastapi import Response

from app.answer_files import AnswerFormat, console_content
from app.web.accepting import JSON_TYPE
from app.web.answer_files import file_headers
from app.web.cypher.schemas import CypherPlan, answer_body, plan_body
from graph.console import ConsoleAnswer, QueryPlan

ALWAYS = {"Cache-Control": "no-store", "Vary": "Accept"}


def json_response(answer: ConsoleAnswer) -> Response:
    """The whole answer."""
    return Response(answer_body(answer).model_dump_json(by_alias=True), headers=ALWAYS, media_type=JSON_TYPE)


def plan_response(plan: QueryPlan) -> Response:
    """The plan alone."""
    return Response(CypherPlan(plan=plan_body(plan)).model_dump_json(), headers=ALWAYS, media_type=JSON_TYPE)


def file_response(answer: ConsoleAnswer, format_: AnswerFormat, *, for_spreadsheet: bool) -> Response:
    """The rows as a file."""
    content = console_content(answer, for_spreadsheet=for_spreadsheet)
    told = file_headers(f"cypher-{answer.revision}", format_.name, len(answer.rows), answer.receipt())
    headers = {**ALWAYS, **told}
    return Response(format_.write(content), headers=headers, media_type=format_.media_type)
