"""Aid in a region, counted on the small dataset (tests/data/small/README.md)."""

from __future__ import annotations

import pytest

from graph import Statement
from graph.answers import Library
from tests.graphs import Link, write_graph
from tests.held_graph import Graph

DAY = "2025-09-01"


@pytest.mark.parametrize(
    ("given", "pairs"),
    [
        # Either end in the region counts, schools and the region itself alike; a pairing is no aid.
        ({"region": "530124"}, [("a2", "a6")]),
        ({"region": "530125"}, [("b1", "530126"), ("b1", "b2"), ("b1", "b4")]),
        ({"region": "530126"}, [("b1", "530126")]),
        ({"region": "530100"}, [("a2", "a6"), ("b1", "530126"), ("b1", "b2"), ("b1", "b4")]),
        ({"region": "530100", "form": "training"}, [("b1", "b2")]),
        ({"region": "530124", "as_of": "2024-06-30"}, [("a1", "b3"), ("a2", "a6")]),
        ({"region": "530124", "as_of": "any"}, [("a1", "b3"), ("a2", "a6")]),
        ({"region": "530125", "as_of": "2020-01-01"}, [("b1", "b2")]),
        ({"region": "110000"}, []),
        ({"region": "999999"}, []),
    ],
)
def test_who_aids_whom(small: Library, given: dict[str, str], pairs: list[tuple[str, str]]) -> None:
    rows = small.ask("aid_in_region", {"as_of": DAY, **given}).rows
    assert [(row["helper_id"], row["helped_id"]) for row in rows] == pairs


def test_an_aid_link_with_its_form_counts_and_evidence(small: Library) -> None:
    (row,) = small.ask("aid_in_region", {"region": "530126", "as_of": DAY}).rows
    assert {name: value for name, value in row.items() if name != "key"} == {
        "helper_id": "b1",
        "helper": "乙一中",
        "helped_id": "530126",
        "helped": "石林彝族自治县",
        "form": "group_aid",
        "programme": "组团式帮扶",
        "since": "2022",
        "until": None,
        "observed": [],
        "teachers_sent": 10,
        "teachers_received": None,
        "students_exchanged": None,
        "entailed": False,
        "undated_links": 0,
        "source_ids": ["small-2"],
        "locators": ["L8"],
    }


def test_undated_aid_is_counted(small: Library) -> None:
    assert small.ask("aid_in_region", {"region": "530100", "as_of": DAY}).receipt.undated_links == 1


def test_aid_by_form(small: Library) -> None:
    """Four hold: a2 sends 2 teachers to a6; b1 sends 10 to 530126, trains b2 (undated) and helps b4 as its pair."""
    answer = small.ask("aid_by_form", {"as_of": DAY})
    names = ("form", "links", "helpers", "helped", "teachers_sent", "links_with_teachers_sent", "undated_links")
    assert [tuple(row[name] for name in names) for row in answer.rows] == [
        ("group_aid", 1, 1, 1, 10, 1, 0),
        ("pairing", 1, 1, 1, 0, 0, 0),
        ("stationed", 1, 1, 1, 2, 1, 0),
        ("training", 1, 1, 1, 0, 0, 1),
    ]
    assert answer.receipt.undated_links == 1
    assert {(row["teachers_received"], row["links_with_teachers_received"]) for row in answer.rows} == {(0, 0)}


def test_helpers_and_helped_of_a_form_count_once(empty_graph: Graph) -> None:
    form = {"form": "training"}
    links = [
        Link("AIDS", "s1", "s2", "aids-1", properties={**form, "teachers_received": 5}),
        Link("AIDS", "s1", "s3", "aids-2", properties={**form, "teachers_received": 7}),
        Link("AIDS", "g1", "s3", "aids-3", properties=form),
        Link("AIDS", "s1", "s2", "aids-4", since="2020", until="2021", properties={"form": "joint"}),
    ]
    write_graph(empty_graph.writer, links)
    (row,) = Library(empty_graph.writer).ask("aid_by_form", {"as_of": DAY}).rows
    assert (row["form"], row["links"], row["helpers"], row["helped"]) == ("training", 3, 2, 2)
    assert (row["teachers_received"], row["links_with_teachers_received"], row["undated_links"]) == (12, 2, 3)


def flows(library: Library, **given: str) -> list[tuple[object, ...]]:
    names = ("from_id", "to_id", "links", "teachers_sent", "links_with_teachers", "forms", "undated_links")
    return [tuple(row[name] for name in names) for row in library.ask("aid_flows", {"as_of": DAY, **given}).rows]


def test_aid_flows_between_and_within_counties(small: Library) -> None:
    """b1 aids b2 (undated) and b4 of its own county; 530126 is itself the helped side. Most links first."""
    assert flows(small, level="county") == [
        ("530125", "530125", 2, 0, 0, ["pairing", "training"], 1),
        ("530124", "530124", 1, 2, 1, ["stationed"], 0),
        ("530125", "530126", 1, 10, 1, ["group_aid"], 0),
    ]
    assert ("530124", "530125", 1, 3, 1, ["trusteeship"], 0) in flows(small, level="county", as_of="2024-06-30")


def test_aid_flows_summed_up_at_a_higher_level(small: Library) -> None:
    everything = (4, 12, 2, ["group_aid", "pairing", "stationed", "training"], 1)
    assert flows(small) == [("530100", "530100", *everything)]
    assert flows(small, level="province") == [("530000", "530000", *everything)]


def test_aid_whose_end_is_known_only_higher_up_flows_nowhere(seeds: Library) -> None:
    """Four links help 富民 530124; 五华 530102 and its 龙翔小学 are the only helpers whose county is known."""
    into = [row for row in flows(seeds, level="county") if row[1] == "530124"]
    assert [(row[0], row[2], row[5]) for row in into] == [("530102", 2, ["pairing"])]


def test_flows_name_the_sources_of_their_links(seeds: Library, small: Library) -> None:
    for library in (seeds, small):
        cited = {id_ for row in library.ask("aid_links", {"as_of": DAY}).rows for id_ in row["source_ids"]}
        rows = library.ask("aid_flows", {"as_of": DAY, "level": "county"}).rows
        assert rows
        assert all(row["source_ids"] for row in rows)
        assert all(len(set(row["source_ids"])) == len(row["source_ids"]) for row in rows)
        assert {id_ for row in rows for id_ in row["source_ids"]} <= cited


def roles(library: Library, **given: str) -> dict[str, tuple[object, ...]]:
    names = ("given", "received", "role", "schools_known", "undated_links")
    rows = library.ask("giving_and_receiving", {"as_of": DAY, **given}).rows
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    return {row["id"]: tuple(row[name] for name in names) for row in rows}


def test_who_gives_and_who_receives(small: Library) -> None:
    """b1 aids 530126; all other aid that holds stays within a county. In June 2024 a1 still aided b3."""
    assert roles(small) == {
        "530124": (0, 0, "neither", 8, 0),
        "530125": (1, 0, "gives", 5, 0),
        "530126": (0, 1, "receives", 0, 0),
    }
    assert roles(small, as_of="2024-06-30") == {
        "530124": (1, 0, "gives", 8, 0),
        "530125": (1, 1, "both", 5, 0),
        "530126": (0, 1, "receives", 0, 0),
    }
    assert roles(small, level="prefecture") == {"530100": (0, 0, "neither", 13, 0)}


def test_aid_from_above_or_from_somewhere_above_is_not_from_outside(seeds: Library) -> None:
    """昆明市第一中学 and 昆明市第八中学 help 530124 too, but are known only by 530100, in which it lies."""
    found = roles(seeds)
    assert found["530124"][:3] == (0, 2, "receives")
    assert found["530102"][:3] == (2, 0, "gives")
    # 昆明市 helps a school and 昆明市第三中学 helps it in three forms: 马关 532625 lies in another prefecture.
    assert found["532625"][:3] == (0, 3, "receives")


@pytest.mark.parametrize(("as_of", "links", "since"), [("any", 1, "2022"), (DAY, 1, "2022"), ("2021-12-31", 0, None)])
def test_a_programme_with_its_links(small: Library, as_of: str, links: int, since: str | None) -> None:
    assert small.ask("programmes", {"as_of": as_of}).rows == [
        {
            "id": "programme-000000-3f69242378",
            "name": "组团式帮扶",
            "aid_links": links,
            "pairings": 0,
            "since": since,
            "helpers": ["乙一中"] * links,
            "helped": ["石林彝族自治县"] * links,
            "paired": [],
            "undated_links": 0,
        }
    ]


def test_pairings_of_a_programme_have_no_helper(empty_graph: Graph) -> None:
    programme = {"programme": "P"}
    links = [
        Link("PAIRED_WITH", "s1", "s2", "paired-with-1", properties=programme),
        Link("AIDS", "s1", "s3", "aids-1", since="2021", properties=programme),
        Link("AIDS", "s1", "s4", "aids-2", since="2020-09", properties=programme),
        Link("AIDS", "s5", "s4", "aids-3", since="2019"),
    ]
    write_graph(empty_graph.writer, links)
    empty_graph.writer.write(Statement("programme", "CREATE (:Programme {id: 'p1', name: 'P'})"))
    (row,) = Library(empty_graph.writer).ask("programmes").rows
    assert (row["aid_links"], row["pairings"], row["since"], row["undated_links"]) == (2, 1, "2020-09", 1)
    assert (row["helpers"], row["helped"], row["paired"]) == (["S1"], ["S3", "S4"], ["S1—S2"])


def test_programmes_come_by_id_and_go_on_after_one(empty_graph: Graph) -> None:
    """P2 has no link that holds on the day; its row says so."""
    links = [
        Link("AIDS", "s1", "s2", "aids-1", properties={"programme": "P1"}),
        Link("AIDS", "s1", "s2", "aids-2", since="2020", until="2021", properties={"programme": "P2"}),
    ]
    write_graph(empty_graph.writer, links)
    for n in (2, 1):
        empty_graph.writer.write(
            Statement("programme", "CREATE (:Programme {id: $id, name: $name})"), {"id": f"p{n}", "name": f"P{n}"}
        )
    library = Library(empty_graph.writer)
    assert [(row["id"], row["aid_links"]) for row in library.ask("programmes", {"as_of": DAY}).rows] == [
        ("p1", 1),
        ("p2", 0),
    ]
    assert [row["id"] for row in library.ask("programmes", {"after": "p1"}).rows] == ["p2"]
    assert library.ask("programmes", {"after": "p2"}).rows == []
