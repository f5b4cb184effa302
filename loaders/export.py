"""The graph back into input tables, a folder for each dataset: loading them again gives the same graph."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.export import Counts, ExportLink, ExportNode, FolderFormat
from graph.export.csv_table import write_csv_table
from graph.model import LINK_TYPE, NODE_TYPE

if TYPE_CHECKING:
    from loaders.tables.exported import ExportedDataset


class InputTables(FolderFormat):
    """The input tables."""

    name = "csv"
    media_type = "text/csv"
    notes = (
        "The input tables, a folder for each dataset, for spreadsheets and other programs; "
        "`huoshui load` makes the same graph of them again."
    )

    def write(self, nodes: Iterable[ExportNode], links: Iterable[ExportLink], folder: Path) -> Counts:
        """Write `folder/<dataset>/<table>.csv`."""
        from loaders.tables.exported import ExportedDataset  # the tables bring in what loading takes

        _refuse_untold()
        all_nodes, all_links = list(nodes), list(links)
        by_dataset: dict[str, list[ExportLink]] = defaultdict(list)
        for link in all_links:
            for dataset in link.properties["datasets"]:
                by_dataset[dataset].append(link)
        datasets = {dataset for node in all_nodes for dataset in node.properties.get("datasets", [])}
        for dataset in sorted(datasets | set(by_dataset)):
            held = [node for node in all_nodes if dataset in node.properties.get("datasets", [])]
            _write_dataset(folder / dataset, dataset, ExportedDataset(held, by_dataset[dataset]))
        return len(all_nodes), len(all_links)


FORMATS = (InputTables(),)
"""The export formats of this layer."""


def _refuse_untold() -> None:
    """Raise LookupError when no table states what the model declares: half a graph is never written in silence."""
    from loaders import tables

    told = {kind for table in tables.TABLES for kind in table.tells} | {"LoadRun", "DifferingValue"}
    if untold := [kind for kind in (*NODE_TYPE, *LINK_TYPE) if kind not in told]:
        raise LookupError(f"no input table states {', '.join(untold)}: give the link type a relation, or add a table")


def _write_dataset(folder: Path, dataset: str, held: ExportedDataset) -> None:
    from loaders import tables

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps({"name": dataset}, ensure_ascii=False) + "\n", "utf-8")
    for table in tables.TABLES:
        rows = list(table.exported(held))
        columns = [column.name for column in table.columns]
        counts = sorted({name for row in rows for name in row} - set(columns)) if table.open_counts else []
        if rows:
            names = [*columns, *counts]
            write_csv_table(folder / f"{table.name}.csv", names, ([row.get(name) for name in names] for row in rows))
