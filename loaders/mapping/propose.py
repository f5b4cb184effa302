"""A first mapping for somebody else's files: what each column may be, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from graph.errors import HuoshuiError, InputNotFound
from loaders import tables
from loaders.files import SUFFIXES, find_header, header_key, read_sheets
from loaders.mapping.column_signs import Signs, signs
from loaders.mapping.folder import BESIDE
from loaders.mapping.sheet_rows import is_total
from loaders.places import Places

_KNOWN = {header_key(name) for table in tables.TABLES for one in table.columns for name in (one.name, *one.headers)}
_LOOKED_AT = 300
_NO_NAMES = {
    *("number", "remark", "count", "since", "until", "id", "source", "programme", "form"),
    *("students", "teachers", "teachers_sent"),
}
_ROLES = {"lead": "lead", "branch": "branch", "aided": "aided"}


@dataclass(frozen=True, slots=True)
class Guess:
    """One column of a file and the column of ours that it may be; `more` is what else the mapping says of the field."""

    header: str
    table: str
    field: str
    sure: str
    more: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class SheetProposal:
    """What is proposed for a sheet: constants and settings, and a guess for each column that is used."""

    name: str
    note: str
    settings: dict[str, tuple[str, str]] = field(default_factory=dict)
    fill_down: list[str] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def guess(self, column: Signs, table: str, field_: str, *more: tuple[str, str], kind: str | None = None) -> None:
        """Note what a column may be. It is sure where its header and its cells say the same."""
        says = column.says == (kind or field_) or max(column.helper, column.helped) >= 3
        looks = column.looks_like() is not None
        sure = "sure" if says and looks else "likely" if says else "a guess"
        self.guesses.append(Guess(column.header, table, field_, sure, more))
        sparse = column.first_filled and column.filled < 0.7 and column.each_once
        of_rows = column.looks_like() == "number" or (column.says == "since" and not column.header.startswith("年"))
        if sparse and not of_rows and column.header not in self.fill_down:
            self.fill_down.append(column.header)


def propose(folder: Path, places: Places | None = None) -> list[SheetProposal]:
    """What each sheet of a folder's files may be. Raises InputNotFound when there is none that can be read."""
    if not folder.is_dir():
        raise InputNotFound(f"No folder at {folder}")
    found: list[SheetProposal] = []
    for path in sorted(folder.iterdir()):
        if not path.is_file() or path.name in BESIDE or not path.name.lower().endswith(SUFFIXES):
            continue
        try:
            sheets = read_sheets(path)
        except HuoshuiError:
            continue
        for sheet in sheets:
            header = find_header(sheet, _KNOWN)
            body = sheet.cells.filter(pl.col("row") > header.last)
            name = f"{sheet.file}/{sheet.name}" if len(sheets) > 1 else sheet.file
            proposal = SheetProposal(name, f"header in row {header.first}, {body.height:,} rows below it")
            totals = body.select(is_total()).to_series()
            if totals.any():
                proposal.settings["skip"] = ("totals", f"{totals.sum()} rows begin with 合计, 小计 or the like")
            cells = body.filter(~totals).head(_LOOKED_AT)
            columns = [
                signs(name, cells[str(index)].to_list(), places)
                for index, name in enumerate(header.names)
                if name and str(index) in cells.columns
            ]
            _fill(proposal, [column for column in columns if column.filled])
            used = {guess.header for guess in proposal.guesses}
            proposal.left = [column.header for column in columns if column.header not in used]
            if proposal.guesses:
                found.append(proposal)
    if not found:
        raise InputNotFound(f"{folder} holds no table whose columns tell what it is")
    return found


def _fill(proposal: SheetProposal, columns: list[Signs]) -> None:
    """Tell by the columns what kind of table it is."""
    names = [column for column in columns if column.says not in _NO_NAMES and column.looks_like() not in _NO_REFERENCE]
    group = next((one for one in names if one.says == "group"), None)
    group = group or next((one for one in names if one.looks_like() == "group" and not one.helper), None)
    helper, helped = _ends(names)
    words = (helper.helper if helper else 0, helped.helped if helped else 0)
    school = next((one for one in names if one.says == "school"), None)
    if group is not None and min(words) < 3:
        _groups(proposal, columns, names, group)
    elif helped is not None and (sum(words) >= 3 or (school is None and _are_pairs(helper, helped))):
        # Beside schools, places without a word of aid are where they lie.
        _links(proposal, columns, names, helper, helped)
    elif school := school or next((one for one in names if one.looks_like() == "school"), None):
        _schools(proposal, columns, school)
    else:
        _figures(proposal, columns)


_NO_REFERENCE = ("number", "date", "code", "address")


def _ends(names: list[Signs]) -> tuple[Signs | None, Signs | None]:
    """The likeliest helper and helped; where words say nothing, the helper comes first."""
    if len(names) < 2:
        return None, names[0] if names else None
    pairs = [(one, other) for one in names for other in names if one is not other]

    def weight(pair: tuple[Signs, Signs]) -> float:
        one, other = pair
        words = one.helper + other.helped - one.helped - other.helper
        cells = sum(1.5 if side.school >= 0.5 else side.place >= 0.5 for side in pair)
        order = names.index(one) < names.index(other)
        return words + cells + 0.5 * order + 0.6 * (other.separator is not None)

    return max(pairs, key=weight)


def _are_pairs(helper: Signs | None, helped: Signs) -> bool:
    return helper is not None and helper.looks_like() == helped.looks_like() == "place"


def _groups(proposal: SheetProposal, columns: list[Signs], names: list[Signs], group: Signs) -> None:
    proposal.guess(group, "groups", "name", kind="group")
    proposal.guess(group, "members", "group")
    schools = [one for one in names if one is not group and one.says in ("school", "member", "lead", "branch", "aided")]
    schools = schools or [one for one in names if one is not group and one.looks_like() == "school"]
    for column in schools:
        role = _ROLES.get(column.says or "")
        split = (("split", column.separator),) if column.separator else ()
        if column.says == "lead" and not split:
            proposal.guess(column, "groups", "lead")
        else:
            said = (("role", role),) if role else ()
            proposal.guess(column, "members", "school", *split, *said, kind=column.says)
    school = next((one for one in schools if _is_register(one, group)), None)
    if school is not None:
        _schools(proposal, [one for one in columns if one is not group], school)
        return
    for column in columns:
        if column.says in ("since", "until", "kind", "aliases") and column.looks_like() != "number":
            proposal.guess(column, "groups", column.says)
        elif column.says in ("region", "region_code"):
            proposal.guess(column, "groups", "region", kind=column.says)


def _is_register(school: Signs, group: Signs) -> bool:
    """Whether rows are schools, some of them in a group, so that those without one are schools all the same."""
    return school.says == "school" and group.filled < 1 and not group.each_once


def _links(
    proposal: SheetProposal, columns: list[Signs], names: list[Signs], helper: Signs | None, helped: Signs
) -> None:
    proposal.settings["relation"] = ("aids", "or paired_with, manages, spun_off_from")
    if helper is not None and helper.filled == 1 and (helper.helper or _are_pairs(helper, helped)):
        proposal.guess(helper, "aid_links", "helper", *_as_list(helper))
    else:
        proposal.settings["helper"] = ("?", "no column says who helps")
        helper = None
    wider = next((one for one in names if one not in (helper, helped) and _is_wider(one, helped)), None)
    more = _as_list(helped)
    if wider is None and helped.place_before >= 0.5 and helped.school >= 0.5:
        more += (("leading_place", "yes"),)
    proposal.guess(helped, "aid_links", "helped", *more)
    if wider is not None:
        own = (("take", "^.+?[省市区县州盟旗]"),) if wider.place < 0.5 else ()
        proposal.guess(wider, "aid_links", "helped.within", *own)
    for column in columns:
        if column.says in ("since", "until", "programme", "form", "source", "teachers_sent"):
            proposal.guess(column, "aid_links", column.says)


def _is_wider(column: Signs, helped: Signs) -> bool:
    """Whether a further column holds the places in which the helped ones lie."""
    return column.says == "region" or column.helped >= 3 or (column.place_before >= 0.5 and helped.place >= 0.5)


def _as_list(column: Signs) -> tuple[tuple[str, str], ...]:
    if column.separator is None:
        return ()
    return (("split", "places" if column.place >= 0.5 and column.separator == "names" else column.separator),)


def _schools(proposal: SheetProposal, columns: list[Signs], school: Signs) -> None:
    proposal.guess(school, "schools", "name", kind="school")
    code = next((one for one in columns if one.says == "region_code"), None)
    # The widest place comes first in a row, and the last one is where a school lies.
    *wider, region = [one for one in columns if one.says == "region"] or [school]
    for column in columns:
        if column is school:
            continue
        if column.says == "region_code":
            proposal.guess(column, "schools", "region", kind="region_code")
        elif column.says == "region" and code is None:
            if column is region:
                proposal.guess(column, "schools", "region")
            elif column is wider[-1]:
                proposal.guess(column, "schools", "region.within", kind="region")
        elif column.says == "region" and code is not None and code.code < 0.5:
            # A register of another country: its regions are in no table yet.
            proposal.guess(code, "regions", "id", kind="region_code")
            proposal.guess(column, "regions", "name", kind="region")
        elif column.says in ("id", "aliases", "stages", "students", "teachers", "since", "until", "source"):
            proposal.guess(column, "schools", column.says)


def _figures(proposal: SheetProposal, columns: list[Signs]) -> None:
    subject = next((one for one in columns if one.says == "region" or one.looks_like() == "place"), None)
    figures = [one for one in columns if one.looks_like() == "number" and one.says not in ("number", "since")]
    if subject is None or not figures:
        return
    proposal.guess(subject, "indicators", "subject", kind="region")
    for column in figures:
        metric = column.says if column.says in ("students", "teachers") else column.header
        proposal.guess(column, "indicators", "value", ("metric", metric))
    for column in columns:
        if column.says == "since" and column.date >= 0.5:
            proposal.guess(column, "indicators", "as_of", kind="since")
