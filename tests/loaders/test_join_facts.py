from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from graph.model import LINK_TYPE, NODE_TYPE
from loaders.facts import Facts, typed, with_defaults
from loaders.join_facts import join_facts
from loaders.load_plan import LoadPlan
from loaders.planner import Planner
from loaders.register import Register
from loaders.rejects import Reject
from loaders.said import PLACES, DatasetWords, RowPlaces
from tests.loaders.folders import Plan

Statement = tuple[str, dict[str, Any]]
"""A label or link type with what a row says."""
RUNS = {"source_ids": ["s"], "locators": ["L1"]}


def school(**values: Any) -> Statement:
    """A school with an id and what else is said."""
    return "School", {"id": "a", "extra_label": None, **RUNS, **values}


def link(type_: str, start: str, end: str, **values: Any) -> Statement:
    """A link between two schools, or from a school to a group."""
    label = "EducationGroup" if end == "g" else "School"
    return type_, {"start_label": "School", "start": start, "end_label": label, "end": end, **RUNS, **values}


def _plan(*rows: list[Statement]) -> tuple[LoadPlan, list[Reject]]:
    """The plan of rows that each state some facts; row n of t.csv is the n-th."""
    facts, rejects = Facts(), list[Reject]()
    for at, row in enumerate(rows):
        for kind, values in row:
            frame = pl.DataFrame([values], schema_overrides={"extra_label": pl.String}).select(
                pl.lit(at, pl.UInt32()).alias("at"), *values
            )
            facts.add(NODE_TYPE.get(kind) or LINK_TYPE[kind], with_defaults(typed(frame, kind), kind))
    places = [(at, "t.csv", at) for at in range(len(rows))]
    return join_facts(facts, RowPlaces([pl.DataFrame(places, schema=PLACES, orient="row")]), rejects), rejects


def plan_of(*rows: list[Statement]) -> LoadPlan:
    """The plan of rows, none of which is rejected."""
    plan, rejects = _plan(*rows)
    assert rejects == []
    return plan


def planned(*rows: list[Statement]) -> Plan:
    """The same, as objects."""
    return Plan.of(plan_of(*rows))


def test_a_link_without_direction_is_one_link_whichever_way_it_is_written() -> None:
    planner = Planner(DatasetWords(name="test"), Register(), {})
    ends = [("s", "b", "a"), ("s", "a", "b")]
    rows = pl.DataFrame(
        [(at, "School", start, "School", end, ["s"], [f"L{2 - at}"]) for at, (_, start, end) in enumerate(ends)],
        schema=["at", "one.label", "one.id", "two.label", "two.id", "source_ids", "locators"],
        orient="row",
    ).with_columns(pl.col("at").cast(pl.UInt32))
    planner.facts.links(rows, "PAIRED_WITH", "one", "two")
    (one,) = Plan.of(join_facts(planner.facts, RowPlaces(()), [])).links.values()
    assert (one.start, one.end) == ("a", "b")
    assert one.evidence == [("s", "L1"), ("s", "L2")]


def test_a_link_with_direction_is_another_link_the_other_way() -> None:
    assert len(planned([link("AIDS", "a", "b")], [link("AIDS", "b", "a")]).links) == 2


@pytest.mark.parametrize(
    ("more", "links"),
    [({}, 1), ({"teachers_sent": 3}, 1), ({"form": "joint"}, 2), ({"programme": "组团式帮扶"}, 2),
     ({"since": "2022", "since_day": 20220101}, 1)],
)  # fmt: skip
def test_what_tells_two_aid_links_of_the_same_sides_apart(more: dict[str, Any], links: int) -> None:
    plan = planned([link("AIDS", "a", "b", form="other")], [link("AIDS", "a", "b", **{"form": "other", **more})])
    assert len(plan.links) == links


def test_an_undated_statement_is_that_of_the_one_dated_link_in_any_order() -> None:
    dates = [{"since": f"{year}", "since_day": year * 10_000 + 101} for year in (2020, 2022)]
    lead = link("MEMBER_OF", "a", "g", role="lead", since=None, since_day=None, locators=["L2"])
    dated = link("MEMBER_OF", "a", "g", mode="tight", **dates[0])
    for rows in ([[lead], [dated]], [[dated], [lead]]):
        (member,) = planned(*rows).links.values()
        assert member.properties == {"role": "lead", "mode": "tight", **dates[0]}
        assert member.evidence == [("s", "L1"), ("s", "L2")]
    again = link("MEMBER_OF", "a", "g", mode="tight", **dates[1])
    assert sorted(one.properties.get("since", "") for one in planned([lead], [dated], [again]).links.values()) == [
        "", "2020", "2022",
    ]  # fmt: skip


def test_a_link_that_one_row_states_and_another_entails_is_stated() -> None:
    follows, states = (link("MEMBER_OF", "a", "g", entailed=entailed) for entailed in (True, None))
    for rows in ([[follows], [states]], [[states], [follows]]):
        (member,) = planned(*rows).links.values()
        assert member.properties == {}
    (member,) = planned([follows], [follows]).links.values()
    assert member.properties == {"entailed": True}


def test_what_the_model_lets_unknown_values_stand_for_is_written() -> None:
    (aid,) = planned([link("AIDS", "a", "b")]).links.values()
    assert aid.properties == {"form": "other"}


def test_two_rows_of_one_school_complete_each_other() -> None:
    first = school(name="甲校", students=5, aliases=["丁", "甲"], locators=["L9"])
    second = school(name="甲校", teachers=2, aliases=["乙"], source_ids=["s", "s"], locators=["L10", "L9"])
    node = planned([first], [second]).nodes["School", "a"]
    assert node.properties == {"name": "甲校", "students": 5, "teachers": 2, "aliases": ["丁", "乙", "甲"]}
    assert node.evidence == [("s", "L9"), ("s", "L10")]


def test_stages_of_two_rows_stay_in_the_order_of_schooling() -> None:
    node = planned([school(name="甲", stages=["senior"])], [school(name="甲", stages=["primary"])]).nodes["School", "a"]
    assert node.properties["stages"] == ["primary", "senior"]


@pytest.mark.parametrize("order", [("（甲）校", "(甲)校"), ("(甲)校", "（甲）校")])
def test_another_spelling_of_the_name_becomes_an_alias_whichever_came_first(order: tuple[str, str]) -> None:
    plan = planned(*([school(name=name)] for name in order))
    assert plan.nodes["School", "a"].properties == {"name": "(甲)校", "aliases": ["（甲）校"]}


def test_a_contradiction_is_a_reject_that_names_the_other_row_and_changes_nothing() -> None:
    rows = [[school(name="甲校", students=5)], [school(name="甲校", teachers=2, students=6, locators=["L2"])]]
    plan, rejects = _plan(*rows)
    assert [(one.row, one.column, one.value) for one in rejects] == [(1, "students", "6")]
    assert rejects[0].reason == "contradicts row 0 of t.csv, which states the same fact: 5 there, 6 here"
    assert plan.digest() == _plan(rows[0])[0].digest()


def test_a_row_goes_in_as_a_whole_or_not_at_all() -> None:
    """The second row completes a node, adds another and a link, and contradicts at its end."""
    first = [school(name="甲校"), link("AIDS", "a", "b", lessons=1)]
    second = [school(name="甲校", students=5), school(id="b", name="乙校"), link("AIDS", "b", "a"),
              link("AIDS", "a", "b", lessons=2)]  # fmt: skip
    plan, rejects = _plan(first, second)
    assert [(one.row, one.column) for one in rejects] == [(1, "lessons")]
    assert plan.digest() == _plan(first)[0].digest()


def test_a_row_that_contradicts_a_rejected_row_only_goes_in() -> None:
    rows = [[school(name="甲校", students=5)], [school(name="甲校", students=6, teachers=1)],
            [school(name="甲校", teachers=2)]]  # fmt: skip
    plan, rejects = _plan(*rows)
    assert [one.row for one in rejects] == [1]
    assert Plan.of(plan).nodes["School", "a"].properties == {"name": "甲校", "students": 5, "teachers": 2}


def test_the_digest_hangs_on_what_is_written_and_not_on_the_order_of_rows() -> None:
    def digest(*steps: int, students: int = 5) -> str:
        stated = [
            [school(name="甲", aliases=["丁", "乙"], locators=["L2"])],
            [school(name="甲", aliases=["丙"], students=students)],
            [link("AIDS", "a", "b", teachers_sent=1)],
        ]
        plan, rejects = _plan(*(stated[step] for step in steps))
        assert rejects == []
        return plan.digest()

    assert digest(0, 1, 2) == digest(2, 1, 0) == digest(1, 2, 0, 1)
    assert len({digest(0, 1, 2), digest(0, 1), digest(0, 1, 2, students=6)}) == 3


def test_nodes_and_links_are_written_in_groups_of_one_statement() -> None:
    rows = [[school(id=id_, name=id_)] for id_ in ("b", "a", "c")]
    plan, _ = _plan(*rows, [link("AIDS", "b", "a")], [link("LEADS", "c", "g")], [link("MEMBER_OF", "c", "g")])
    plan.mark_leads()
    nodes = {(label, extra): frame["id"].to_list() for label, extra, frame in plan.node_groups()}
    assert nodes == {("School", None): ["a", "b"], ("School", "LeadSchool"): ["c"]}
    assert {group[:3] for group in plan.link_groups()} == {
        ("AIDS", "School", "School"),
        ("LEADS", "School", "EducationGroup"),
        ("MEMBER_OF", "School", "EducationGroup"),
    }


def test_evidence_is_stored_in_an_order_that_people_expect() -> None:
    pairs = [("s", "L10"), ("r", "L2"), ("s", "L9"), ("s", "L09")]
    rows = [[school(name="甲", source_ids=[source], locators=[locator])] for source, locator in pairs]
    for given in (rows, rows[::-1]):
        expected = [("r", "L2"), ("s", "L09"), ("s", "L9"), ("s", "L10")]
        assert planned(*given).nodes["School", "a"].evidence == expected


def test_a_row_that_is_rejected_for_one_fact_states_no_other() -> None:
    led = link("LEADS", "a", "g", locators=["L2"])
    first, second = school(name="甲", students=5), school(name="甲", students=6, locators=["L2"])
    plan, rejects = _plan([first], [second, led], [led])
    assert [(reject.row, reject.column, reject.at) for reject in rejects] == [(1, "students", 1)]
    assert [(frame["ats"].to_list()) for frame in plan.links.values()] == [[[2]]]
    assert plan.nodes["School"]["ats"].to_list() == [[0]]
