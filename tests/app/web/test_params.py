from __future__ import annotations

import pytest

from app.web.coverage.schemas import CoverageAsked, UncoveredAsked
from app.web.groups.schemas import GroupAsked, GroupsAsked
from app.web.network.schemas import NetworkAsked
from app.web.params import LIST_LIMIT, QUESTION_LIMIT, Asked, checked
from app.web.reach.schemas import ReachAsked
from app.web.regions.schemas import RegionsAsked
from app.web.schools.schemas import SchoolsAsked
from graph.errors import BadParameter
from graph.questions import shipped_catalogue

# Route's parameters, its question, and what of the question stands in the path.
ASKED: list[tuple[type[Asked], str, set[str]]] = [
    (SchoolsAsked, "schools", set()),
    (GroupsAsked, "groups", set()),
    (GroupAsked, "members_of_group", {"group"}),
    (RegionsAsked, "regions", set()),
    (ReachAsked, "reach", {"start"}),
    (CoverageAsked, "coverage", set()),
    (UncoveredAsked, "uncovered_schools", set()),
    (NetworkAsked, "network", set()),
]


@pytest.mark.parametrize(("asked", "question", "in_path"), ASKED, ids=lambda value: str(value))
def test_a_route_offers_all_its_question_takes(asked: type[Asked], question: str, in_path: set[str]) -> None:
    offered = {"after" if name == "cursor" else name for name in asked.model_fields} - {"limit", "lang", "format"}
    takes = {parameter.name for parameter in shipped_catalogue()[question].header.parameters}
    assert offered == takes - in_path


def test_what_is_given_goes_to_the_question_under_its_own_names() -> None:
    asked = SchoolsAsked(region="530124", limit="5", cursor="school-x")
    assert asked.given(after=asked.cursor) == {"region": "530124", "stage": None, "q": None, "after": "school-x"}


@pytest.mark.parametrize(("given", "rows"), [(None, 100), ("", 100), ("1", 1), ("10000", 10_000)])
def test_a_limit_is_a_number_within_bounds(given: str | None, rows: int) -> None:
    assert checked(LIST_LIMIT, given) == rows


@pytest.mark.parametrize("given", ["0", "-5", "10001", "1.5", "ten", "nan", "9" * 30])
def test_another_limit_is_refused_by_name(given: str) -> None:
    with pytest.raises(BadParameter) as caught:
        checked(LIST_LIMIT, given)
    assert caught.value.parameter == "limit"


def test_without_a_limit_a_question_has_its_own() -> None:
    assert checked(QUESTION_LIMIT, None) is None
