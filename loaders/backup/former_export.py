"""The JSON lines that a release exported before there were backups, as what each dataset says today.

That release kept nothing of what its datasets said: their tables are made of the nodes and links again, as its own
export of tables did, and then read and checked like any folder. A link was one dataset's there."""

from __future__ import annotations

import gzip
import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.errors import BackupUnreadable
from graph.export.csv_table import write_csv_table
from graph.model import LINK_TYPE, NODE_TYPE, REGION
from graph.write import RUN_PREFIX
from loaders import tables
from loaders.files import read_apart
from loaders.kept import Kept
from loaders.plan_datasets import PlannedDatasets
from loaders.plan_folder import shipped_places
from loaders.read_dataset import read_dataset
from loaders.rejects import Reject
from loaders.said import PackedDataset
from loaders.tables.declare import InputTable
from loaders.writing import Progress

_Row = dict[str, Any]
_GZIP = b"\x1f\x8b"
_LEVELS = {extra.label for extra in REGION.extra_labels}
_TABLE_OF = {
    "Source": "sources",
    "Region": "regions",
    "School": "schools",
    "EducationGroup": "groups",
    "Indicator": "indicators",
}
_PLACED_BY = {"LOCATED_IN": "region", "PART_OF": "parent", "ABOUT": "subject"}
"""Links that the table of their start states in a column."""
_STEP = "Restore a file that `huoshui backup` wrote, or load the tables again."


@dataclass(frozen=True, slots=True)
class FormerExport:
    """What its datasets say, runs that say so, a digest of the file, and what it held, to be found again."""

    kept: dict[str, Kept]
    runs: list[dict[str, Any]]
    digest: str
    items: Counter[tuple[str, ...]]
    rejects: tuple[Reject, ...]

    def lost(self, after: PlannedDatasets) -> tuple[str, ...]:
        """What it held that a plan lacks, and rows that fail today."""
        plan = after.plan
        planned: Counter[tuple[str, ...]] = Counter()
        for label, frame in plan.nodes.items():
            planned.update((label, id_) for id_ in frame["id"])
        for type_, frame in plan.links.items():
            planned.update((type_, start, end) for start, end in frame.select("start", "end").iter_rows())
        missing = (f"{' '.join(item)} is not in the graph" for item in sorted(self.items - planned))
        failed = [*self.rejects, *(reject for outcome in after.outcomes.values() for reject in outcome.rejects)]
        return (*map(str, failed), *missing)


def read_former_export(path: Path, progress: Progress) -> FormerExport:
    """Read an export, plain or packed by gzip. Raises BackupUnreadable, or OSError."""
    lines = read_apart(partial(_read_lines, path.resolve()), str(path))
    if not lines:
        raise BackupUnreadable(f"{path} is empty", next_step=_STEP)
    datasets = _tables_by_dataset(path, lines)
    kept: dict[str, Kept] = {}
    rejects: list[Reject] = []
    places = shipped_places()
    with TemporaryDirectory() as folder:
        for name, rows in datasets.items():
            own = Path(folder) / name
            _write_folder(own, name, rows)
            read = read_dataset(own, None, places, progress)
            rejects += read.rejects
            kept[name] = Kept(f"{RUN_PREFIX}{uuid.uuid4().hex[:12]}", PackedDataset.of(read.said))
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    runs = [
        {"id": one.run, "dataset": name, "status": "finished", "started": now, "finished": now, "current": True}
        for name, one in kept.items()
    ]
    digest = sha256(repr(sorted(one.said.digest for one in kept.values())).encode()).hexdigest()[:12]
    return FormerExport(kept, runs, digest, Counter(map(_item, lines)), tuple(rejects))


def _read_lines(path: Path) -> list[_Row]:
    return list(_lines(path))


def _lines(path: Path) -> Iterator[_Row]:
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
    try:
        with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as text:
            for number, line in enumerate(text, start=1):
                said = json.loads(line)
                if said["kind"] == "link" and "dataset" not in said["properties"]:
                    raise BackupUnreadable(
                        f"{path}, line {number}: an export that doesn't tell what each dataset says", next_step=_STEP
                    )
                yield said
    except (ValueError, KeyError, TypeError, RecursionError, EOFError, gzip.BadGzipFile) as error:
        raise BackupUnreadable(f"{path} is neither a backup nor an export in JSON lines", next_step=_STEP) from error


def _item(line: _Row) -> tuple[str, ...]:
    if line["kind"] == "node":
        return _type_of(line), line["id"]
    return line["type"], line["from"], line["to"]


def _type_of(node: _Row) -> str:
    return REGION.label if node["label"] in _LEVELS else str(node["label"])


def _tables_by_dataset(path: Path, lines: list[_Row]) -> dict[str, dict[str, list[_Row]]]:
    """Rows by dataset and table."""
    found: dict[str, dict[str, list[_Row]]] = defaultdict(lambda: defaultdict(list))
    places = {(one["from"], one["properties"]["dataset"]): one for one in lines
              if one["kind"] == "link" and one["type"] in _PLACED_BY}  # fmt: skip
    schools: dict[tuple[str, str], _Row] = {}
    for line in lines:
        if line["kind"] == "node":
            type_ = _type_of(line)
            if type_ not in NODE_TYPE:
                raise BackupUnreadable(f"{path}: a node {line['label']}, which no release exported", next_step=_STEP)
            for dataset in line["datasets"] if type_ in _TABLE_OF else ():
                row = _node_row(line, places.get((line["id"], dataset)))
                found[dataset][_TABLE_OF[type_]].append(row)
                if type_ == "School":
                    schools[dataset, line["id"]] = row
        else:
            _add_link(found[line["properties"]["dataset"]], schools, line)
    return found


def _node_row(node: _Row, place: _Row | None) -> _Row:
    """A node with the one link that its table also states: its region, what lies above it, or its subject."""
    row = {**node, **_evidence(node), "kind": node.get("group_kind")}
    if place is not None:
        row[_PLACED_BY[place["type"]]] = place["to"]
        row["entailed"] = place["properties"].get("entailed")
    return row


def _add_link(into: dict[str, list[_Row]], schools: dict[tuple[str, str], _Row], link: _Row) -> None:
    """The row that states a link, where no row of a node does. A lead is stated as a member."""
    properties = link["properties"]
    row = {**properties, **_evidence(properties)}
    if link["type"] == "CAMPUS_OF":
        _put_campus(into["schools"], schools[properties["dataset"], link["from"]], link["to"], row)
    elif link["type"] == "MEMBER_OF":
        into["members"].append({"group": link["to"], "school": link["from"], **row})
    elif (relation := LINK_TYPE[link["type"]].relation) is not None:
        ends = {"helper": link["from"], "helped": link["to"], "relation": relation.value}
        into["aid_links"].append({**ends, **row})


def _put_campus(rows: list[_Row], school: _Row, parent: str, said: _Row) -> None:
    """Its parent goes into the school's row; into one of its own where the evidence is another."""
    if all(school.get(name) == said.get(name) for name in ("entailed", "source", "locator")):
        school["campus_of"] = parent
    else:
        own = {name: said.get(name) for name in ("entailed", "source", "locator", "since", "until")}
        rows.append({"id": school["id"], "name": school["name"], "region": school.get("region"), **own,
                     "campus_of": parent})  # fmt: skip


def _evidence(properties: _Row) -> _Row:
    return {"source": properties.get("source_ids"), "locator": properties.get("locators")}


def _write_folder(folder: Path, dataset: str, rows: dict[str, list[_Row]]) -> None:
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps({"name": dataset}, ensure_ascii=False), "utf-8")
    for table in tables.TABLES:
        if of := rows.get(table.name):
            header = [column.name for column in table.columns] + _counts(table, of)
            write_csv_table(folder / f"{table.name}.csv", header, ([row.get(name) for name in header] for row in of))


def _counts(table: InputTable, rows: list[_Row]) -> list[str]:
    """Further columns of whole numbers, where a table takes them."""
    known = {column.name for column in table.columns} | {"since_day", "until_day"}
    names = {name for row in rows for name, value in row.items() if type(value) is int and name not in known}
    return sorted(names) if table.open_counts else []
