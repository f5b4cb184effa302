from __future__ import annotations

from app.maps.clusters import clusters
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode


def view_of(labels: dict[str, str], *links: tuple[str, str, str]) -> Subgraph:
    nodes = [SubgraphNode(node_id, label, node_id) for node_id, label in sorted(labels.items())]
    return Subgraph(nodes, [SubgraphLink(str(i), kind, start, end) for i, (start, kind, end) in enumerate(links)])


def test_members_stand_around_their_group(town: Subgraph) -> None:
    assert clusters(town) == {"530124": ["530100", "c"], "g": ["a", "b", "i"], "x": []}


def test_the_group_that_a_school_leads_comes_before_one_it_belongs_to() -> None:
    labels = {"g": "EducationGroup", "h": "EducationGroup", "s": "School", "t": "School", "u": "School"}
    view = view_of(
        labels, ("s", "MEMBER_OF", "g"), ("s", "LEADS", "h"), ("t", "MEMBER_OF", "g"), ("u", "MEMBER_OF", "h")
    )
    assert clusters(view) == {"g": ["t"], "h": ["s", "u"]}


def test_an_organisation_stands_with_a_group_that_it_leads() -> None:
    labels = {"g": "EducationGroup", "o": "Organisation", "s": "School", "t": "School"}
    view = view_of(labels, ("o", "LEADS", "g"), ("o", "AIDS", "t"), ("s", "MEMBER_OF", "g"), ("t", "MEMBER_OF", "g"))
    assert clusters(view) == {"g": ["o", "s", "t"]}


def test_a_campus_stands_with_its_parents_group() -> None:
    labels = {"g": "EducationGroup", "s": "School", "t": "School"}
    assert clusters(view_of(labels, ("t", "CAMPUS_OF", "s"), ("s", "MEMBER_OF", "g"))) == {"g": ["s", "t"]}


def test_campuses_of_each_other_do_not_hang() -> None:
    labels = {"s": "School", "t": "School", "u": "School"}
    view = view_of(labels, ("s", "CAMPUS_OF", "t"), ("t", "CAMPUS_OF", "u"), ("u", "CAMPUS_OF", "s"))
    found = clusters(view)
    assert sorted(node for hub, members in found.items() for node in [hub, *members]) == ["s", "t", "u"]


def test_a_link_to_itself_is_no_neighbour() -> None:
    assert clusters(view_of({"s": "School"}, ("s", "CAMPUS_OF", "s"), ("s", "AIDS", "s"))) == {"s": []}


def test_a_leaf_stands_beside_its_only_neighbour() -> None:
    labels = {"p": "Prefecture", "c1": "County", "c2": "County"}
    assert clusters(view_of(labels, ("p", "AIDS", "c1"), ("p", "AIDS", "c2"))) == {"p": ["c1", "c2"]}
