"""Names that declare: where a folder lists no schools, those that its other tables name are its schools.

Each name becomes one school of the region that its row tells, with the evidence of that row. Within one group's rows a
name that is another less the names of its places is that one; nothing else is taken for the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import polars as pl
from rapidfuzz import fuzz, process

from loaders.identity import Entity
from loaders.names import derived_id, name_key, name_keys, one_spelling
from loaders.register import Register

_PREFIX = {"School": "school", "EducationGroup": "group", "Organisation": "organisation"}
_NEAR = 85
"""From this share of equal characters on, in percent, a name is near to another one."""
_COMPARED = 5_000_000
_NOTED = 20
"""How many notes of near names a report shows."""
_KINDS = {
    "university": "大学|进修学院",
    "government": "局|厅|教育部|委员会|党委|团委|政府|办公室",
    "enterprise": "公司|企业|银行",
    "foundation": "基金会",
}
_OTHERS = "研究院|研究所|教科院|协会|学会|报社"
"""How names of organisations end: of each kind, and of others."""
_SHAPES = {
    "Organisation": f"({'|'.join(_KINDS.values())}|{_OTHERS})$",
    "EducationGroup": "(集团|联盟|共同体|学区|联合体)$",
    "School": "(小学|中学|学校|学院|幼儿园|书院|[一二三四五六七八九十]中|附中|附小|高中|职高|中专"
    "|校区|分校|分园|校|园|中)$",
}
"""How names of a label end, in the form in which names are compared; the first that fits tells."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A column of a table whose names may declare things of some labels.

    `region` and `within` are columns: where an unknown name lies, and the group in whose rows it stands."""

    table: str
    column: str
    labels: tuple[str, ...]
    region: str | None = None
    within: str | None = None


def label_of(key: pl.Expr, labels: tuple[str, ...]) -> pl.Expr:
    """Which of some labels a name speaks for, by its key; null where it can't be told."""
    if len(labels) == 1:
        return pl.lit(labels[0])
    shapes = [pl.when(key.str.contains(shape)).then(pl.lit(label)) for label, shape in _SHAPES.items()]
    spoken = pl.coalesce(shapes)
    if "Region" not in labels:
        spoken = spoken.fill_null("School")
    return pl.when(spoken.is_in(labels)).then(spoken)


@dataclass(slots=True)
class DeclaredNames:
    """Gathers names of several tables, since one group's rows may stand in two; `declare` makes them known.

    `may_declare` are the labels that names declare: those that the folder has no table for. `apart` are pairs of ids,
    or of keys of names, that somebody says are two. `counts` tells how many each table declared, by table and label;
    `notes` which are near to another name."""

    register: Register
    may_declare: frozenset[str] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _gathered: list[pl.DataFrame] = field(default_factory=list)

    def gather(self, rows: pl.DataFrame, naming: Naming) -> None:
        """Take up the names of a column; those that mean something known are left alone."""
        if not self.may_declare & set(naming.labels):
            return
        nothing = pl.lit(None, pl.String())
        named = rows.filter(self._may_declare(rows, naming)).select(
            "at",
            "file",
            "row",
            "source_ids",
            "locators",
            text=naming.column,
            region=pl.col(naming.region) if naming.region else nothing,
            within=pl.col(naming.within) if naming.within else nothing,
        )
        meant = self.register.resolve(named["text"], named["region"], naming.labels)
        unknown = meant.filter(pl.col("id").is_null() & pl.col("reason").str.starts_with("is unknown"))
        asked = unknown.select(text="reference", region="context")
        named = named.join(asked, on=["text", "region"], how="semi", nulls_equal=True, maintain_order="left")
        placed = self._placed(named, naming)
        if placed.height:
            self._gathered.append(placed)

    def _may_declare(self, rows: pl.DataFrame, naming: Naming) -> pl.Series:
        """Whether a name may declare anything at all: most can't where only organisations may be declared."""
        text = rows[naming.column]
        declarable = self.may_declare & set(naming.labels)
        if len(naming.labels) == 1 or "School" in declarable:
            return text.is_not_null()
        shapes = [shape for label, shape in _SHAPES.items() if label in declarable]
        keys = name_keys(text.str.replace("@[^@]*$", ""))
        return keys.str.contains("|".join(shapes)).fill_null(value=False)

    def declare(self, labels: frozenset[str]) -> Iterator[tuple[str, pl.DataFrame]]:
        """Make gathered names of some labels known; gives by label a row for each that names one: its evidence."""
        gathered = pl.concat([pl.DataFrame(schema=_PLACED), *self._gathered])
        wanted = gathered["label"].is_in(list(labels))
        rows, self._gathered = gathered.filter(wanted), [gathered.filter(~wanted)]
        if not rows.height:
            return
        full = self._full_names(rows)
        rows = rows.join(full, on=["within", "key"], how="left", nulls_equal=True, maintain_order="left")
        rows = rows.with_columns(pl.coalesce("full", "name").alias("meant"))
        rows = rows.with_columns(one_spelling(rows["meant"], rows["label"], rows["region"]).alias("meant"))
        rows = rows.with_columns(name="meant", also=pl.when(pl.col("name") != pl.col("meant")).then("name"))
        named = rows.select("label", "region", "name").iter_rows()
        ids = [derived_id(_PREFIX[label], region, name) for label, region, name in named]
        rows = rows.with_columns(pl.Series("own.id", ids, dtype=pl.String()))
        each = rows.group_by("label", "own.id", maintain_order=True).agg(
            pl.col("name").first(),
            pl.col("region").first(),
            pl.col("table").first(),
            aliases=pl.col("also").drop_nulls().unique().sort(),
        )
        self._note_near(each)
        self.register.add_frame(each.rename({"own.id": "id"}))
        for table, label, count in each.group_by("table", "label").len().sort("table", "label").iter_rows():
            self.counts[table, label] = self.counts.get((table, label), 0) + count
        unplaced = each.filter((pl.col("label") == "School") & pl.col("region").is_null()).height
        if unplaced:
            self.notes.append(
                f"{unplaced:,} schools that names declare lie in no region: say which, by column or mapping"
            )
        said = each.select("label", "own.id", aliases=pl.when(pl.col("aliases").list.len() > 0).then("aliases"))
        rows = rows.join(said, on=["label", "own.id"], how="left", maintain_order="left").with_columns(
            pl.col("label").alias("own.label"), pl.col("region").alias("region.id"), entailed=pl.lit(value=True)
        )
        for (label,), group in rows.group_by(["label"], maintain_order=True):
            yield str(label), group.with_columns(kind=_kind()) if label == "Organisation" else group

    def _placed(self, named: pl.DataFrame, naming: Naming) -> pl.DataFrame:
        """Names without their `@region`, each with label, key and region; one whose label is not certain is left."""
        parts = named.with_columns(
            name=pl.col("text").str.extract("^(.*)@[^@]*$").str.strip_chars(),
            place=pl.col("text").str.extract("@([^@]*)$").str.strip_chars(),
        )
        placed = pl.col("name").str.len_bytes().fill_null(0) > 0
        places = parts.filter(placed)["place"].unique().to_list()
        found = {place: region.id for place in places if isinstance(region := self.register.place(place), Entity)}
        meant = pl.col("place").replace_strict(found, default=None, return_dtype=pl.String())
        parts = parts.filter(~placed | meant.is_not_null()).with_columns(
            region=pl.when(placed).then(meant).otherwise("region"), name=pl.when(placed).then("name").otherwise("text")
        )
        parts = parts.with_columns(key=name_keys(parts["name"]), table=pl.lit(naming.table))
        parts = parts.with_columns(label=label_of(pl.col("key"), naming.labels))
        return parts.filter(pl.col("label").is_in(list(self.may_declare))).select(*_PLACED)

    def _full_names(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The full name of each short one within a group: it is the full one less the names of its places."""
        full: list[tuple[str, str, str]] = []
        inside = rows.filter(pl.col("within").is_not_null() & (pl.col("label") == "School"))
        for (within,), group in inside.group_by(["within"], maintain_order=True):
            names = group.select("key", "name", "region").unique(maintain_order=True)
            places = dict(names.select("key", "region").iter_rows())
            if len(places) < 2:
                continue
            for key, name, region in names.iter_rows():
                short = {name_key(one) for one in self.register.places.less_places(name, region)} - {key}
                full += [
                    (str(within), one, name)
                    for one in short
                    if one in places and not self._are_apart((key, region), (one, places[one]))
                ]
        schema = {"within": pl.String(), "key": pl.String(), "full": pl.String()}
        found = pl.DataFrame(full, schema=schema, orient="row").unique()
        # Where two full names have one short one, it is neither's for certain.
        return found.filter(~found.select("within", "key").is_duplicated())

    def _are_apart(self, *schools: tuple[str, str | None]) -> bool:
        """Whether somebody says that two schools, known by the key of a name and a region, are two."""
        one, other = ({key, name_key(derived_id(_PREFIX["School"], region, key))} for key, region in schools)
        return any(frozenset(pair) in self.apart for pair in product(one, other))

    def _note_near(self, each: pl.DataFrame) -> None:
        """Note names that look like another of the same place: candidates for a reader, never merged."""
        declared = each.select("label", pl.col("own.id").alias("id"), "name", "region", new=pl.lit(value=True))
        known = self.register.entities.select("label", "id", "name", "region", new=pl.lit(value=False))
        placed = pl.concat([declared, known]).filter(pl.col("region").is_not_null())
        pairs = placed.group_by("label", "region").agg(pairs=pl.len().cast(pl.UInt64) * pl.col("new").sum())
        pairs = pairs.filter(pl.col("pairs") > 1).sort("pairs", "label", "region")
        few = pairs.filter(pl.col("pairs").cum_sum() <= _COMPARED)
        if few.height < pairs.height:
            self.notes.append("names that are near to others were not all looked for: there are too many")
        near: list[str] = []
        looked_at = placed.join(few, on=["label", "region"], how="semi").unique("id", keep="first").sort("id")
        for (label, region), group in looked_at.group_by(["label", "region"], maintain_order=True):
            names = dict(group.select("id", "name").iter_rows())
            near += self._near(str(label), str(region), names, group.filter("new")["id"].to_list())
        self.notes += near[:_NOTED]
        if len(near) > _NOTED:
            self.notes.append(f"… and {len(near) - _NOTED:,} more names that are near to another")

    def _near(self, label: str, region: str, names: dict[str, str], ours: list[str]) -> Iterator[str]:
        """Notes of our names of a region that are near to others there, be it but for the names of their places."""
        places = self.register.places
        short = {id_: min((name, *places.less_places(name, region)), key=len) for id_, name in names.items()}
        declared = set(ours)
        for id_ in ours:
            # Of two that are new the first tells.
            others = {other: name for other, name in short.items() if other not in declared or other > id_}
            for _, _, other in process.extract(short[id_], others, scorer=fuzz.ratio, limit=2, score_cutoff=_NEAR):
                if any(frozenset(two) in self.apart for two in product(_known_as(names, id_), _known_as(names, other))):
                    continue
                pair = f"{names[id_]!r} ({id_}) is near to {names[other]!r} ({other})"
                yield f"{pair}: two of {label} unless you say otherwise"


def _known_as(names: dict[str, str], id_: str) -> set[str]:
    """What a decision may call a thing by: keys of its id and its name."""
    return {name_key(id_), name_key(names[id_])}


def _kind() -> pl.Expr:
    """What kind of organisation its name speaks for; null where it doesn't tell."""
    ends = [pl.when(pl.col("key").str.contains(f"({ends})$")).then(pl.lit(kind)) for kind, ends in _KINDS.items()]
    return pl.coalesce(ends)


_PLACED = {
    "at": pl.UInt32(),
    "file": pl.String(),
    "row": pl.UInt32(),
    "source_ids": pl.List(pl.String()),
    "locators": pl.List(pl.String()),
    "label": pl.String(),
    "name": pl.String(),
    "key": pl.String(),
    "region": pl.String(),
    "within": pl.String(),
    "table": pl.String(),
}
