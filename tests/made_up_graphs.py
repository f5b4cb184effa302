"""Small graphs made up at random, as rows of tables: schools that close, groups that end, dates known in part or not.

Each lies in a county of its own, so that many of them are loaded, and asked about, at once."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]
SOURCES: tuple[Row, ...] = (
    {"id": "old", "title": "旧名录", "published": "2016"},
    {"id": "new", "title": "新名录", "published": "2019-06-15"},
    {"id": "plain", "title": "无日期的名录", "published": ""},
)
COLUMNS = {
    "sources": "id title published",
    "schools": "id name region campus_of stages setting students status since until source locator",
    "organisations": "id name kind region since until source locator",
    "groups": "id name kind region lead since until source locator",
    "members": "group school role since until observed source locator",
    "aid_links": "helper helped relation form since until observed source locator",
    "indicators": "subject metric value as_of source locator",
}
_DATES = (
    "2015",
    "2017",
    "2017-06",
    "2018",
    "2018-09",
    "2018-09-01",
    "2019",
    "2019-12",
    "2019-12-31",
    "2020-02",
    "2021",
)
_OF_REGION = ("groups_total", "alliances_total", "schools_total", "member_schools")
_OF_GROUP = ("member_schools", "campuses", "branch_schools", "member_primary_schools")


@dataclass
class MadeUp:
    """The tables of one graph, and the county that it lies in."""

    county: str
    schools: list[Row] = field(default_factory=list)
    organisations: list[Row] = field(default_factory=list)
    groups: list[Row] = field(default_factory=list)
    members: list[Row] = field(default_factory=list)
    aid_links: list[Row] = field(default_factory=list)
    indicators: list[Row] = field(default_factory=list)


def make_up(county: str, chance: random.Random) -> MadeUp:
    """A graph of a dozen schools in a county."""
    made = MadeUp(county)
    schools = [f"{county}-s{n:02}" for n in range(chance.randint(6, 14))]
    groups = [f"{county}-g{n}" for n in range(chance.randint(1, 4))]
    organisation = f"{county}-o0"
    dated, said = _dates_of(chance), _evidence_of(chance)
    parents = schools[: len(schools) // 2]
    for id_ in schools:
        campus = id_ not in parents and chance.random() < 0.4
        made.schools.append({
            "id": id_, "name": f"{id_}校", "region": county, "campus_of": chance.choice(parents) if campus else "",
            "stages": chance.choice(["primary", "junior", "primary;junior"]), "setting": chance.choice(["urban", ""]),
            "students": chance.choice(["", "100", "250", "400"]),
            "status": chance.choice(["", "", "", "open", "planned", "closed", "merged"]), **dated(0.4), **said(),
        })  # fmt: skip
    made.organisations.append(
        {
            "id": organisation,
            "name": f"{organisation}大学",
            "kind": "university",
            "region": county,
            **dated(0.4),
            **said(),
        }
    )
    leads = chance.sample(schools, len(groups))
    for id_, lead in zip(groups, leads, strict=True):
        kind, leader = chance.choice(["group", "alliance"]), chance.choice([lead, "", organisation])
        named = {"id": id_, "name": f"{id_}集团", "kind": kind, "region": county, "lead": leader}
        made.groups.append({**named, **dated(0.6), **said()})
    for group, lead in zip(groups, leads, strict=True):
        for school in sorted(set(chance.sample(schools, chance.randint(0, 6))) - {lead}):
            role = chance.choice(["", "member", "branch", "campus", "lead"])
            link = {"group": group, "school": school, "role": role, **dated(0.4), **_observed(chance), **said()}
            made.members.append(link)
    tied = set[frozenset[str]]()
    for _ in range(chance.randint(2, 12)):
        helper, helped = chance.choice([*schools, *groups, organisation, county]), chance.choice([*schools, *groups])
        relation = chance.choice(["aids", "aids", "paired_with", "manages"])
        if relation == "manages" and helped in groups:
            continue
        if helper != helped and frozenset((helper, helped)) not in tied:
            tied.add(frozenset((helper, helped)))
            form = chance.choice(["trusteeship", "pairing"]) if relation == "aids" else ""
            ends = {"helper": helper, "helped": helped, "relation": relation, "form": form}
            made.aid_links.append({**ends, **dated(0.5), **_observed(chance), **said()})
    for subject, metrics in [(county, _OF_REGION), *((group, _OF_GROUP) for group in groups)]:
        for metric in chance.sample(metrics, 2):
            figure = {"subject": subject, "metric": metric, "value": "5", "as_of": chance.choice(["", "", *_DATES])}
            made.indicators.append({**figure, **said()})
    made.indicators.append(
        {"subject": schools[0], "metric": "trusteeship_schools", "value": "2", "as_of": "", **said()}
    )
    return made


def _dates_of(chance: random.Random) -> Callable[[float], Row]:
    def dates(known: float) -> Row:
        since, until = sorted(chance.choices(_DATES, k=2))
        return {
            "since": since if chance.random() < known else "",
            "until": until if chance.random() < known else "",
        }

    return dates


def _evidence_of(chance: random.Random) -> Callable[[], Row]:
    def evidence() -> Row:
        cited = chance.choice([["old"], ["new"], ["plain"], ["old", "new"], ["new", "plain"]])
        return {"source": ";".join(cited), "locator": ";".join(f"L{chance.randint(1, 99)}" for _ in cited)}

    return evidence


def _observed(chance: random.Random) -> Row:
    seen = chance.sample(["2016", "2017-06", "2018-09-01", "2020", "2022-03"], chance.choice([0, 0, 1, 2]))
    return {"observed": ";".join(sorted(seen))}


def write_made_up(folder: Path, graphs: list[MadeUp]) -> Path:
    """The tables of all graphs as one folder."""
    folder.mkdir(exist_ok=True)
    for name, columns in COLUMNS.items():
        rows = SOURCES if name == "sources" else [row for made in graphs for row in getattr(made, name)]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.split())
            writer.writeheader()
            writer.writerows(rows)
    return folder
