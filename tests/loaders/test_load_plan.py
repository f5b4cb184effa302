from __future__ import annotations

from typing import Any

import pytest

from graph.values import PartialDate
from loaders.identity import Entity
from loaders.load_plan import Conflict, LoadPlan, evidence_lists, links_by_ends, nodes_by_labels

A, B = Entity("School", "a", "甲校"), Entity("School", "b", "乙校")
GROUP = Entity("EducationGroup", "g", "集团")


@pytest.fixture
def plan() -> LoadPlan:
    return LoadPlan("test")


def test_dates_are_stored_as_text_and_as_the_first_and_last_day(plan: LoadPlan) -> None:
    values = {"since": PartialDate(2020, 9), "until": PartialDate(2021)}
    link = plan.link("MEMBER_OF", A, GROUP, values, ())
    assert link.properties == {"since": "2020-09", "since_day": 20200901, "until": "2021", "until_day": 20211231}


def test_nothing_said_is_nothing_stored_but_nought_is(plan: LoadPlan) -> None:
    node = plan.node("School", "a", {"name": "甲校", "aliases": [], "students": 0, "teachers": None})
    assert node.properties == {"name": "甲校", "students": 0}
    link = plan.link("AIDS", A, B, {"form": "other", "entailed": False, "lessons": 0}, ())
    assert link.properties == {"form": "other", "lessons": 0}


def test_only_open_types_take_properties_that_are_not_declared(plan: LoadPlan) -> None:
    assert plan.link("LEADS", A, GROUP, {"mode": "tight"}, ()).properties == {}
    assert plan.link("AIDS", A, B, {"form": "other", "lessons": 3}, ()).properties["lessons"] == 3


def test_a_link_without_direction_is_one_link_whichever_way_it_is_written(plan: LoadPlan) -> None:
    one = plan.link("PAIRED_WITH", B, A, {}, [("s", "L2")])
    other = plan.link("PAIRED_WITH", A, B, {}, [("s", "L1")])
    assert one is other
    assert (one.start, one.end) == ("a", "b")
    assert evidence_lists(one.evidence) == {"source_ids": ["s", "s"], "locators": ["L1", "L2"]}


def test_a_link_with_direction_is_another_link_the_other_way(plan: LoadPlan) -> None:
    plan.link("AIDS", A, B, {"form": "other"}, ())
    plan.link("AIDS", B, A, {"form": "other"}, ())
    assert len(plan.links) == 2


@pytest.mark.parametrize(
    ("more", "links"),
    [({}, 1), ({"teachers_sent": 3}, 1), ({"form": "joint"}, 2), ({"programme": "组团式帮扶"}, 2),
     ({"since": PartialDate(2022)}, 2)],
)  # fmt: skip
def test_what_tells_two_aid_links_of_the_same_sides_apart(plan: LoadPlan, more: dict[str, Any], links: int) -> None:
    plan.link("AIDS", A, B, {"form": "other"}, ())
    plan.link("AIDS", A, B, {"form": "other", **more}, ())
    assert len(plan.links) == links


def test_a_link_s_key_is_its_dataset_s_own() -> None:
    keys = {LoadPlan(name).link("AIDS", A, B, {"form": "other"}, ()).key for name in ("one", "two")}
    assert len(keys) == 2


def test_two_rows_of_one_school_complete_each_other(plan: LoadPlan) -> None:
    plan.node("School", "a", {"name": "甲校", "students": 5, "aliases": ["丁", "甲"]}, [("s", "L9")])
    node = plan.node("School", "a", {"name": "甲校", "teachers": 2, "aliases": ["乙"]}, [("s", "L10"), ("s", "L9")])
    assert node.properties == {"name": "甲校", "students": 5, "teachers": 2, "aliases": ["丁", "乙", "甲"]}
    assert evidence_lists(node.evidence)["locators"] == ["L9", "L10"]


def test_stages_of_two_rows_stay_in_the_order_of_schooling(plan: LoadPlan) -> None:
    plan.node("School", "a", {"stages": ["senior"]})
    assert plan.node("School", "a", {"stages": ["primary"]}).properties["stages"] == ["primary", "senior"]


@pytest.mark.parametrize("order", [("（甲）校", "(甲)校"), ("(甲)校", "（甲）校")])
def test_another_spelling_of_the_name_becomes_an_alias_whichever_came_first(
    plan: LoadPlan, order: tuple[str, str]
) -> None:
    for name in order:
        plan.node("School", "a", {"name": name})
    assert plan.nodes["School", "a"].properties == {"name": "(甲)校", "aliases": ["（甲）校"]}


def test_a_contradiction_is_raised_and_changes_nothing(plan: LoadPlan) -> None:
    plan.node("School", "a", {"name": "甲校", "students": 5}, [("s", "L1")])
    before = plan.input_digest()
    with pytest.raises(Conflict) as error:
        plan.node("School", "a", {"name": "甲校", "teachers": 2, "students": 6}, [("s", "L2")])
    assert (error.value.column, error.value.before, error.value.after) == ("students", 5, 6)
    assert plan.input_digest() == before


def test_what_a_row_added_can_be_taken_back(plan: LoadPlan) -> None:
    plan.node("School", "a", {"name": "甲校"}, [("s", "L1")])
    plan.link("AIDS", A, B, {"form": "other"}, [("s", "L1")])
    before = plan.input_digest()
    plan.begin()
    plan.node("School", "a", {"name": "甲校", "students": 5}, [("s", "L2")])
    plan.node("School", "a", {"name": "甲校", "teachers": 1}, [("s", "L3")])
    plan.node("School", "b", {"name": "乙校"})
    plan.link("AIDS", A, B, {"form": "other", "teachers_sent": 1}, [("s", "L2")])
    plan.link("AIDS", B, A, {"form": "other"}, [("s", "L2")])
    assert plan.input_digest() != before
    plan.undo()
    assert plan.input_digest() == before


def test_the_digest_hangs_on_what_is_written_and_not_on_the_order_of_rows() -> None:
    def digest(*steps: int, dataset: str = "test", students: int = 5) -> str:
        plan = LoadPlan(dataset)
        for step in steps:
            if step == 0:
                plan.node("School", "a", {"name": "甲校", "aliases": ["乙", "丁"]}, [("s", "L2")])
            elif step == 1:
                plan.node("School", "a", {"name": "甲校", "aliases": ["丙"], "students": students}, [("s", "L1")])
            else:
                plan.link("AIDS", A, B, {"teachers_sent": 1, "form": "other"}, [("s", "L1")])
        return plan.input_digest()

    assert digest(0, 1, 2) == digest(2, 1, 0) == digest(1, 2, 0, 1)
    assert len({digest(0, 1, 2), digest(0, 1), digest(0, 1, 2, students=6), digest(0, 1, 2, dataset="other")}) == 4


def test_nodes_and_links_are_written_in_groups_of_one_statement(plan: LoadPlan) -> None:
    for id_ in ("b", "a"):
        plan.node("School", id_, {})
    plan.node("School", "c", {}, extra_label="LeadSchool")
    plan.link("AIDS", B, A, {"form": "other"}, ())
    plan.link("AIDS", GROUP, A, {"form": "other"}, ())
    nodes = nodes_by_labels(plan.nodes.values())
    assert {labels: [node.id for node in group] for labels, group in nodes.items()} == {
        ("School", None): ["a", "b"],
        ("School", "LeadSchool"): ["c"],
    }
    assert set(links_by_ends(plan.links.values())) == {
        ("AIDS", "School", "School"),
        ("AIDS", "EducationGroup", "School"),
    }
