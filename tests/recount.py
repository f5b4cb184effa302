"""What the rows of a made-up graph say of a day, counted by itself: it knows the tables and none of our code.

A link holds while it, and both its ends, do. Dates known in part begin with their first and end with their last day."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta

from tests.made_up_graphs import SOURCES, MadeUp, Row

Span = tuple[int, int]
ALWAYS: Span = (0, 99_999_999)
_TYPES = {"aids": "AIDS", "paired_with": "PAIRED_WITH", "manages": "MANAGES"}


def first_day(text: str) -> int:
    """20200901 of 2020-09."""
    return int((text.replace("-", "") + "0101")[:8] if len(text) != 7 else text.replace("-", "") + "01")


def last_day(text: str) -> int:
    """20200930 of 2020-09."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    month = month or 12
    return year * 10_000 + month * 100 + (day or calendar.monthrange(year, month)[1])


def own_span(row: Row) -> Span:
    """The days that a row's own dates leave."""
    since, until = row.get("since", ""), row.get("until", "")
    return first_day(since) if since else ALWAYS[0], last_day(until) if until else ALWAYS[1]


def school_span(row: Row) -> Span:
    """The days on which a school is open: of a status without its date, as far as that is sure."""
    since, until = own_span(row)
    if row["status"] == "planned" and not row["since"]:
        since = ALWAYS[1]
    if row["status"] in {"closed", "merged"} and not row["until"]:
        published = [s["published"] for s in SOURCES if s["id"] in row["source"].split(";") and s["published"]]
        until = day_before(max(map(first_day, published))) if published else 0
    return since, until


def day_before(day: int) -> int:
    """20191231 of 20200101."""
    return int((date(day // 10_000, day // 100 % 100, day % 100) - timedelta(days=1)).strftime("%Y%m%d"))


@dataclass(frozen=True)
class CountedLink:
    """A link between two ids, with the days on which it holds, and of one without dates when it was observed."""

    type: str
    start: str
    end: str
    span: Span
    role: str = ""
    form: str = ""
    undated: bool = True
    observed: tuple[str, ...] = ()

    def holds(self, day: int) -> bool:
        """Whether it holds on a day."""
        return self.span[0] <= day <= self.span[1]

    def seen(self, day: int) -> str:
        """Where an undated link was observed, seen from a day."""
        if not self.observed:
            return "never"
        if last_day(self.observed[-1]) < day:
            return "before"
        return "after" if first_day(self.observed[0]) > day else "within"


class Recount:
    """The answers that a made-up graph should give."""

    def __init__(self, made: MadeUp) -> None:
        self.made = made
        self.schools = {row["id"]: row for row in made.schools}
        self.groups = {row["id"]: row for row in made.groups}
        self.spans = {id_: school_span(row) for id_, row in self.schools.items()}
        self.spans |= {row["id"]: own_span(row) for row in (*made.groups, *made.organisations)}
        self.links = list(self._links())

    def _links(self) -> Iterator[CountedLink]:
        for row in self.made.schools:
            if row["campus_of"]:
                yield self._link("CAMPUS_OF", row["id"], row["campus_of"], {})
        for row in self.made.groups:
            if row["lead"]:
                yield from self._lead(row["lead"], row["id"], {})
        for row in self.made.members:
            if row["role"] == "lead":
                yield from self._lead(row["school"], row["group"], row)
            else:
                yield self._link("MEMBER_OF", row["school"], row["group"], row, row["role"])
        for row in self.made.aid_links:
            yield self._link(_TYPES[row["relation"]], row["helper"], row["helped"], row)

    def _lead(self, leader: str, group: str, row: Row) -> Iterator[CountedLink]:
        yield self._link("LEADS", leader, group, row)
        if leader in self.schools:
            yield self._link("MEMBER_OF", leader, group, row, "lead")

    def _link(self, type_: str, start: str, end: str, row: Row, role: str = "") -> CountedLink:
        spans = (own_span(row), self.spans.get(start, ALWAYS), self.spans.get(end, ALWAYS))
        span = max(span[0] for span in spans), min(span[1] for span in spans)
        observed = tuple(filter(None, row.get("observed", "").split(";")))
        undated = not (row.get("since") or row.get("until"))
        return CountedLink(type_, start, end, span, role, row.get("form", ""), undated, observed)

    def is_there(self, id_: str, day: int) -> bool:
        """Whether a school, group or organisation is open on a day."""
        return self.spans[id_][0] <= day <= self.spans[id_][1]

    def located(self, day: int) -> Iterator[tuple[str, str]]:
        """What is there on a day, each with its label."""
        labels = dict.fromkeys(self.schools, "School") | dict.fromkeys(self.groups, "EducationGroup")
        for id_ in self.spans:
            if self.is_there(id_, day):
                yield id_, labels.get(id_, "Organisation")

    def on(self, day: int, gone: Set[str] = frozenset()) -> list[CountedLink]:
        """The links that hold on a day, but for those of what has gone."""
        return [link for link in self.links if link.holds(day) and not gone & {link.start, link.end}]

    def campuses(self, day: int) -> set[str]:
        """The schools that are campuses on a day."""
        return {link.start for link in self.on(day) if link.type == "CAMPUS_OF"}

    def counted(self, day: int, weight: str, stage: str) -> list[str]:
        """The schools of a denominator."""
        left_out = set() if weight == "campuses" else self.campuses(day)
        return [
            id_
            for id_, row in self.schools.items()
            if self.is_there(id_, day) and id_ not in left_out and stage in ("", *row["stages"].split(";"))
        ]

    def covering(self, school: str, day: int, covered_by: str, gone: Set[str] = frozenset()) -> list[CountedLink]:
        """The links that cover a school: its own, and those of the schools of which it is a campus."""
        held = self.on(day, gone)
        whole = [school, *(link.end for link in held if link.type == "CAMPUS_OF" and link.start == school)]
        found = []
        for of in whole:
            for link in held:
                member = link.type == "MEMBER_OF" and link.start == of
                helped = link.type == "AIDS" and link.end == of
                paired = link.type == "PAIRED_WITH" and of in {link.start, link.end}
                if (member and covered_by != "aid") or ((helped or paired) and covered_by != "group"):
                    found.append(link)
        return found

    def weighs(self, school: str, weight: str) -> int:
        """What a school counts in a share."""
        return int(self.schools[school]["students"] or 0) if weight == "students" else 1

    def coverage(
        self, day: int, weight: str, covered_by: str, stage: str, gone: Set[str] = frozenset()
    ) -> tuple[int, int]:
        """Numerator and denominator. What has gone stays in its region."""
        schools = self.counted(day, weight, stage)
        covered = [school for school in schools if self.covering(school, day, covered_by, gone)]
        return sum(self.weighs(one, weight) for one in covered), sum(self.weighs(one, weight) for one in schools)

    def uncovered(self, day: int, weight: str, covered_by: str, stage: str, gone: Set[str] = frozenset()) -> set[str]:
        """The schools of the denominator that nothing covers."""
        counted = self.counted(day, weight, stage)
        return {school for school in counted if not self.covering(school, day, covered_by, gone)}

    def leaving(self, id_: str, day: int) -> set[str]:
        """Who goes with a school, group or organisation: a school's campuses of the day."""
        return {id_} | {link.start for link in self.on(day) if link.type == "CAMPUS_OF" and link.end == id_}

    def reach(
        self, start: str, hops: int, direction: str, day: int, gone: Set[str] = frozenset(), ties: Iterable[str] = ()
    ) -> dict[str, int]:
        """Ids within some hops of a start, itself among them, by the number of hops."""
        near: dict[str, set[str]] = {}
        for link in self.on(day, gone):
            if ties and link.type not in ties:
                continue
            if direction != "in" or link.type == "PAIRED_WITH":
                near.setdefault(link.start, set()).add(link.end)
            if direction != "out" or link.type == "PAIRED_WITH":
                near.setdefault(link.end, set()).add(link.start)
        found, edge = {start: 0}, {start}
        for hop in range(1, hops + 1):
            edge = {other for one in edge for other in near.get(one, ())} - set(found)
            found |= dict.fromkeys(edge, hop)
        return found

    def network(self, focus: str, hops: int, day: int) -> Counter[tuple[str, frozenset[str]]]:
        """The links among what a focus reaches, by type and ends."""
        inside = set(self.reach(focus, hops, "any", day))
        among = [link for link in self.on(day) if {link.start, link.end} <= inside]
        return Counter((link.type, frozenset((link.start, link.end))) for link in among)

    def members(self, group: str, day: int) -> set[str]:
        """The schools of a group."""
        return {link.start for link in self.on(day) if link.type == "MEMBER_OF" and link.end == group}

    def figure(self, subject: str, metric: str, day: int) -> int:
        """What there is of what a figure reports."""
        campuses = self.campuses(day)
        kinds = {"groups_total": "group", "alliances_total": "alliance"}
        if metric in kinds:
            return sum(row["kind"] == kinds[metric] and self.is_there(id_, day) for id_, row in self.groups.items())
        if metric == "schools_total":
            return len(self.counted(day, "schools", ""))
        if metric == "trusteeship_schools":
            helped = {link.end for link in self.on(day) if (link.start, link.form) == (subject, "trusteeship")}
            return len(helped & set(self.schools))
        groups = [subject] if subject in self.groups else list(self.groups)
        members = [link for link in self.on(day) if link.type == "MEMBER_OF" and link.end in groups]
        if metric in {"campuses", "branch_schools"}:
            return len(
                {link.start for link in members if link.role == metric.removesuffix("es").removesuffix("_schools")}
            )
        if metric == "member_primary_schools":
            return len({link.start for link in members if "primary" in self.schools[link.start]["stages"]})
        return len({link.start for link in members} - campuses)
