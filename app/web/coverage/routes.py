"""GET /coverage and /coverage/uncovered."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from app.web.coverage.examples import COVERAGE, UNCOVERED
from app.web.coverage.schemas import Coverage, CoverageAsked, Uncovered, UncoveredAsked
from app.web.deps import LibraryDep, require_region
from app.web.envelope import envelope
from app.web.examples import shown
from app.web.params import LIST_LIMIT, checked
from app.web.problems import ANSWER_PROBLEMS
from graph.errors import BadParameter

router = APIRouter(prefix="/coverage", tags=["coverage"], responses=ANSWER_PROBLEMS)


@router.get("", summary="Coverage 覆盖率", responses=shown(COVERAGE))
def coverage(library: LibraryDep, asked: Annotated[CoverageAsked, Query()]) -> Coverage:
    """How much of a region, or of every region of a level, is covered by group membership, by aid, or by either.

    Give `region`, or `by` for every region of a level, or both for the regions of that level inside the region. A share
    always stands with its numerator and denominator. Lists leave out regions without a known school."""
    if not asked.region and not asked.by:
        raise BadParameter(
            "region", "is missing, and so is by",
            next_step="Give region=CODE, or by=county, by=prefecture or by=province, or both.",
        )  # fmt: skip
    answer = library.ask("coverage", asked.given())
    if not answer.rows:
        require_region(library, asked.region)
    return Coverage(**{**envelope(answer), "items": [_item(row) for row in answer.rows]})


@router.get("/uncovered", summary="Schools that nothing covers 未被覆盖的学校", responses=shown(UNCOVERED))
def uncovered(library: LibraryDep, asked: Annotated[UncoveredAsked, Query()]) -> Uncovered:
    """Schools of a region that no group, no aid, or neither covers: the other side of the share."""
    rows = checked(LIST_LIMIT, asked.limit)
    answer = library.ask("uncovered_schools", asked.given(), max_rows=rows)
    if not answer.rows:
        require_region(library, asked.region)
    return Uncovered(**envelope(answer))


def _item(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its region apart from its figures."""
    region = {name: row[name] for name in ("id", "name", "level")}
    return {"region": region} | {name: value for name, value in row.items() if name not in region}
