"""POST /cypher."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.answer_files import ANSWER_FORMATS
from app.web.accepting import JSON_TYPE
from app.web.answer_files import is_for_spreadsheet, preferred_format
from app.web.cypher.answers import file_response, json_response, plan_response
from app.web.cypher.body import StatementBody, bounded_body, read_statement
from app.web.cypher.origin import client_of, require_own_site
from app.web.cypher.running import Running
from app.web.cypher.schemas import FORMAT, CypherAnswer, CypherPlan, CypherQuery
from app.web.deps import LibraryKeeper
from app.web.examples import FILES, shown
from app.web.params import chosen
from app.web.problems import responses

router = APIRouter(prefix="/cypher", tags=["cypher"])
_EXAMPLE = {
    "statement": "MATCH (s:School)-[l:LEADS]->(g:EducationGroup {id: $group}) RETURN s, l, g",
    "parameters": {"group": "group-411202-620d790190"},
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {JSON_TYPE: {"schema": StatementBody.model_json_schema(), "example": _EXAMPLE}},
    }
}


@router.post(
    "",
    summary="Run Cypher of your own 自写查询",
    response_model=CypherAnswer | CypherPlan,
    responses=responses(403, 413, 415, 422, 429, 503) | shown("/api/v1/cypher", FILES),
    openapi_extra=_BODY,
)
async def cypher(request: Request, query: Annotated[CypherQuery, Query()]) -> Response:
    """One read, run by a reader account after its plan was checked against a list of what the console runs.

    At most 10 seconds, 5,000 rows and 4 MB of JSON, and two statements of a client at once, where the settings say
    nothing else. What isn't on the list is refused by name. `?format=plan` gives the plan and runs nothing."""
    require_own_site(request)
    format_ = _format(request, query)
    given = read_statement(await bounded_body(request, JSON_TYPE))
    keeper: LibraryKeeper = request.app.state.keeper
    running: Running = request.app.state.running
    client = client_of(request)

    def answer() -> Response:
        console = keeper.console()
        if format_ == "plan":
            return plan_response(console.explain(given.statement, given.parameters, client=client))
        found = console.run(given.statement, given.parameters, client=client)
        if format_ == "json":
            return json_response(found)
        return file_response(found, ANSWER_FORMATS[format_], for_spreadsheet=is_for_spreadsheet(request))

    return await running.make(answer)


def _format(request: Request, query: CypherQuery) -> str:
    if query.format is not None:
        return chosen(FORMAT, query.format)
    format_ = preferred_format(request)
    return format_.name if format_ else "json"
