"""Answers of a day against a count of its own (tests/recount.py), over graphs with closings, ends and unknown dates."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from graph import Store
from graph.answers import Library
from graph.columns.questions import ON_COLUMNS
from loaders import check_folder, shipped_folder
from tests.both_ways import BothWays, drawn
from tests.held_graph import Graph
from tests.made_up_graphs import make_up, write_made_up
from tests.recount import ALWAYS, Recount, day_before, last_day

SEED = 28
WEIGHTS, COVERED_BY, STAGES = ("schools", "students", "campuses"), ("any", "group", "aid"), ("", "primary")


def _counties(count: int) -> list[str]:
    with (shipped_folder("regions") / "regions.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["id"] for row in csv.DictReader(file) if row["level"] == "county"]
    return random.Random(SEED).sample(codes, count)


class Asked:
    """Made-up graphs, loaded at once, and what they should answer."""

    def __init__(self, library: Library, recounts: dict[str, Recount], days: int) -> None:
        self.library = library
        self.recounts = recounts
        self.chance = random.Random(SEED)
        edges = {day for one in recounts.values() for link in one.links for day in link.span} - set(ALWAYS)
        edges |= {day for one in recounts.values() for span in one.spans.values() for day in span} - set(ALWAYS)
        near = {day_before(day) for day in edges} | edges | {20100101, 20261126}
        self.days = sorted(self.chance.sample(sorted(near), min(days, len(near))))

    def each(self) -> Iterator[tuple[int, str, str, Recount]]:
        """Every day, as a number and as text, of every graph, by its county."""
        for day in self.days:
            for county, recount in self.recounts.items():
                yield day, text_of(day), county, recount


def text_of(day: int) -> str:
    """2020-09-01 of 20200901."""
    return f"{day // 10_000}-{day // 100 % 100:02}-{day % 100:02}"


@pytest.fixture
def asked(
    graph: Graph, reader: Store, tmp_path_factory: pytest.TempPathFactory, sized: Callable[[int, int], int]
) -> Asked:
    """Few graphs and days, or with --long 200 and 20."""
    days, graphs = sized(5, 20), sized(4, 200)
    made = [make_up(county, random.Random(f"{SEED} {county}")) for county in _counties(graphs)]
    folder = tmp_path_factory.getbasetemp() / f"made-up-{len(made)}"
    if not folder.exists():
        # A row that is rejected would be counted here and not there.
        assert check_folder(write_made_up(folder, made)).rejects == []
    graph.hold(folder)
    return Asked(Library(reader, reading=BothWays(reader)), {one.county: Recount(one) for one in made}, days)


@pytest.mark.long
def test_coverage(asked: Asked) -> None:
    for number, day in enumerate(asked.days * 3):
        weight, covered_by, stage = WEIGHTS[number % 3], asked.chance.choice(COVERED_BY), asked.chance.choice(STAGES)
        given = {"by": "county", "weight": weight, "covered_by": covered_by, "stage": stage or None}
        answer = asked.library.ask("coverage", {**given, "as_of": text_of(day)})
        told = {row["id"]: (row["numerator"], row["denominator"]) for row in answer.rows}
        expected = {
            county: recount.coverage(day, weight, covered_by, stage) for county, recount in asked.recounts.items()
        }
        assert told == {county: figures for county, figures in expected.items() if figures[1]}, (day, given)
        undated = [
            link.seen(day)
            for recount in asked.recounts.values()
            for school in recount.counted(day, weight, stage)
            for link in recount.covering(school, day, covered_by)
            if link.undated
        ]
        if weight == "students":  # A county where nobody is known to be counted is in no list, nor are its links.
            continue
        assert answer.receipt.undated_links == len(undated), (day, given)
        assert answer.receipt.undated_observed == {of: undated.count(of) for of in ("before", "within", "after")}


@pytest.mark.long
def test_uncovered_schools_and_what_if(asked: Asked) -> None:
    changed = 0
    for day, as_of, county, recount in asked.each():
        weight, covered_by, stage = (asked.chance.choice(of) for of in (WEIGHTS, COVERED_BY, STAGES))
        given = {"region": county, "weight": weight, "covered_by": covered_by, "stage": stage or None, "as_of": as_of}
        told = {row["id"] for row in asked.library.ask("uncovered_schools", given).rows}
        assert told == recount.uncovered(day, weight, covered_by, stage), given
        without = asked.chance.choice(sorted(recount.spans))
        gone = recount.leaving(without, day)
        left = {row["id"] for row in asked.library.ask("uncovered_schools", {**given, "without": without}).rows}
        assert left == recount.uncovered(day, weight, covered_by, stage, gone), (given, without)
        (row,) = asked.library.ask("coverage", {**given, "without": without}).rows
        expected = recount.coverage(day, weight, covered_by, stage, gone)
        assert (row["numerator"], row["denominator"]) == expected, (given, without)
        changed += left != told
    assert changed


@pytest.mark.long
def test_reach_and_what_if(asked: Asked) -> None:
    lost = 0
    for day, as_of, _, recount in asked.each():
        start, without = asked.chance.sample(sorted(recount.spans), 2)
        hops, direction = asked.chance.randint(1, 4), asked.chance.choice(["any", "any", "out", "in"])
        given = {"start": start, "hops": hops, "direction": direction, "as_of": as_of}
        answer = asked.library.ask("reach", given)
        told = {row["id"]: row["hops"] for row in answer.rows}
        expected = recount.reach(start, hops, direction, day)
        assert told | {start: 0} == expected, given
        schools = (set(expected) - {start}) & set(recount.schools)
        totals = answer.extra["totals"]
        students = [recount.weighs(school, "students") for school in schools]
        assert (totals["schools"], totals["students"]) == (len(schools), sum(students)), given
        gone = recount.leaving(without, day)
        if start not in gone:
            after = asked.library.ask("reach", {**given, "without": without})
            left = {row["id"]: row["hops"] for row in after.rows} | {start: 0}
            assert left == recount.reach(start, hops, direction, day, gone), (given, without)
            assert {row["id"] for row in after.extra["what_if"]["lost"]["rows"]} == set(expected) - set(left)
            lost += len(set(expected) - set(left))
    assert lost


@pytest.mark.long
def test_the_map(asked: Asked) -> None:
    drawn = 0
    for day, as_of, _, recount in asked.each():
        focus, hops = asked.chance.choice(sorted(recount.spans)), asked.chance.randint(1, 3)
        answer = asked.library.ask("network", {"focus": focus, "hops": hops, "as_of": as_of})
        told = Counter((row["type"], frozenset((row["start"], row["end"]))) for row in answer.rows)
        assert told == recount.network(focus, hops, day), (focus, hops, as_of)
        assert {node.id for node in answer.extra["view"].nodes} == set(recount.reach(focus, hops, "any", day))
        undated = sum(
            link.undated for link in recount.on(day) if (link.type, frozenset((link.start, link.end))) in told
        )
        assert answer.receipt.undated_links == undated
        drawn += told.total()
    assert drawn


@pytest.mark.long
def test_reconciliation(asked: Asked) -> None:
    for day, as_of, county, recount in asked.each():
        rows = asked.library.ask("reconciliation", {"region": county, "as_of": as_of}).rows
        told = Counter((row["subject_id"], row["metric"], row["as_of"] or "", row["observed"]) for row in rows)
        figures = {(row["subject"], row["metric"], row["as_of"]) for row in recount.made.indicators}
        expected = Counter(
            (subject, metric, of, recount.figure(subject, metric, last_day(of) if of else day))
            for subject, metric, of in figures
        )
        assert told == expected, (day, county)


@pytest.mark.long
def test_lists(asked: Asked) -> None:
    for day in asked.days:
        as_of = {"as_of": text_of(day)}
        schools = {row["id"] for row in asked.library.ask("schools", as_of, max_rows=100_000).rows}
        groups = {row["id"]: row["members"] for row in asked.library.ask("groups", as_of, max_rows=100_000).rows}
        of_setting = asked.library.ask("setting_coverage", as_of).rows
        there = {id_ for one in asked.recounts.values() for id_ in one.spans if one.is_there(id_, day)}
        assert schools == {id_ for one in asked.recounts.values() for id_ in one.schools} & there
        assert groups == {
            id_: len(one.members(id_, day)) for one in asked.recounts.values() for id_ in one.groups if id_ in there
        }
        counted = [len(one.counted(day, "schools", "")) for one in asked.recounts.values()]
        assert sum(row["denominator"] for row in of_setting) == sum(counted)


@pytest.mark.long
def test_the_overview(asked: Asked) -> None:
    """Counties and what they lie in are opened: every school, group, organisation and tie is where it should be."""
    above = regions_above()
    drawn = 0
    for number, (day, as_of, county, _) in enumerate([*asked.each()][::5]):
        opened = sorted({county, asked.chance.choice(sorted(asked.recounts)), asked.chance.choice(above[county])})
        by = ("region", "group")[number % 2]
        given = {"open": opened, "by": by, "as_of": as_of, "most": 1_500}
        answer = asked.library.ask("overview", given)
        expected = Counter[tuple[str, str, str]]()
        held: dict[str, Counter[str]] = {}
        for recount in asked.recounts.values():
            rows = OverviewRows(recount, day, {*opened}, by == "group", above)
            for id_, label in recount.located(day):
                held.setdefault(rows.of(id_), Counter())[label] += 1
            for link in recount.on(day):
                ends = rows.of(link.start), rows.of(link.end)
                expected[link.type, *(sorted(ends) if link.type == "PAIRED_WITH" else ends)] += 1
        columns = {"schools": "School", "groups": "EducationGroup", "organisations": "Organisation"}
        told = {
            row["id"]: Counter({label: row[name] for name, label in columns.items() if row[name]})
            for row in answer.rows
        }
        assert {id_: counts for id_, counts in told.items() if counts} == held, given
        within = Counter[str]()
        for (_, start, end), links in expected.items():
            within[start] += links if start == end else 0
        assert {row["id"]: row["links_within"] for row in answer.rows if row["links_within"]} == +within, given
        lines = Counter[tuple[str, str, str]]()
        for link in answer.extra["view"].links:
            start, end = (link.start, link.end) if link.type != "PAIRED_WITH" else sorted((link.start, link.end))
            lines[link.type, start, end] += link.properties.get("links", 1)
        assert lines == Counter({key: links for key, links in expected.items() if key[1] != key[2]}), given
        drawn += lines.total()
    assert drawn


class OverviewRows:
    """Which row of an overview each thing of a county belongs to, by the words of the question alone."""

    def __init__(
        self, recount: Recount, day: int, opened: set[str], by_group: bool, above: dict[str, list[str]]
    ) -> None:
        self.recount = recount
        self.day = day
        self.opened = opened
        self.by_group = by_group
        self.above = above

    def of(self, id_: str) -> str:
        county = self.recount.made.county
        if id_ == county:
            return self.region(county)
        if county in self.opened:
            return id_
        if self.by_group:
            if id_ in self.recount.groups:
                return id_
            member = [link.end for link in self.recount.on(self.day) if (link.type, link.start) == ("MEMBER_OF", id_)]
            if member:
                return min(member)
        return self.region(county)

    def region(self, county: str) -> str:
        """The county, where what it lies in is open; else what lies around it and isn't opened itself."""
        also = {above for id_ in self.opened for above in self.above[id_]}
        *lower, top = [county, *self.above[county]]
        shown = top
        for below in reversed(lower):
            if shown not in self.opened | also:
                break
            shown = below
        return shown


def regions_above() -> dict[str, list[str]]:
    """What each region of the shipped table lies in, from the nearest up."""
    with (shipped_folder("regions") / "regions.csv").open(encoding="utf-8", newline="") as file:
        parents = {row["id"]: row["parent"] for row in csv.DictReader(file)}
    above: dict[str, list[str]] = {}
    for id_ in parents:
        above[id_] = []
        while parents[(above[id_] or [id_])[-1]]:
            above[id_].append(parents[(above[id_] or [id_])[-1]])
    return above


@pytest.mark.long
def test_columns_give_what_the_engine_gives(asked: Asked) -> None:
    """Every question that columns answer, with whatever it takes; the library fails where the two ways differ."""
    reader = BothWays(asked.library.store)
    library = Library(asked.library.store, reading=reader)
    counties = list(asked.recounts)
    ids = {"Region": [*counties, *sorted({f"{county[:2]}0000" for county in counties})]}
    ids["School"] = [id_ for recount in asked.recounts.values() for id_ in recount.schools]
    ids["EducationGroup"] = [id_ for recount in asked.recounts.values() for id_ in recount.groups]
    for question in map(library.catalogue.__getitem__, sorted(ON_COLUMNS)):
        for _ in range(min(4 * len(counties), 60)):
            library.ask(question.id, drawn(question, asked.chance, ids, [text_of(day) for day in asked.days]))
    assert reader.compared.keys() == ON_COLUMNS.keys()
