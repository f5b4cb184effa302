"""GET /schools and /schools/{id}."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from app.web.deps import LibraryDep, require_region
from app.web.envelope import envelope, page_of
from app.web.examples import shown
from app.web.params import LIST_LIMIT, SchoolId, checked
from app.web.problems import ANSWER_PROBLEMS
from app.web.schools.examples import SCHOOL, SCHOOLS
from app.web.schools.schemas import OneSchool, Schools, SchoolsAsked
from graph.errors import NotFound

router = APIRouter(prefix="/schools", tags=["schools"], responses=ANSWER_PROBLEMS)


@router.get("", summary="Schools 学校名单", responses=shown(SCHOOLS))
def schools(library: LibraryDep, asked: Annotated[SchoolsAsked, Query()]) -> Schools:
    """Schools by region (with all below it), stage and part of the name, in the order of their ids."""
    rows = checked(LIST_LIMIT, asked.limit)
    answer = library.ask("schools", asked.given(after=asked.cursor), max_rows=rows)
    if not answer.rows:
        require_region(library, asked.region)
    return Schools(**page_of(answer))


@router.get("/{id}", summary="One school 一所学校", responses=shown(SCHOOL))
def school(library: LibraryDep, id: SchoolId) -> OneSchool:  # noqa: A002 - the path's own name
    """One school with all it is known by, its region and its evidence."""
    answer = library.ask("school", {"id": id})
    if not answer.rows:
        raise NotFound(f"No school has the id {id[:80]!r}")
    return OneSchool(**envelope(answer))
