"""A plan as the tables of the export format `neo4j-admin`, with all that a load stores and no export tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from graph.engines.neo4j_import import LIST_SEPARATOR
from graph.export.neo4j_admin import Columns, link_keys, links_file, node_keys, nodes_file, stored_types
from graph.model import LINK_TYPE, NODE_TYPE
from loaders.load_plan import PART, LoadPlan
from loaders.writing import Progress, with_name_forms

_LINE_END = "[\r\n]"


def write_tables(plan: LoadPlan, folder: Path, run: pl.Expr, progress: Progress) -> bool:
    """Write a plan's nodes and links, each with the id of its `run`. Returns whether a text has several lines."""
    total, done = plan.node_count + plan.link_count, 0
    several = False
    for table in _tables(plan):
        with (folder / table.name).open("wb") as file:
            for part in table.parts(run):
                # What is quoted stays as it is: an empty text is one, and nothing else is none.
                part.write_csv(file, include_header=file.tell() == 0, quote_style="non_numeric")
                several = several or _has_lines(part)
                done += part.height
                progress("tables", done, total)
    return several


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the importer: its frames, which columns give its first ones, and the types of the others."""

    name: str
    frames: Iterable[pl.DataFrame]
    keys: Mapping[str, str]
    types: Columns
    label: str | None = None
    """Of nodes, whose names have other forms beside them."""

    def parts(self, run: pl.Expr) -> Iterator[pl.DataFrame]:
        """The rows as they are written, some at a time: as text they take several times the memory."""
        for frame in self.frames:
            for part in frame.iter_slices(PART):
                rows = part if self.label is None else with_name_forms(self.label, part)
                rows = rows.with_columns(run=run)
                unknown = [name for name in self.types if name not in rows.columns]
                # Every part has the same columns: those of the first head the table.
                rows = rows.with_columns(pl.lit(None, pl.String()).alias(name) for name in unknown)
                yield rows.select(self._columns(rows.schema))

    def _columns(self, schema: pl.Schema) -> Iterator[pl.Expr]:
        for name, header in self.keys.items():
            yield pl.col(name).alias(header)
        for name, type_ in self.types.items():
            column = pl.col(name).list.join(LIST_SEPARATOR) if isinstance(schema[name], pl.List) else pl.col(name)
            yield column.alias(f"{name}:{type_}")


def _tables(plan: LoadPlan) -> Iterator[_Table]:
    for label, nodes in plan.nodes.items():
        if nodes.height:
            keys = dict(zip(("id", "labels"), node_keys(label), strict=True))
            types = _but(keys, stored_types(NODE_TYPE[label].properties))
            yield _Table(nodes_file(label), _with_labels(label, nodes), keys, types, label)
    for type_, start, end, links in plan.link_groups():
        keys = dict(zip(("start", "end", "type"), link_keys(start, end), strict=True))
        # Counts that a table added are not declared one by one.
        added = dict.fromkeys(sorted(set(links.columns) - {"start", "end"}), "long")
        types = _but(keys, added | stored_types(LINK_TYPE[type_].properties))
        yield _Table(links_file(type_, start, end), [links.with_columns(type=pl.lit(type_))], keys, types)


def _but(keys: Mapping[str, str], types: Columns) -> Columns:
    return {name: type_ for name, type_ in types.items() if name not in keys}


def _with_labels(label: str, nodes: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for _, extra, frame in LoadPlan(nodes={label: nodes}).node_groups():
        yield frame.with_columns(labels=pl.lit(label if extra is None else f"{label}{LIST_SEPARATOR}{extra}"))


def _has_lines(part: pl.DataFrame) -> bool:
    texts = [name for name, type_ in part.schema.items() if type_ == pl.String()]
    return any(part[name].str.contains(_LINE_END).any() for name in texts)
