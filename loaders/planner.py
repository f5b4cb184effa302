"""From checked tables to facts: what rows describe, whom they refer to, and one way to give a row up.

All of it works on whole columns. `at` numbers the rows of all tables, in the order in which they are loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from loaders.country import CountryRegister
from loaders.declared_names import DeclaredNames
from loaders.facts import EVIDENCE, Facts
from loaders.identity import Entity
from loaders.names import derived_id, derived_ids
from loaders.register import ENTITIES, Register
from loaders.rejects import Reject
from loaders.said import DatasetWords

Reason = str | pl.Expr
OF_LINKS = ("entailed", "observed")
"""What a row about a school, group or organisation says of the links that it states."""
_NOT_SAID = {"at", "file", "row", *EVIDENCE}


@dataclass(slots=True)
class Planner:
    """Takes the rows of all tables of a dataset, first to make known what they describe, then to plan what they state.

    `register` and `sources` (titles by id) are shared by the datasets that are planned together. `own_source` is the
    dataset's, if it has just one; `source_ids` holds the ids that its sources have in the graph where another dataset's
    source has theirs. `notes` are for the reader of the report. A table's hooks get its rows as a frame and hand on
    those that were not rejected; `refer` and the like add columns such as `lead.id`, `lead.label` and `lead.region`.
    What rows state goes into `facts`.
    """

    words: DatasetWords
    register: Register
    sources: dict[str, str | None]
    rejects: list[Reject] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    own_source: str | None = None
    source_ids: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    names: DeclaredNames = field(init=False)
    _declared: list[pl.DataFrame] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.register = self.register.for_dataset(self.words.places, self.words.country.prefix)
        self.names = DeclaredNames(self.register)

    @property
    def country(self) -> CountryRegister:
        """The register that the dataset's regions belong to."""
        return self.words.country

    def reject(
        self, rows: pl.DataFrame, when: pl.Expr, column: str, reason: Reason, candidates: pl.Expr | None = None
    ) -> pl.DataFrame:
        """Reject the rows for which something is so, and hand on the others."""
        faulty = rows.select(wrong=when.fill_null(value=False)).to_series()
        if not faulty.any():
            return rows
        none = pl.lit([], dtype=pl.List(pl.String()))
        told = rows.filter(faulty).select(
            "at",
            "file",
            "row",
            value=_shown(rows, column),
            reason=pl.lit(reason) if isinstance(reason, str) else reason,
            candidates=none if candidates is None else candidates.fill_null(none),
        )
        for at, file, row, value, why, found in told.iter_rows():
            self.facts.rejected.add(at)
            self.rejects.append(Reject(file, row, column, value or "", why, tuple(found), at))
        return rows.filter(~faulty)

    def cited(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows whose sources are all known, by their ids in the graph."""
        if "source_ids" not in rows.columns:
            return rows
        if self.source_ids:
            ids = pl.col("source_ids").list.eval(pl.element().replace(self.source_ids))
            rows = rows.with_columns(source_ids=ids)
        named = rows["source_ids"].explode().unique().drop_nulls().to_list()
        unknown = [source for source in named if source not in self.sources]
        if not unknown:
            return rows
        first = pl.col("source_ids").list.eval(pl.element().filter(pl.element().is_in(unknown))).list.first()
        return self.reject(
            rows.with_columns(source=first), pl.col("source").is_not_null(), "source", "is in no sources table"
        ).drop("source")

    def refer(
        self, rows: pl.DataFrame, column: str, labels: tuple[str, ...], context: str | None = None
    ) -> pl.DataFrame:
        """Find what the cells of a column refer to; rows whose reference is not certain are rejected."""
        meant = self.register.resolve(rows[column], rows[context] if context else None, labels)
        on = [pl.col(column), pl.col(context) if context else pl.lit(None, pl.String())]
        answers = meant.select(
            pl.col("reference").alias("asked reference"),
            pl.col("context").alias("asked context"),
            *(pl.col(name).alias(f"{column}.{name}") for name in ("id", "label", "region", "reason", "candidates")),
        )
        rows = rows.join(
            answers,
            left_on=on,
            right_on=["asked reference", "asked context"],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        rows = rows.drop([name for name in ("asked reference", "asked context") if name in rows.columns])
        reason, candidates = f"{column}.reason", f"{column}.candidates"
        kept = self.reject(rows, pl.col(reason).is_not_null(), column, pl.col(reason), pl.col(candidates))
        return kept.drop(reason, candidates)

    def region_of(self, rows: pl.DataFrame, column: str = "region") -> pl.DataFrame:
        """Find the regions that a column names, into `<column>.id`; rows whose region is not certain are rejected."""
        meant: dict[str, str] = {}
        reasons: dict[str, str] = {}
        candidates: dict[str, list[str]] = {}
        for text in rows[column].unique().drop_nulls().to_list():
            found = self.register.place(text)
            if isinstance(found, Entity):
                meant[text] = found.id
            else:
                reasons[text], candidates[text] = found.reason, list(found.candidates)
        cells = pl.col(column)
        rows = rows.with_columns(
            cells.replace_strict(meant, default=None, return_dtype=pl.String()).alias(f"{column}.id")
        )
        if not reasons:
            return rows
        return self.reject(
            rows,
            cells.is_not_null() & pl.col(f"{column}.id").is_null(),
            column,
            cells.replace_strict(reasons, default="", return_dtype=pl.String()),
            cells.replace_strict(candidates, default=None, return_dtype=pl.List(pl.String())),
        )

    def declare_placed(self, rows: pl.DataFrame, label: str, prefix: str) -> pl.DataFrame:
        """Make schools, groups and the like known: `own.id` as given or derived, `own.label`, and `own.region`."""
        rows = self.region_of(rows)
        derived = derived_ids(prefix, rows["region.id"], rows["name"])
        rows = rows.with_columns(pl.coalesce("id", derived).alias("own.id"), pl.lit(label).alias("own.label"))
        rows = self.declare(rows.with_columns(pl.col("region.id").alias("own.region")))
        self._note_taken_as_one(rows)
        return rows

    def declare(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Make known what rows describe. A row is rejected when its id is another's in the dataset, or of another kind.

        What other datasets say of the same id may differ: it is noted, both are kept, and `merge_datasets` chooses."""
        own = pl.concat([pl.DataFrame(schema=_DECLARED), *self._declared])
        doubtful = rows["own.id"].is_duplicated() | rows["own.id"].is_in(own["id"].implode())
        if doubtful.any():
            rows = self._declare_one_by_one(rows, rows.filter(doubtful), own)
        # Few ids are known already: all rows are joined with those, not with everything that is known.
        known = self.register.entities.select("id", known="label").join(rows.select(id="own.id"), on="id", how="semi")
        if known.height:
            taken = rows.join(known, left_on="own.id", right_on="id", how="left", maintain_order="left")
            rows = self.reject(
                taken, pl.col("known") != pl.col("own.label"), "id", pl.format("is the id of a {} already", "known")
            ).drop("known")
            others = known.join(own, on="id", how="anti")
            self._note_others_words(rows.join(others, left_on="own.id", right_on="id", how="semi"))
        described = rows.select(
            "name", "aliases", label=pl.col("own.label"), id=pl.col("own.id"), region=pl.col("own.region")
        ).with_columns(pl.col("aliases").fill_null([]))
        self._declared.append(described.select(*_DECLARED))
        self.register.add_frame(described)
        return rows

    def _declare_one_by_one(self, rows: pl.DataFrame, doubtful: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
        """Rows that share an id, with each other or with what the dataset declared, mean the same or are rejected."""
        met = {
            id_: Entity(label, id_, name, tuple(aliases), region)
            for label, id_, name, region, aliases in own.join(
                doubtful.select(id="own.id").unique(), on="id", how="semi"
            ).iter_rows()
        }
        wrong: list[tuple[int, str, str, list[str]]] = []
        for at, label, id_, name, region, aliases in doubtful.select(
            "at", "own.label", "own.id", "name", "own.region", "aliases"
        ).iter_rows():
            entity = Entity(label, id_, name, tuple(aliases or ()), region)
            known = met.setdefault(id_, entity)
            fault = None if known is entity else self._fault(known, entity)
            if fault is not None:
                wrong.append((at, *fault, [str(known)]))
                continue
            others = (entity.name, *entity.aliases)
            known.aliases += tuple(one for one in others if one not in (known.name, *known.aliases))
            known.region = known.region or entity.region
        schema = {"at": pl.UInt32(), "wrong": pl.String(), "reason": pl.String(), "near": pl.List(pl.String())}
        faults = pl.DataFrame(wrong, schema=schema, orient="row")
        rows = rows.join(faults, on="at", how="left", maintain_order="left")
        for column in faults["wrong"].unique().to_list():
            rows = self.reject(rows, pl.col("wrong") == column, column, pl.col("reason"), pl.col("near"))
        return rows.drop("wrong", "reason", "near")

    def _fault(self, known: Entity, entity: Entity) -> tuple[str, str] | None:
        """Column and reason why an entity can't have the id that another has; None where they are the same."""
        if known.label != entity.label:
            return "id", f"is the id of a {known.label} already"
        if not known.is_called(entity.name) and not entity.is_called(known.name):
            return "id", "is the id of another name already"
        if not self._may_lie_in(known, entity.region):
            return "region", f"is not where this id lies already: {known.region}"
        return None

    def _may_lie_in(self, known: Entity, region: str | None) -> bool:
        """Two rows may put a school into regions that lie in one another, one being more precise."""
        places = self.register.places
        if known.label == "Region" or not known.region or not region:
            return True
        return places.are_nested(region, known.region)

    def _note_taken_as_one(self, rows: pl.DataFrame) -> None:
        """Say which rows without an id were taken as one, as their name and region are the same."""
        if "School" not in rows["own.label"]:
            return
        twice = rows.filter(pl.col("id").is_null() & rows["own.id"].is_duplicated())
        one = twice.group_by("own.id", maintain_order=True).agg(
            pl.col("file").first(), pl.col("row"), pl.col("name").first(), pl.col("own.label").first(), pl.len()
        )
        for _, file, numbers, name, label, count in one.head(NOTED).iter_rows():
            shown = ", ".join(map(str, numbers[:5])) + (", …" if count > 5 else "")
            self.notes.append(f"{file}, rows {shown}: taken as one {label} {name!r}; give ids if they are several")
        if one.height > NOTED:
            self.notes.append(f"… and {one.height - NOTED:,} more that several rows describe without an id")

    def _note_others_words(self, rows: pl.DataFrame) -> None:
        """Say which rows name or place something otherwise than another dataset does."""
        met = self.register.known(rows["own.id"].unique())
        notes = []
        for file, row, label, id_, name, region in rows.select(
            "file", "row", "own.label", "own.id", "name", "own.region"
        ).iter_rows():
            if (fault := self._fault(met[id_], Entity(label, id_, name, (), region))) is not None:
                notes.append(f"{file}, row {row}: {name!r} {fault[1]} ({met[id_]}): another dataset says so")
        self.notes += notes[:NOTED]
        if len(notes) > NOTED:
            self.notes.append(f"… and {len(notes) - NOTED:,} more that another dataset describes otherwise")

    def declare_names(self, *labels: str) -> None:
        """Make known, and plan, what the names that were gathered so far declare of some labels."""
        for label, rows in self.names.declare(frozenset(labels)):
            self.facts.nodes(rows, label)
            self.locate(rows)

    def programmes(self, names: pl.Series) -> pl.Series:
        """Names of programmes, each in one spelling: the one known, or the first in order; they become known."""
        ids = {name: derived_id("programme", None, name) for name in sorted(names.unique().drop_nulls().to_list())}
        known = {
            entity.id: entity.name
            for entity in self.register.known(pl.Series(list(ids.values()), dtype=pl.String())).values()
        }
        new = {id_: name for name, id_ in reversed(ids.items()) if id_ not in known}
        self.register.add(Entity("Programme", id_, name) for id_, name in new.items())
        known |= new
        spelled = {name: known[id_] for name, id_ in ids.items()}
        return names.replace_strict(spelled, default=None, return_dtype=pl.String())

    def locate(self, rows: pl.DataFrame) -> None:
        """Plan in which region each row's school, group or organisation lies, where the row says so."""
        placed = rows.filter(pl.col("region.id").is_not_null()).with_columns(
            pl.col("region.id").alias("place.id"), pl.lit("Region").alias("place.label")
        )
        self.facts.links(placed, "LOCATED_IN", "own", "place", OF_LINKS)

    def lead(self, rows: pl.DataFrame, leader: str, group: str, values: Sequence[str]) -> None:
        """Plan who leads groups: LEADS, and the membership that it implies for a school."""
        self.facts.links(rows, "LEADS", leader, group, values)
        schools = rows.filter(pl.col(f"{leader}.label") == "School")
        self.facts.links(schools, "MEMBER_OF", leader, group, [name for name in values if name != "role"], role="lead")


def given_columns(rows: pl.DataFrame) -> list[str]:
    """Columns of a table's rows that hold what the table said, counts among them; dates without their day integers."""
    dates = {f"{name}_day" for name in rows.columns}
    return [name for name in rows.columns if "." not in name and name not in _NOT_SAID | dates]


_DECLARED = {**ENTITIES, "aliases": pl.List(pl.String())}

NOTED = 20
"""How many notes of one kind a report shows."""


def _shown(rows: pl.DataFrame, column: str) -> pl.Expr:
    """A column's cells as a reject shows them."""
    if column not in rows.columns:
        return pl.lit("")
    if isinstance(rows.schema[column], pl.List):
        return pl.col(column).cast(pl.List(pl.String())).list.join(";")
    return pl.col(column).cast(pl.String)
