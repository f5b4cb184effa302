"""Files of the kinds that people reported as trouble, on both engines: right or refused, never silently wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import Statement, Store
from graph.answers import Library
from graph.settings import PROJECT_ROOT
from loaders import LoadReport
from tests.held_graph import Graph

CASES = PROJECT_ROOT / "tests" / "data" / "cases"
SCHOOLS = Statement(
    "schools_of_case",
    "MATCH (s:School) WHERE $dataset IN s.datasets OPTIONAL MATCH (s)-[:LOCATED_IN]->(place:Region) "
    "RETURN s.name AS name, s.id AS id, place.id AS place, s.since AS since, s.students AS students, "
    "s.teachers AS teachers, s.aliases AS aliases ORDER BY s.name",
)
LINKS = Statement(
    "links_of_case",
    "MATCH (a)-[r]->(b) WHERE $dataset IN r.datasets AND type(r) <> 'LOCATED_IN' "
    "RETURN type(r) AS type, a.name AS start, b.name AS end, r.since AS since, r.until AS until, "
    "r.until_day AS until_day ORDER BY a.name",
)
GROUP = Statement("group_of_case", "MATCH (g:EducationGroup) WHERE 'c03' IN g.datasets RETURN g.id AS id")
Case = Callable[[str], LoadReport]


@pytest.fixture
def load(load_beside: Callable[[Path], LoadReport]) -> Case:
    """Loads a case."""
    return lambda name: load_beside(CASES / name)


@pytest.fixture
def schools(load: Case, writer: Store) -> Callable[[str], dict[str, dict[str, Any]]]:
    """Loads a case, and gives its schools by name."""

    def of(name: str) -> dict[str, dict[str, Any]]:
        load(name)
        return {school["name"]: school for school in writer.read_all(SCHOOLS, {"dataset": name})}

    return of


def _places(schools: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {name: school["place"] for name, school in schools.items()}


def _rejects(report: LoadReport) -> list[tuple[int, str]]:
    return [(reject.row, reject.column) for reject in report.rejects]


def test_a_month_that_a_workbook_shows_is_a_month(load: Case, writer: Store, reader: Store) -> None:
    assert load("c03").rejects == []
    rows = writer.read_all(LINKS, {"dataset": "c03"})
    dates = {(row["since"], row["until"], row["until_day"]) for row in rows if row["type"] == "MEMBER_OF"}
    assert dates == {("2020-09", "2024-07", 20240731)}
    group = writer.read_all(GROUP)[0]["id"]
    assert len(Library(reader).ask("members_of_group", {"group": group, "as_of": "2024-07-15"}).rows) == 2


def test_merged_cells_hold_for_their_range(load: Case, schools: Any, reader: Store) -> None:
    assert load("c05").rejects == []
    assert len(schools("c05")) == 4  # two schools share a name, in two counties
    for county, schools_there in {"530126": 3, "530127": 2}.items():
        (row,) = Library(reader).ask("coverage", {"region": county}).rows
        assert row["denominator"] == schools_there


@pytest.mark.parametrize(
    ("case", "names", "words"),
    [
        (
            "c06",
            ["Collège Notre-Dame", "King’s Academy", "St Mary’s CofE Primary School"],
            ("Windows-1252", "St Mary’s"),
        ),
        ("c06b", ["培正中學"], ("Big5", "a guess")),
    ],
)
def test_encodings_are_told_apart_and_named(
    load: Case, schools: Any, case: str, names: list[str], words: tuple[str, ...]
) -> None:
    assert sorted(schools(case)) == names
    (note,) = load(case).notes
    assert all(word in note for word in ("schools.csv", *words))


def test_one_bad_byte_is_named_by_its_line(load: Case) -> None:
    (reject,) = load("c07").rejects
    assert "schools.csv, line 7" in reject.reason


def test_what_became_of_an_abolished_division_is_told_and_never_guessed(load: Case, schools: Any) -> None:
    rejects = {reject.row: reject for reject in load("c08").rejects}
    assert schools("c08") == {}
    today = {2: "330102", 3: "110101", 4: "530114", 5: "411203", 6: "330102", 7: "411203", 8: "370116", 9: "370211"}
    assert {row: reject.candidates[0][:6] for row, reject in rejects.items()} == today
    assert "330114 钱塘区" in rejects[2].reason
    assert all("last in the register of" in reject.reason for reject in rejects.values())


def test_places_resolve_as_people_write_them(load: Case, schools: Any) -> None:
    assert load("c09").rejects == []
    codes = ["110101", "110108", "500237", "429004", "429004", "659001", *["530124"] * 4, "150102", "530100",
             *["530124"] * 6, "441900", "460203", "450103"]  # fmt: skip
    assert _places(schools("c09")) == {f"实验小学{number}": code for number, code in enumerate(codes, start=1)}


@pytest.mark.parametrize(
    ("case", "right"),
    [
        ("c10", {"临江 小学": {"aliases": ["临江校"]}, "沿河小学": {"aliases": ["沿河校"]}}),
        ("c12", {"苹果小学": {"since": "2020-09-01"}}),
        ("c13", {"东风小学": {"students": 300, "place": "530113"}}),
        ("c14", {"东风小学": {"students": 300, "teachers": 20}}),
        ("c14b", {"东风小学": {"students": 300, "teachers": 20}}),
        ("c15", {"西山小学": {"place": "530112"}}),
        ("c15b", {"西山小学": {"place": "530112"}}),
        ("c15c", {name: {"place": "530112"} for name in ("西山小学", "西山二小", "西山三小")}),
        ("c16", {"官渡小学": {"place": "530111"}}),
        ("c37", {"末行小学": {"place": "510183"}}),
        ("c37b", {"末行小学": {"place": "510183"}}),
    ],
)
def test_what_stands_in_a_file_is_read_as_it_is_meant(
    schools: Any, case: str, right: dict[str, dict[str, Any]]
) -> None:
    found = schools(case)
    assert {name: {key: found[name][key] for key in right.get(name, {})} for name in found} == right


def test_a_totals_row_is_a_reject(load: Case) -> None:
    assert [reject.row for reject in load("c13").rejects] == [5]


def test_a_web_page_that_is_called_a_workbook_is_named(load: Case) -> None:
    (reject,) = load("c17").rejects
    assert "is a web page (HTML)" in reject.reason


def test_words_for_nothing_are_nobody_and_nothing(load: Case, schools: Any, writer: Store) -> None:
    report = load("c18")
    assert [(reject.file, reject.row) for reject in report.rejects] == [
        ("schools.csv", 6), ("aid_links.csv", 2), ("aid_links.csv", 3),
    ]  # fmt: skip
    assert all("names nobody" in reject.reason for reject in report.rejects)
    found = schools("c18")
    assert len(found) == 6
    assert [school["aliases"] for school in found.values() if school["aliases"]] == []
    assert writer.read_all(LINKS, {"dataset": "c18"}) == []


def test_rows_taken_as_one_school_are_told(load: Case, schools: Any) -> None:
    assert len(schools("c21")) == 1  # one of two counties each
    (note,) = load("c21").notes
    assert "rows 2, 3: taken as one School '希望小学'; give ids if they are several" in note
    assert _rejects(load("c21b")) == [(2, "lead")]
    assert load("c21b").rejects[0].candidates == ("e1 光明小学", "e2 光明小学", "e3 光明小学")


@pytest.mark.parametrize("case", ["c31", "c31b"])
def test_a_register_without_sources_loads_untouched(load: Case, schools: Any, case: str) -> None:
    assert _rejects(load(case)) == [(2, "name"), (5, "stages")]
    assert _places(schools(case)) == {"滇池师范学校": "530100", "洱海民族中学": "532901"}


def test_a_name_is_found_however_it_is_written(load: Case, schools: Any, reader: Store) -> None:
    assert load("c33").rejects == []
    stored = schools("c33")
    for written, name in {
        "青白江小学": "⻘⽩江⼩学",
        "第1中学（东校区）": "第１中学（东校区）",
        "新都一中": "新都 一中",
    }.items():
        found = {row["id"] for row in Library(reader).ask("find", {"name": written}).rows}
        assert stored[name]["id"] in found


def test_dates_as_people_write_them(load: Case, schools: Any) -> None:
    assert _rejects(load("c39")) == [(row, "since") for row in range(12, 17)]
    assert {name: school["since"] for name, school in schools("c39").items()} == {
        f"日期{number}校": "2020-09" if number in (4, 7, 8, 9) else "2020-09-01" for number in range(10)
    }


def test_numbers_as_people_write_them(load: Case, schools: Any, writer: Store) -> None:
    assert _rejects(load("c39b")) == [(row, "students") for row in (7, 10, 11, 12, 13, 14)]
    found = schools("c39b")
    assert {name: school["students"] for name, school in found.items()} == {
        **dict.fromkeys((f"人数{number}校" for number in (0, 1, 2, 3, 4, 7)), 1200), "人数6校": None,
    }  # fmt: skip
    figure = Statement(
        "figure_of_case",
        "MATCH (i:Indicator)-[:ABOUT]->(s:School) WHERE 'c39b' IN i.datasets "
        "RETURN s.name AS name, i.metric AS metric, i.value AS value, i.qualifier AS qualifier, i.unit AS unit",
    )
    assert writer.read_all(figure) == [
        {"name": "人数6校", "metric": "students", "value": 1200.0, "qualifier": "about", "unit": "students"}
    ]


def _ids(schools: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {school["id"]: name for name, school in schools.items()}


@pytest.mark.parametrize(
    ("as_of", "covered", "there"),
    [("2014-12-31", 0, 3), ("2018-01-01", 3, 3), ("2020-08-31", 3, 3), ("2020-09-01", 0, 3), ("2026-01-01", 0, 2)],
)
def test_a_dissolved_group_covers_nobody_and_a_closed_school_is_in_no_denominator(
    graph: Graph, reader: Store, as_of: str, covered: int, there: int
) -> None:
    graph.hold(CASES / "c23")
    library = Library(reader)
    given = {"region": "510107", "as_of": as_of}
    (row,) = library.ask("coverage", given).rows
    assert (row["numerator"], row["denominator"]) == (covered, there)
    assert len(library.ask("uncovered_schools", given).rows) == there - covered
    groups = [group["id"] for group in library.ask("groups", given).rows]
    assert len(groups) == (1 if covered else 0)
    everything = library.ask("groups", {"region": "510107", "as_of": "any"}).rows
    members = library.ask("members_of_group", {"group": everything[0]["id"], "as_of": as_of}).rows
    assert len(members) == covered


def test_which_end_cut_a_membership_is_told(load: Case, schools: Any, reader: Store) -> None:
    assert load("c23").rejects == []
    school = schools("c23")["武侯三小"]["id"]
    (tie,) = Library(reader).ask("ties_of_school", {"id": school}).rows
    assert (tie["since"], tie["until"]) == (None, None)
    assert (tie["since_cut_by"], tie["until_cut_by"]) == ("end", "end")
    ended = Library(reader).ask("links_ending", {"from_day": "2020-08-01", "to_day": "2020-09-30"}).rows
    told = [(row["type"], row["until"], row["until_cut_by"]) for row in ended if row["from_id"] == school]
    assert told == [("MEMBER_OF", "2020-08", "end")]


def test_a_lead_named_and_dated_apart_is_one_lead_since_that_date(load: Case, schools: Any, reader: Store) -> None:
    load("c32")
    names = _ids(schools("c32"))
    library = Library(reader)
    school = next(id_ for id_, name in names.items() if name == "双流三小")
    ties = library.ask("ties_of_school", {"id": school}).rows
    assert [(tie["type"], tie["since"], tie["locators"]) for tie in ties] == [
        ("LEADS", "2019-09", ["6", "10"]),
        ("MEMBER_OF", "2019-09", ["6", "10"]),
    ]
    group = ties[0]["to_id"]
    for as_of, leads in {"2018-01-01": [], "2019-09-01": ["双流三小"]}.items():
        rows = library.ask("members_of_group", {"group": group, "as_of": as_of}).rows
        assert [names[row["school_id"]] for row in rows if row["role"] == "lead"] == leads
    school = next(id_ for id_, name in names.items() if name == "双流四小")
    (tie,) = library.ask("ties_of_school", {"id": school}).rows
    assert (tie["since"], tie["locators"]) == ("2022", ["11", "12"])
    lost = library.ask("lost_without_link", {"link": tie["key"]}).rows
    assert [row["loses_coverage"] for row in lost] == [True]


def test_roles_that_contradict_each_other_are_rejected_with_both_rows_named(load: Case) -> None:
    named = {(reject.row, reject.column): reject.reason for reject in load("c32").rejects}
    assert set(named) == {(2, "role"), (4, "role")}
    assert "row 2 of groups.csv" in named[2, "role"]
    assert "row 3 of members.csv" in named[4, "role"]


def test_campuses_count_once_and_the_group_holds_through_their_parent(graph: Graph, reader: Store) -> None:
    graph.hold(CASES / "c35")
    for weight, share in {"schools": (1, 2), "campuses": (3, 4)}.items():
        (row,) = Library(reader).ask("coverage", {"region": "510184", "weight": weight}).rows
        assert (row["numerator"], row["denominator"]) == share
