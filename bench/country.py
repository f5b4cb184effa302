"""A country made up: schools, groups, memberships, aid links and figures over the real counties, in the proportions of
the reports. The same size and seed give the same tables. `python -m bench.country FOLDER` writes them.

Names repeat from county to county as real ones do (every town has its 中心小学) and are unique within one; a tenth of
the groups and half of the aid links cross county borders and name schools as `name@code`; dates are as precise as
reports are, some links have ended, one school in fifty is a campus, one in ten lacks its figures."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from loaders import shipped_folder

_TOWNS = (
    "城关", "东风", "西河", "南山", "北塘", "太平", "永安", "新民", "红旗", "和平",
    "龙泉", "石桥", "白云", "青山", "高桥", "双河", "大湾", "小溪", "马店", "柳林",
    "杨庄", "李家", "王坪", "张村", "赵集", "周镇", "吴营", "郑湾", "沙河", "金沙",
)  # fmt: skip
_KINDS = {
    "中心小学": "小学",
    "中心幼儿园": "幼儿园",
    "中学": "初中",
    "希望小学": "小学",
    "九年一贯制学校": "小学；初中",
    "第二小学": "小学",
    "高级中学": "高中",
    "职业学校": "职业",
}
_FORMS = ("group_aid", "pairing", "stationed", "training", "trusteeship", "joint")


@dataclass(frozen=True)
class Country:
    """How large it is; groups, memberships and aid links follow from the number of schools."""

    schools: int = 500_000
    seed: int = 1

    @property
    def groups(self) -> int:
        """Groups: 42,000 at 500,000 schools."""
        return self.schools * 84 // 1000

    @property
    def memberships(self) -> int:
        """Rows of members: 287,000 at 500,000 schools."""
        return self.schools * 574 // 1000

    @property
    def aid_links(self) -> int:
        """Rows of aid_links: 170,000 at 500,000 schools."""
        return self.schools * 34 // 100


def write_country(folder: Path, country: Country) -> dict[str, int]:
    """Write the tables of a country as CSV files and return how many rows each has."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(country.seed)
    schools = _schools(country, chance)
    groups = _groups(country, schools, chance)
    tables = {
        "sources": pl.DataFrame({"id": ["made-up"], "title": ["Made up"], "published": ["2025"]}),
        "schools": schools.drop("place"),
        "groups": groups.drop("first", "far"),
        "members": _members(country, schools, groups, chance),
        "aid_links": _aid_links(country, schools, chance),
        "indicators": _indicators(chance),
    }
    for name, table in tables.items():
        table.write_csv(folder / f"{name}.csv")
    return {name: table.height for name, table in tables.items()}


def _counties() -> pl.DataFrame:
    regions = pl.read_csv(shipped_folder("regions") / "regions.csv", infer_schema=False)
    return regions.filter(pl.col("level") == "county").select("id", "name")


def _schools(country: Country, chance: np.random.Generator) -> pl.DataFrame:
    """Schools, one county after the other; `place` is the name with its county's code."""
    codes = _counties()["id"].to_numpy()
    number = np.arange(country.schools)
    county = np.sort(number % len(codes))
    nth = number - np.searchsorted(county, county)
    town, kind = (nth + county) % len(_TOWNS), nth // len(_TOWNS) % len(_KINDS)
    # A county with more schools than towns and kinds counts them on: 城关中心小学, 城关中心小学（2）.
    again = nth // (len(_TOWNS) * len(_KINDS)) + 1
    students = chance.lognormal(6, 0.9, country.schools).astype(np.int64) + 20
    known = chance.random(country.schools) > 0.1
    campus = (chance.random(country.schools) < 0.02) & (nth > 0)
    table = pl.DataFrame(
        {
            "name": np.array(_TOWNS)[town] + np.array(list(_KINDS))[kind],
            "again": again,
            "region": codes[county],
            "stages": np.array(list(_KINDS.values()))[kind],
            "setting": np.where(chance.random(country.schools) < 0.55, "乡村", "城区"),
            "students": students,
            "teachers": students // 14 + 1,
            "known": known,
            "campus": campus,
            "since": _dates(chance, country.schools, 1950, 2024),
            "source": "made-up",
            "locator": pl.Series(number + 1).cast(pl.String),
        }
    )
    name = pl.when(pl.col("again") > 1).then(pl.format("{}（{}）", "name", "again")).otherwise("name")
    table = table.with_columns(name=name).with_columns(
        students=pl.when("known").then("students"),
        teachers=pl.when("known").then("teachers"),
        campus_of=pl.when("campus").then(pl.col("name").first().over("region")),
        place=pl.format("{}@{}", "name", "region"),
    )
    return table.drop("again", "known", "campus")


def _groups(country: Country, schools: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    """Groups, each named after the school that leads it; `first` is its row, `far` whether members lie elsewhere."""
    first = np.sort(chance.choice(country.schools, country.groups, replace=False))
    lead = schools[first]
    ended = chance.random(country.groups) < 0.03
    return pl.DataFrame(
        {
            "name": lead["name"] + "教育集团",
            "kind": chance.choice(
                ["group", "alliance", "community", "district"], country.groups, p=[0.7, 0.1, 0.1, 0.1]
            ),
            "region": lead["region"],
            "lead": lead["name"],
            "since": _dates(chance, country.groups, 2005, 2019),
            "until": pl.Series(np.where(ended, "2024-08", "")),
            "source": "made-up",
            "locator": pl.Series(first + 1).cast(pl.String),
            "first": first,
            "far": chance.random(country.groups) < 0.1,
        }
    )


def _members(
    country: Country, schools: pl.DataFrame, groups: pl.DataFrame, chance: np.random.Generator
) -> pl.DataFrame:
    """Memberships: the schools that follow the lead in the tables, or for far groups those of some other county."""
    group = np.arange(country.memberships) % country.groups
    nth = np.arange(country.memberships) // country.groups + 1
    first, far = groups["first"].to_numpy()[group], groups["far"].to_numpy()[group]
    shift = chance.integers(country.schools // 4, country.schools // 2, country.groups)[group]
    member = schools[np.where(far, first + shift + nth, first + nth) % country.schools]
    group_of = groups[group]
    return pl.DataFrame(
        {
            "group": pl.select(pl.format("{}@{}", group_of["name"], group_of["region"])).to_series(),
            "school": member["place"],
            "role": chance.choice(["member", "branch", "partner", "aided", "new"], country.memberships),
            "mode": chance.choice(["tight", "alliance", "integrated", ""], country.memberships),
            "since": _dates(chance, country.memberships, 2006, 2025),
            "until": "",
            "source": "made-up",
            "locator": pl.Series(np.arange(country.memberships) + 1).cast(pl.String),
        }
    )


def _aid_links(country: Country, schools: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    """Aid links: half to a neighbour, half to any school of the country; no two join the same schools in one form."""
    number = np.arange(country.aid_links)
    helper = number * 3 % country.schools
    far = chance.random(country.aid_links) < 0.5
    ahead = np.where(far, chance.integers(1, country.schools, country.aid_links), 1 + number % 7)
    ended = chance.random(country.aid_links) < 0.1
    table = pl.DataFrame(
        {
            "helper": schools["place"][helper],
            "helped": schools["place"][(helper + ahead) % country.schools],
            "relation": "aids",
            "form": np.array(_FORMS)[number % len(_FORMS)],
            "since": _dates(chance, country.aid_links, 2010, 2022),
            "until": pl.Series(np.where(ended, "2024", "")),
            "teachers_sent": chance.integers(1, 12, country.aid_links),
            "source": "made-up",
            "locator": pl.Series(number + 1).cast(pl.String),
        }
    )
    return table.unique(["helper", "helped", "form"], keep="first", maintain_order=True)


def _indicators(chance: np.random.Generator) -> pl.DataFrame:
    """How many schools each county reports."""
    codes = _counties()["id"]
    return pl.DataFrame(
        {
            "subject": codes,
            "metric": "schools_total",
            "value": chance.integers(40, 400, len(codes)),
            "unit": "schools",
            "as_of": "2025",
            "source": "made-up",
            "locator": codes,
        }
    )


def _dates(chance: np.random.Generator, count: int, first: int, last: int) -> pl.Series:
    """Dates as reports give them: a third each as a year, a month or a day, and one in five not at all."""
    year, month, day = (chance.integers(low, high, count) for low, high in ((first, last + 1), (1, 13), (1, 29)))
    parts = pl.DataFrame({"year": year, "month": month, "day": day, "known": chance.integers(0, 15, count)})
    two = [pl.col(name).cast(pl.String).str.zfill(2) for name in ("month", "day")]
    text = (
        pl.when(pl.col("known") < 3).then(pl.lit(""))
        .when(pl.col("known") < 7).then(pl.col("year").cast(pl.String))
        .when(pl.col("known") < 11).then(pl.format("{}-{}", "year", two[0]))
        .otherwise(pl.format("{}-{}-{}", "year", *two))
    )  # fmt: skip
    return parts.select(text.alias("date")).to_series()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--schools", type=int, default=Country.schools)
    parser.add_argument("--seed", type=int, default=Country.seed)
    options = parser.parse_args()
    for name, rows in write_country(options.folder, Country(options.schools, options.seed)).items():
        print(f"{name:<12} {rows:>9,} rows")
