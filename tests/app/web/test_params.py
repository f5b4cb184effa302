from __future__ import annotations

import pytest

from app.web.aid.schemas import AidLinksAsked, ProgrammesAsked
from app.web.balance.schemas import BalanceAsked
from app.web.coverage.schemas import CoverageAsked, UncoveredAsked
from app.web.evidence.schemas import IndicatorsAsked, ReconciliationAsked, SourcesAsked
from app.web.groups.schemas import GroupAsked, GroupsAsked
from app.web.network.schemas import NetworkAsked
from app.web.params import LIST_LIMIT, Asked, checked
from app.web.paths.schemas import PathsAsked
from app.web.reach.schemas import ReachAsked
from app.web.regions.schemas import RegionsAsked
from app.web.schools.schemas import SchoolsAsked, TiesAsked
from graph.errors import BadParameter
from graph.questions import shipped_catalogue

# Route's parameters, its question, and what of the question stands in the path.
ASKED: list[tuple[type[Asked], str, set[str]]] = [
    (SchoolsAsked, "schools", set()),
    (TiesAsked, "ties_of_school", {"id"}),
    (GroupsAsked, "groups", set()),
    (GroupAsked, "members_of_group", {"group"}),
    (RegionsAsked, "regions", set()),
    (ReachAsked, "reach", {"start"}),
    (CoverageAsked, "coverage", set()),
    (UncoveredAsked, "uncovered_schools", set()),
    (NetworkAsked, "network", set()),
    (AidLinksAsked, "aid_links", set()),
    (IndicatorsAsked, "indicators", set()),
    (ProgrammesAsked, "programmes", set()),
    (SourcesAsked, "sources", set()),
    (ReconciliationAsked, "reconciliation", set()),
    (BalanceAsked, "balance", set()),
    (PathsAsked, "shortest_path", set()),
]


@pytest.mark.parametrize(("asked", "question", "in_path"), ASKED, ids=lambda value: str(value))
def test_a_route_offers_all_its_question_takes(asked: type[Asked], question: str, in_path: set[str]) -> None:
    offered = {field.alias or name for name, field in asked.model_fields.items()}
    takes = {parameter.name for parameter in shipped_catalogue()[question].header.parameters}
    # Where a question can go on after an id, `cursor` stands for it.
    assert offered - {"limit", "lang", "format", "cursor"} == takes - in_path - {"after"}
    assert "after" not in takes or "cursor" in offered


def test_what_is_given_goes_to_the_question_under_its_own_names() -> None:
    asked = SchoolsAsked(region="530124", limit="5", cursor="school-x")
    assert asked.given(after=asked.cursor) == {
        "region": "530124",
        "stage": None,
        "q": None,
        "as_of": None,
        "after": "school-x",
    }


@pytest.mark.parametrize(("given", "rows"), [(None, 100), ("", 100), ("1", 1), ("10000", 10_000)])
def test_a_limit_is_a_number_within_bounds(given: str | None, rows: int) -> None:
    assert checked(LIST_LIMIT, given) == rows


@pytest.mark.parametrize("given", ["0", "-5", "10001", "1.5", "ten", "nan", "9" * 30])
def test_another_limit_is_refused_by_name(given: str) -> None:
    with pytest.raises(BadParameter) as caught:
        checked(LIST_LIMIT, given)
    assert caught.value.parameter == "limit"
