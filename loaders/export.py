"""The graph back into input tables, a folder for each dataset: loading them again gives the same graph."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph import Store
from graph.export import ExportLink, ExportNode, exported_links, exported_nodes
from graph.model import RELATIONS
from loaders.columns import TABLES

Row = dict[str, Any]
_RELATION_OF = {link_type.type: relation for relation, link_type in RELATIONS.items()}
_TABLE_OF = {
    "Source": "sources",
    "Region": "regions",
    "School": "schools",
    "EducationGroup": "groups",
    "Indicator": "indicators",
}


def write_tables(store: Store, folder: Path) -> tuple[int, int]:
    """Write `folder/<dataset>/<table>.csv` and return the numbers of nodes and links."""
    nodes, links = list(exported_nodes(store)), list(exported_links(store))
    by_dataset: dict[str, list[ExportLink]] = defaultdict(list)
    for link in links:
        by_dataset[link.properties["dataset"]].append(link)
    datasets = {dataset for node in nodes for dataset in node.properties.get("datasets", [])}
    for dataset in sorted(datasets | set(by_dataset)):
        held = [node for node in nodes if dataset in node.properties.get("datasets", [])]
        _write_dataset(folder / dataset, dataset, held, by_dataset[dataset])
    return len(nodes), len(links)


def _write_dataset(folder: Path, dataset: str, nodes: list[ExportNode], links: list[ExportLink]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps({"name": dataset}, ensure_ascii=False) + "\n", "utf-8")
    tables: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    places = {link.start: link for link in links if link.type in ("LOCATED_IN", "PART_OF", "ABOUT")}
    for node in nodes:
        if (name := _TABLE_OF.get(node.type)) is not None:
            tables[name].append(_node_row(node, places.get(node.id)))
    rows_of_school = {row["id"]: row for row in tables["schools"]}
    for link in links:
        match link.type:
            case "CAMPUS_OF":
                _put_campus(tables["schools"], rows_of_school[link.start], link)
            case "MEMBER_OF":
                tables["members"].append({"group": link.end, "school": link.start, **_link_row(link)})
            case "AIDS" | "PAIRED_WITH" | "MANAGES" | "SPUN_OFF_FROM":
                ends = {"helper": link.start, "helped": link.end, "relation": _RELATION_OF[link.type]}
                tables["aid_links"].append({**ends, **_link_row(link)})
    for table in TABLES:
        columns = [column.name for column in table.columns]
        known = {name for row in tables[table.name] for name in row}
        counts = sorted(known - set(columns)) if table.open_counts else []
        if tables[table.name]:
            _write_table(folder / f"{table.name}.csv", [*columns, *counts], tables[table.name])


def _node_row(node: ExportNode, place: ExportLink | None) -> Row:
    """A node with the one link that its table also states: its region, what lies above it, or its subject."""
    row = {"id": node.id, **node.properties, **_evidence(node.properties)}
    if place is not None:
        column = {"LOCATED_IN": "region", "PART_OF": "parent", "ABOUT": "subject"}[place.type]
        row[column] = place.end
        row["entailed"] = place.properties.get("entailed")
    return row


def _put_campus(rows: list[Row], school: Row, link: ExportLink) -> None:
    """Its parent goes into the school's row; into one of its own where the evidence is another."""
    said = {"campus_of": link.end, "entailed": link.properties.get("entailed"), **_evidence(link.properties)}
    if all(school.get(name) == said[name] for name in ("entailed", "source", "locator")):
        school["campus_of"] = link.end
    else:
        rows.append({"id": school["id"], "name": school["name"], "region": school.get("region"), **said})


def _link_row(link: ExportLink) -> Row:
    kept = {name: value for name, value in link.properties.items() if not name.endswith("_day")}
    for name in ("key", "dataset", "source_ids", "locators"):
        kept.pop(name, None)
    return kept | _evidence(link.properties)


def _evidence(properties: dict[str, Any]) -> Row:
    return {"source": properties.get("source_ids"), "locator": properties.get("locators")}


def _write_table(path: Path, columns: list[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"  # in full: 0.00005, not 5e-05
    return str(value).lower() if isinstance(value, bool) else str(value)
