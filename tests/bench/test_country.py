"""The country that larger measurements are made on."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import polars as pl

from bench.country import Country, write_country
from loaders import check_folder

SMALL = Country(schools=3_000)


def test_a_full_country_has_the_proportions_of_the_reports() -> None:
    full = Country()
    assert (full.schools, full.groups, full.memberships, full.aid_links) == (500_000, 42_000, 287_000, 170_000)


def test_every_row_of_it_is_valid(tmp_path: Path) -> None:
    rows = write_country(tmp_path, SMALL)
    report = check_folder(tmp_path)
    assert report.rejects == []
    assert report.rows == rows
    assert rows["members"] == SMALL.memberships


def test_the_same_size_and_seed_give_the_same_tables(tmp_path: Path) -> None:
    digests = []
    for folder, country in (("one", SMALL), ("again", SMALL), ("other", Country(SMALL.schools, seed=2))):
        write_country(tmp_path / folder, country)
        digests.append(sha256((tmp_path / folder / "members.csv").read_bytes()).hexdigest())
    assert digests[0] == digests[1]
    assert digests[0] != digests[2]


def test_names_repeat_and_links_cross_county_borders(tmp_path: Path) -> None:
    write_country(tmp_path, SMALL)
    schools = pl.read_csv(tmp_path / "schools.csv", infer_schema=False)
    assert schools.select("name", "region").is_unique().all()
    assert schools["name"].n_unique() < schools.height / 10
    aid = pl.read_csv(tmp_path / "aid_links.csv", infer_schema=False)
    helpers, helped = (aid[end].str.split("@").list.last() for end in ("helper", "helped"))
    assert sum(one != other for one, other in zip(helpers, helped, strict=True)) > aid.height * 0.3
