from __future__ import annotations

import pytest

from app.web.bodies import asks
from app.web.coverage.schemas import CoverageQuery, UncoveredQuery
from app.web.groups import GroupQuery
from app.web.lists import LISTS
from app.web.network.schemas import NetworkQuery
from app.web.params import LIST_LIMIT, AddressQuery, ListQuery, checked
from app.web.paths import PathsQuery
from app.web.reach.schemas import ReachQuery
from graph.errors import BadParameter
from graph.questions import shipped_catalogue

# Route's parameters, its question, and what of the question stands in the path.
ASKED: list[tuple[type[AddressQuery], str, set[str]]] = [
    (GroupQuery, "members_of_group", {"group"}),
    (ReachQuery, "reach", {"start"}),
    (CoverageQuery, "coverage", set()),
    (UncoveredQuery, "uncovered_schools", set()),
    (NetworkQuery, "network", set()),
    (PathsQuery, "shortest_path", set()),
]
for row in LISTS:
    in_path = {"id"} if row.id else set()
    ASKED.append((asks(row.question, in_path=in_path)(ListQuery), row.question, in_path))


@pytest.mark.parametrize(("asked", "question", "in_path"), ASKED, ids=lambda value: str(value))
def test_a_route_offers_all_its_question_takes(asked: type[AddressQuery], question: str, in_path: set[str]) -> None:
    offered = {field.alias or name for name, field in asked.model_fields.items()}
    takes = {parameter.name for parameter in shipped_catalogue()[question].header.parameters}
    # Where a question can go on after an id, `cursor` stands for it.
    assert offered - {"limit", "lang", "format", "cursor"} == takes - in_path - {"after"}
    assert "after" not in takes or "cursor" in offered


def test_what_is_given_goes_to_the_question_under_its_own_names() -> None:
    schools = asks("schools")(ListQuery)
    query = schools.model_validate({"region": "530124", "limit": "5", "cursor": "school-x"})
    assert query.given(after=query.cursor) == {
        "region": "530124",
        "stage": None,
        "q": None,
        "as_of": None,
        "after": "school-x",
    }
    find = asks("find", called={"name": "q"})(ListQuery)
    assert find.model_validate({"q": "昆三中"}).given() == {"name": "昆三中", "labels": None}
    paths = PathsQuery.model_validate({"from": "a", "to": "b"})
    assert paths.given().items() >= {"from": "a", "to": "b"}.items()


@pytest.mark.parametrize(("given", "rows"), [(None, 100), ("", 100), ("1", 1), ("10000", 10_000)])
def test_a_limit_is_a_number_within_bounds(given: str | None, rows: int) -> None:
    assert checked(LIST_LIMIT, given) == rows


@pytest.mark.parametrize("given", ["0", "-5", "10001", "1.5", "ten", "nan", "9" * 30])
def test_another_limit_is_refused_by_name(given: str) -> None:
    with pytest.raises(BadParameter) as caught:
        checked(LIST_LIMIT, given)
    assert caught.value.parameter == "limit"
