"""GET /schema."""

from __future__ import annotations

from fastapi import APIRouter

from app.web.examples import shown
from app.web.model.schemas import Schema, schema_body
from app.web.problems import responses

router = APIRouter(prefix="/schema", tags=["schema"])


@router.get("", summary="The graph's schema 图谱结构", responses=responses(422) | shown("/api/v1/schema"))
async def schema() -> Schema:
    """Every label and link type with its properties, what they mean, and which labels a link may join.

    It is declared, not read from the store: what a load checks and what the store holds is this."""
    return schema_body()
