"""Undated links of an answer, by where they were observed: before, within or after the day that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import Store
from graph.answers import Library
from loaders import LoadReport
from tests.loaders.folders import write_tables

REGION = "620102"
TABLES = {
    "schools": "id,name,region,source,locator\n"
    + "".join(f"seen-{n},观{n}小,{REGION},rep,L{n}\n" for n in range(1, 7)),
    "groups": "id,name,region,source,locator\nseen-g,观察集团,620102,rep,L9\n",
    # Seen in 2021; in 2023; in both; never; dated and seen in 2021.
    "members": "group,school,since,observed,source,locator\nseen-g,seen-1,,2021,rep,L1\nseen-g,seen-2,,2023,rep,L2\n"
    "seen-g,seen-3,,2021;2023,rep,L3\nseen-g,seen-4,,,rep,L4\nseen-g,seen-5,2019,2021,rep,L5\n",
    "aid_links": "helper,helped,relation,form,observed,source,locator\nseen-1,seen-6,aids,pairing,2022-05,rep,L6\n",
    "indicators": "subject,metric,value,as_of,source,locator\nseen-g,member_schools,5,2022,rep,L7\n",
}


@pytest.fixture
def library(
    load_beside: Callable[[Path], LoadReport], reader: Store, tmp_path_factory: pytest.TempPathFactory
) -> Library:
    """The library over schools whose memberships were observed now and then."""
    folder = tmp_path_factory.getbasetemp() / "observed-now-and-then"
    assert load_beside(write_tables(folder, **TABLES)).rejects == []
    return Library(reader)


def _seen(library: Library, question: str, as_of: str, **given: Any) -> tuple[int, dict[str, int] | None]:
    receipt = library.ask(question, {**given, "as_of": as_of}).receipt
    return receipt.undated_links, receipt.undated_observed


@pytest.mark.parametrize(
    ("as_of", "before", "within", "after"),
    [
        ("2020-12-31", 0, 0, 3),
        ("2021-01-01", 0, 2, 1),
        ("2021-12-31", 0, 2, 1),
        # Between two observations a link counts as observed.
        ("2022-06-30", 1, 1, 1),
        ("2023-12-31", 1, 2, 0),
        ("2024-01-01", 3, 0, 0),
    ],
)
@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("members_of_group", {"group": "seen-g"}),
        ("coverage", {"region": REGION, "covered_by": "group"}),
        ("setting_coverage", {"region": REGION, "covered_by": "group"}),
        ("network", {"focus": "seen-g", "hops": 1}),
        ("reach", {"start": "seen-g", "hops": 1}),
    ],
)
def test_an_undated_link_rests_on_an_observation_before_within_or_after_the_day(
    library: Library, question: str, given: dict[str, Any], as_of: str, before: int, within: int, after: int
) -> None:
    assert _seen(library, question, as_of, **given) == (4, {"before": before, "within": within, "after": after})


def test_of_one_link(library: Library) -> None:
    given = {"region": REGION}
    assert _seen(library, "aid_links", "2022-05-31", **given) == (1, {"before": 0, "within": 1, "after": 0})
    assert _seen(library, "aid_links", "2022-06-01", **given) == (1, {"before": 1, "within": 0, "after": 0})


def test_without_a_day_there_is_no_before_and_after(library: Library) -> None:
    assert _seen(library, "members_of_group", "any", group="seen-g") == (4, None)
    assert library.ask("undated_links").receipt.undated_observed is None


def test_a_figure_is_held_against_what_was_observed_at_its_own_time(library: Library) -> None:
    """The figure is of 2022, so of its last day."""
    assert _seen(library, "reconciliation", "2015-01-01", region=REGION) == (4, {"before": 1, "within": 1, "after": 1})


def test_no_row_of_an_answer_has_it(library: Library) -> None:
    answer = library.ask("members_of_group", {"group": "seen-g"})
    assert {name for row in answer.rows for name in row} == set(answer.columns)
