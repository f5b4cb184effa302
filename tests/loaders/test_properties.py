"""What holds for any folder of tables, however dirty: order and form make no difference, and no row is lost."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.model import TAKES_PART
from loaders import tables
from loaders.checks import check_rows
from loaders.mapping import read_folder
from loaders.mapping.model import TABLES
from loaders.places import Places
from loaders.plan_folder import PlannedFolder, plan_folder
from loaders.register import Register
from loaders.rejects import Reject, write_rejects
from tests.loaders.dirty_folders import (
    ANY,
    COLUMNS,
    FOLDERS,
    OPTIONS,
    PLACES,
    SCHOOLS,
    Folder,
    Row,
    csv_text,
    made_folder,
)
from tests.loaders.folders import some_regions
from tests.loaders.workbook import write_xlsx

_BY_ORDER = re.compile(r"contradicts row|is the id of|is not where this id lies")
"""Reasons of rejects that tell of what came before a row."""


def _plan(folder: Path) -> PlannedFolder:
    return plan_folder(folder, some_regions(), None, lambda _what, _done, _total: None)


def _planned(given: Folder, encoding: str = "utf-8") -> PlannedFolder:
    with made_folder(**{name: csv_text(rows).encode(encoding) for name, rows in given.items()}) as folder:
        return _plan(folder)


def _reasons(done: PlannedFolder) -> Counter[tuple[str, str, str]]:
    """What was rejected, without places, which differ from form to form."""
    return Counter((reject.column, reject.value, _plain(reject)) for reject in done.report.rejects)


def _plain(reject: Reject) -> str:
    return re.sub(r"row \d+ of \S+", "row", reject.reason)


def _is_of_order(done: PlannedFolder) -> bool:
    return any(_BY_ORDER.search(reject.reason) for reject in done.report.rejects)


def _shuffled(given: Folder, seed: int) -> Folder:
    """The same rows and columns in another order."""
    chance = random.Random(seed)
    shuffled: Folder = {}
    for name, (header, *rows) in given.items():
        columns = chance.sample(range(len(header)), len(header))
        chance.shuffle(rows)
        shuffled[name] = [tuple(row[column] for column in columns) for row in (header, *rows)]
    return shuffled


def _other_forms(given: Folder, seed: int) -> Iterator[tuple[str, PlannedFolder]]:
    """The folder in other orders, encodings, files and formats, each with what it is."""
    yield "shuffled", _planned(_shuffled(given, seed))
    encoding = ("utf-8-sig", "gb18030", "utf-16")[seed % 3]
    yield encoding, _planned(given, encoding)
    parts: Folder = {}
    for name, (header, *rows) in given.items():
        half = seed % (len(rows) + 1)
        parts |= {f"{name}-1": [header, *rows[:half]], f"{name}-2": [header, *rows[half:]]}
    yield "in parts", _planned(parts)
    if not any("\x01" in cell for rows in given.values() for row in rows for cell in row):
        with made_folder() as folder:
            write_xlsx(folder / "all.xlsx", dict(given))
            yield "XLSX", _plan(folder)


@pytest.mark.long
def test_order_encoding_format_and_files_make_no_difference(sized: Callable[[int, int], int]) -> None:
    @settings(OPTIONS, max_examples=sized(8, 2_000))
    @given(given=ANY, seed=st.integers(0, 1_000))
    def check(given: Folder, seed: int) -> None:
        plain = _planned(given)
        for form, other in _other_forms(given, seed):
            if form != "shuffled" or not _is_of_order(plain):
                assert other.plan.digest() == plain.plan.digest(), form
                assert _reasons(other) == _reasons(plain), form

    check()


def _stated(done: PlannedFolder) -> set[int]:
    frames = [*done.plan.nodes.values(), *done.plan.links.values()]
    return {at for frame in frames for ats in frame["ats"].to_list() for at in ats}


@pytest.mark.long
def test_every_row_is_stated_or_rejected(sized: Callable[[int, int], int]) -> None:
    @settings(OPTIONS, max_examples=sized(20, 2_000))
    @given(given=ANY)
    def check(given: Folder) -> None:
        done = _planned(given)
        lost = {(reject.file, reject.row) for reject in done.report.rejects if reject.at is None}
        places = [("sources.csv", 2), ("sources.csv", 3)]
        for table in tables.TABLES:
            rows = enumerate(given.get(table.name, ())[1:], start=2)
            there = ((f"{table.name}.csv", number) for number, row in rows if any(map(str.strip, row)))
            places += [place for place in there if place not in lost]
        stated = _stated(done)
        rejected = {reject.at for reject in done.report.rejects if reject.at is not None}
        wholly = {reject.at for reject in done.report.rejects if not reject.reason.startswith("left out")}
        # That two are two is stated; that they are one is seen in their rows.
        same = set(range(len(places))) - stated - rejected
        assert {places[at][0] for at in same} <= {"decisions.csv"}
        two = done.plan.nodes.get("Decision")
        assert len(same) + (0 if two is None else two["ats"].list.len().sum()) == done.report.decided
        assert not stated & wholly
        assert all(
            places[reject.at] == (reject.file, reject.row) for reject in done.report.rejects if reject.at is not None
        )

    check()


@settings(OPTIONS, max_examples=20)
@given(given=FOLDERS)
def test_a_row_alone_is_checked_as_in_its_table(given: Folder) -> None:
    with made_folder(**{name: csv_text(rows).encode() for name, rows in given.items()}) as folder:
        read = read_folder(folder)
    for rows in read.tables.values():
        rejects: list[Reject] = []
        whole = check_rows(rows, rejects)
        alone: list[Reject] = []
        parts = [
            check_rows(replace(rows, frame=rows.frame[at : at + 1]), alone, first_at=at)
            for at in range(rows.frame.height)
        ]
        assert [(str(reject), reject.at) for reject in alone] == [(str(reject), reject.at) for reject in rejects]
        if parts:
            assert pl.concat(parts).equals(whole)


@settings(OPTIONS, max_examples=20)
@given(
    names=st.lists(
        st.tuples(st.sampled_from(SCHOOLS), st.sampled_from(["530102", "530124", "110105", None])), max_size=8
    ),
    asked=st.lists(
        st.tuples(st.sampled_from((*SCHOOLS, *PLACES)), st.sampled_from(["530102", "530100", "220104", None])),
        max_size=12,
    ),
)
def test_a_reference_alone_means_what_it_means_among_others(
    names: list[tuple[str, str | None]], asked: list[tuple[str, str | None]]
) -> None:
    register = Register(Places())
    register.add(some_regions().entities)
    schools = pl.DataFrame(
        [("School", f"id{n}", name, region, []) for n, (name, region) in enumerate(names)],
        schema={
            "label": pl.String(),
            "id": pl.String(),
            "name": pl.String(),
            "region": pl.String(),
            "aliases": pl.List(pl.String()),
        },
        orient="row",
    )
    register.add_frame(schools)
    for labels in (("School",), TAKES_PART):
        together = _answers(register, asked, labels)
        alone = [answer for one in dict.fromkeys(asked) for answer in _answers(register, [one], labels)]
        assert together == alone


def _answers(
    register: Register, asked: list[tuple[str, str | None]], labels: tuple[str, ...]
) -> list[tuple[object, ...]]:
    frame = pl.DataFrame(asked, schema={"reference": pl.String(), "context": pl.String()}, orient="row")
    return register.resolve(frame["reference"], frame["context"], labels).rows()


def _mended(folder: Path, done: PlannedFolder, right: dict[tuple[str, int], dict[str, str]] | None = None) -> None:
    """Put rejects.csv beside the tables as mended.csv, with right cells by place and column."""
    path = folder / "mended.csv"
    write_rejects(path, done.report.rejects, done.report.rejected)
    if right is None:
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row |= right[row["file"], int(row["row"])]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.long
def test_rows_that_are_mended_by_nothing_are_rejected_again(sized: Callable[[int, int], int]) -> None:
    @settings(OPTIONS, max_examples=sized(8, 2_000))
    @given(given=ANY)
    def check(given: Folder) -> None:
        with made_folder(**{name: csv_text(rows).encode() for name, rows in given.items()}) as folder:
            before = _plan(folder)
            assume(before.report.rejects)
            _mended(folder, before)
            after = _plan(folder)
        assert _reasons(after) == _reasons(before)
        assert after.plan.digest() == before.plan.digest()

    check()


_RIGHT = st.lists(
    st.tuples(
        st.sampled_from(["一小", "二小", "三小", "四小"]),
        st.sampled_from(["530102", "富民县"]),
        st.sampled_from(["", "2020"]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
)
_WRONG = st.sampled_from(
    [("region", "北平市"), ("since", "2020-13"), ("name", ""), ("source", "nope"), ("name", "甲\x01")]
)


@settings(OPTIONS, max_examples=20)
@given(rows=_RIGHT, wrong=st.lists(st.none() | _WRONG, min_size=6, max_size=6))
def test_rows_that_are_mended_rightly_give_the_graph_of_right_tables(
    rows: list[Row], wrong: list[tuple[str, str] | None]
) -> None:
    header = ("name", "region", "since", "source", "locator")
    right = [(*row, "rep", f"L{number}") for number, row in enumerate(rows)]
    spoilt, cells = [], {}
    for number, (row, fault) in enumerate(zip(right, wrong, strict=False), start=2):
        at = header.index(fault[0]) if fault else 0
        spoilt.append((*row[:at], fault[1], *row[at + 1 :]) if fault else row)
        if fault:
            cells["schools.csv", number] = {fault[0]: row[at]}
    expected = _planned({"schools": [header, *right]})
    assert expected.report.rejects == []
    with made_folder(schools=csv_text([header, *spoilt]).encode()) as folder:
        before = _plan(folder)
        assume(before.report.rejects)
        _mended(folder, before, cells)
        after = _plan(folder)
    assert after.report.rejects == []
    assert after.plan.digest() == expected.plan.digest()


def test_all_tables_are_made_up_here() -> None:
    assert {*COLUMNS, "sources"} == set(TABLES)
