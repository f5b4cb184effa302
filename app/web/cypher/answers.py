"""An answer of the console as a response: JSON, CSV or its plan. Nothing of it is kept by anyone on the way."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from app.web.csv_files import CSV_TYPE, csv_file, csv_headers
from app.web.cypher.schemas import CypherPlan, answer_body, plan_body
from app.web.replies import JSON_TYPE
from graph.console import ConsoleAnswer, QueryPlan

ALWAYS = {"Cache-Control": "no-store", "Vary": "Accept"}


def json_response(answer: ConsoleAnswer) -> Response:
    """The whole answer."""
    return Response(answer_body(answer).model_dump_json(by_alias=True), headers=ALWAYS, media_type=JSON_TYPE)


def plan_response(plan: QueryPlan) -> Response:
    """The plan alone."""
    return Response(CypherPlan(plan=plan_body(plan)).model_dump_json(), headers=ALWAYS, media_type=JSON_TYPE)


def csv_response(answer: ConsoleAnswer, *, for_spreadsheet: bool) -> Response:
    """The rows."""
    headers = {**ALWAYS, **csv_headers(f"cypher-{answer.revision}", len(answer.rows), receipt(answer))}
    body = csv_file(answer.columns, answer.rows, for_spreadsheet=for_spreadsheet)
    return Response(body, headers=headers, media_type=CSV_TYPE)


def receipt(answer: ConsoleAnswer) -> dict[str, Any]:
    """What there is to say of an answer beside its rows."""
    return {
        "revision": answer.revision,
        "graph_version": answer.graph_version,
        "graph_complete": answer.graph_complete,
        "engine": answer.engine,
        "row_count": len(answer.rows),
        "truncated": answer.truncated,
        "cut_by": answer.cut_by,
        "cut_at": answer.cut_at,
        "elapsed_ms": answer.elapsed_ms,
    }
