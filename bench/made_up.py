"""A dataset of any size, the same at every run: schools over all counties, each in two groups, with aid links."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from loaders import shipped_folder

_EVIDENCE = ("made-up", "L1")
# Helper n helps (n * factor + shift) % schools; with forms of their own, so that no two are the same link.
_AID = ((7, 1, "training"), (13, 5, "pairing"), (31, 11, "joint"))


@dataclass(frozen=True, slots=True)
class Size:
    """How much to make: `schools` is a multiple of `group_size`."""

    schools: int
    group_size: int

    @property
    def groups(self) -> int:
        """Two rounds of groups: neighbours, and every n-th school."""
        return 2 * self.rounds

    @property
    def rounds(self) -> int:
        """Groups of one round."""
        return self.schools // self.group_size

    def __str__(self) -> str:
        return (
            f"{self.schools:,} schools, each in two of {self.groups} groups of {self.group_size}, "
            f"with {len(_AID)} aid links each"
        )


def write_tables(folder: Path, size: Size) -> int:
    """Write the dataset as CSV tables and return how many rows they have."""
    counties = _counties()
    schools = [
        (f"学校{n}", counties[n % len(counties)], f"s{n}", 300 + n % 900, *_EVIDENCE) for n in range(size.schools)
    ]
    groups = [(f"集团{n}", "530000", f"g{n}", *_EVIDENCE) for n in range(size.groups)]
    members = [
        (f"g{group}", f"s{n}", "member", *_EVIDENCE)
        for n in range(size.schools)
        for group in (n // size.group_size, size.rounds + n % size.rounds)
    ]
    aid = [
        (f"s{n}", f"s{_helped(n, factor, shift, size.schools)}", "aids", form, *_EVIDENCE)
        for n in range(size.schools)
        for factor, shift, form in _AID
    ]
    return sum(
        (
            _write(folder, "sources", "id,title", [("made-up", "Made up")]),
            _write(folder, "schools", "name,region,id,students,source,locator", schools),
            _write(folder, "groups", "name,region,id,source,locator", groups),
            _write(folder, "members", "group,school,role,source,locator", members),
            _write(folder, "aid_links", "helper,helped,relation,form,source,locator", aid),
        )
    )


def _helped(helper: int, factor: int, shift: int, schools: int) -> int:
    helped = (helper * factor + shift) % schools
    return helped if helped != helper else (helper + 1) % schools


def _counties() -> list[str]:
    with (shipped_folder("regions") / "regions.csv").open(encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file) if row["level"] == "county"]


def _write(folder: Path, table: str, header: str, rows: Iterable[tuple[object, ...]]) -> int:
    rows = list(rows)
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
    return len(rows)
