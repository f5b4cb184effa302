"""Who is meant: references to schools, groups, regions and others, resolved or left open, never guessed.

Everything is asked for whole columns at once: 300,000 references to 500,000 schools are a few joins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl
from rapidfuzz import fuzz, process

from loaders.identity import Entity, Unresolved
from loaders.names import name_key, name_keys
from loaders.places import Places

_LOOK_ALIKES = 20_000_000
"""How many comparisons all searches for look-alikes of one load may make, about ten seconds' worth."""
_SHOWN = 10
_LETTERS = re.compile(r"[^\W\d_]")
ENTITIES = {"label": pl.String(), "id": pl.String(), "name": pl.String(), "region": pl.String()}
_NAMES = {"key": pl.String(), "label": pl.String(), "id": pl.String(), "region": pl.String(), "alias": pl.Boolean()}
_STANDS = {"id": pl.String(), "stands": pl.String()}
_FOUND = {"n": pl.UInt32(), "id": pl.String()}
_OPEN: pl.Schema = pl.Schema({"n": pl.UInt32(), "reason": pl.String(), "candidates": pl.List(pl.String())})


@dataclass(slots=True)
class Register:
    """Everything that a reference may mean, by id, by name and by alias.

    `places` knows the regions, also by path and spelling; the frames hold them too, as any reference may name one.
    """

    places: Places = field(default_factory=Places)
    _entities: list[pl.DataFrame] = field(default_factory=lambda: [pl.DataFrame(schema=ENTITIES)])
    _names: list[pl.DataFrame] = field(default_factory=lambda: [pl.DataFrame(schema=_NAMES)])
    _replaced: list[pl.DataFrame] = field(default_factory=lambda: [pl.DataFrame(schema=_STANDS)])
    _comparisons: int = 0

    @property
    def entities(self) -> pl.DataFrame:
        """Label, id, name and region of everything known, each id once."""
        if len(self._entities) > 1:
            together = pl.concat(self._entities)
            region = pl.col("region").drop_nulls().first().over("id")
            if together["id"].is_duplicated().any():
                together = together.with_columns(region=region).unique("id", keep="first", maintain_order=True)
            self._entities[:] = [together]
        return self._entities[0]

    @property
    def names(self) -> pl.DataFrame:
        """Every name and alias of everything known, in the form in which names are compared."""
        if len(self._names) > 1:
            self._names[:] = [pl.concat(self._names)]
        return self._names[0]

    def for_dataset(self, decisions: Mapping[str, str], register: str) -> Register:
        """The same register, now and later, as one dataset means it: with its decisions and its regions' register."""
        return Register(self.places.for_dataset(decisions, register), self._entities, self._names, self._replaced)

    def add(self, entities: Iterable[Entity]) -> None:
        """Make some entities known; regions first, as the others lie in them."""
        given = list(entities)
        for entity in given:
            if entity.label == "Region":
                self.places.add(entity)
        rows = [(one.label, one.id, one.name, one.region, list(one.aliases)) for one in given]
        self.add_frame(pl.DataFrame(rows, schema={**ENTITIES, "aliases": pl.List(pl.String())}, orient="row"))

    def add_frame(self, given: pl.DataFrame) -> None:
        """Make the entities of a frame known: label, id, name, region and aliases. A known id only gains names."""
        if not given.height:
            return
        self._entities.append(given.select(*ENTITIES))
        # A region lies in itself: what lies above it may still be unknown.
        place = pl.when(pl.col("label") == "Region").then("id").otherwise("region")
        own = given.select(key="name", label="label", id="id", region=place, alias=pl.lit(value=False))
        others = given.filter(pl.col("aliases").list.len() > 0).explode("aliases")
        also = others.select(key="aliases", label="label", id="id", region=place, alias=pl.lit(value=True))
        named = pl.concat([own, also])
        self._names.append(named.with_columns(key=name_keys(named["key"])))

    def only(self, ids: pl.Series) -> Register:
        """A register of some of the ids and no others."""
        wanted = ids.to_frame("id")
        entities, names = (frame.join(wanted, on="id", how="semi") for frame in (self.entities, self.names))
        return Register(self.places, [entities], [names])

    def take_as_one(self, stands: Mapping[str, str]) -> None:
        """Let ids stand in the place of others: whatever means one of those means it, and so do their names."""
        replaced = pl.DataFrame({"id": list(stands), "stands": list(stands.values())}, schema=_STANDS)
        entities = self.entities.join(replaced, on="id", how="left", maintain_order="left")
        lent = entities.drop_nulls(["stands", "region"]).group_by("stands").agg(lent=pl.col("region").first())
        kept = entities.filter(pl.col("stands").is_null()).drop("stands")
        kept = kept.join(lent, left_on="id", right_on="stands", how="left", maintain_order="left")
        self._entities[:] = [kept.with_columns(region=pl.coalesce("region", "lent")).select(*ENTITIES)]
        names = self.names.join(replaced, on="id", how="left", maintain_order="left")
        self._names[:] = [
            names.with_columns(
                id=pl.coalesce("stands", "id"), alias=pl.col("alias") | pl.col("stands").is_not_null()
            ).select(*_NAMES)
        ]
        self._replaced.append(replaced)

    def place(self, text: str) -> Entity | Unresolved:
        """The region that a text means, or why it means none."""
        try:
            return self.places.find(text)
        except Unresolved as unresolved:
            return unresolved.with_traceback(None)

    def known(self, ids: pl.Series) -> dict[str, Entity]:
        """What is known of some ids."""
        found = self.entities.join(ids.to_frame("id"), on="id", how="semi")
        names = self.names.join(found, on="id", how="semi").group_by("id").agg("key")
        keys = dict(names.iter_rows())
        return {
            id_: Entity(label, id_, name, tuple(keys.get(id_, ())), region)
            for label, id_, name, region in found.iter_rows()
        }

    def resolve(self, references: pl.Series, contexts: pl.Series | None, labels: tuple[str, ...]) -> pl.DataFrame:
        """What references mean among nodes of some labels: an id, or a name with an optional `@region`.

        Names within the context region come first, full names before aliases. The frame has a row for each reference
        and context that are asked: `reference`, `context`, then `id`, `label`, `region` of what it means; where it
        means nothing or several things, `reason` and `candidates` (ids with names) instead.
        """
        context = pl.lit(None, pl.String()) if contexts is None else pl.lit(contexts)
        asked = references.to_frame("reference").with_columns(context=context)
        asked = asked.filter(pl.col("reference").is_not_null()).unique(maintain_order=True).with_row_index("n")
        found, unresolved = self._search(asked, labels)
        known = found.join(self.entities.select("id", "label", "region"), on="id", how="left")
        answer = asked.join(known, on="n", how="left").join(unresolved, on="n", how="left", maintain_order="left")
        return answer.drop("n")

    def _search(self, asked: pl.DataFrame, labels: tuple[str, ...]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Ids that are certain, and reasons for the others, by the number of the asking."""
        entities = self.entities.filter(pl.col("label").is_in(labels))
        replaced = pl.concat(self._replaced).join(entities, left_on="stands", right_on="id", how="semi")
        ids = pl.concat([entities.select(reference="id", id="id"), replaced.select(reference="id", id="stands")])
        found = [asked.join(ids, on="reference").select(*_FOUND)]
        unresolved = [pl.DataFrame(schema=_OPEN)]
        left = _without(asked, found[0])
        if not left.height:
            return found[0].unique("n"), unresolved[0]
        left = left.with_columns(key=name_keys(left["reference"]))
        if "Region" in labels and self.places.decided:
            # What a person decided holds, whatever else may be called so.
            sure, failed = self._places_meant(left.filter(pl.col("key").is_in(list(self.places.decided))), labels)
            found.append(sure)
            unresolved.append(failed)
            left = _without(_without(left, sure), failed)
        for look in (self._within_context, self._anywhere):
            hits = look(left, labels)
            sure, several = self._told_apart(hits, labels)
            found.append(sure)
            unresolved.append(several)
            left = _without(left, hits)
        for step in (self._at_a_place, self._places_meant):
            sure, several = step(left, labels)
            found.append(sure)
            unresolved.append(several)
            left = _without(_without(left, sure), several)
        unresolved.append(self._unknown(left, labels))
        return pl.concat(found).unique("n"), pl.concat(unresolved)

    def _within_context(self, left: pl.DataFrame, labels: tuple[str, ...]) -> pl.DataFrame:
        """Bearers of each name in the region where it is looked for: n, id; full names before aliases."""
        asked = left.filter(pl.col("context").is_not_null())
        bearers = self._bearers(asked["key"], labels)
        if not bearers.height:
            return pl.DataFrame(schema=_FOUND)
        above = self._regions_above(bearers["region"])
        held = bearers.join(above, on="region").select("key", "within", "id", "alias")
        hits = asked.join(held, left_on=["key", "context"], right_on=["key", "within"])
        return _names_first(hits)

    def _anywhere(self, left: pl.DataFrame, labels: tuple[str, ...]) -> pl.DataFrame:
        """Bearers of each name wherever they lie: n, id; of a name that many bear, some of them."""
        bearers = self._bearers(left["key"], labels).unique(["key", "id"], keep="first")
        some = bearers.sort("alias", "id").group_by("key", maintain_order=True).head(_SHOWN + 1)
        count = bearers.filter(pl.col("alias") == pl.col("alias").min().over("key")).group_by("key").len("bearers")
        hits = left.join(some.select("key", "id", "alias"), on="key").join(count, on="key")
        return _names_first(hits)

    def _bearers(self, keys: pl.Series, labels: tuple[str, ...]) -> pl.DataFrame:
        wanted = keys.unique().to_frame("key")
        bearers = self.names.filter(pl.col("label").is_in(labels)).join(wanted, on="key", how="semi")
        # A place that another row of the same id gave holds for all its names.
        return bearers.sort("alias").unique(["key", "id", "region", "alias"], maintain_order=True)

    def _regions_above(self, codes: pl.Series) -> pl.DataFrame:
        """Every region with itself and each of those that hold it: region, within."""
        rows = [
            (code, within)
            for code in codes.unique().drop_nulls().to_list()
            for within in dict.fromkeys((code, *self.places.codes_above(code)))
        ]
        return pl.DataFrame(rows, schema={"region": pl.String(), "within": pl.String()}, orient="row")

    def _told_apart(self, hits: pl.DataFrame, labels: tuple[str, ...]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Names that one thing bears, and those that several bear with their reason."""
        if not hits.height:
            return pl.DataFrame(schema=_FOUND), pl.DataFrame(schema=_OPEN)
        several = hits["n"].is_duplicated()
        step = "give its code or its path" if labels == ("Region",) else "add @region or give an id"
        named = hits.filter(several).join(self.entities.select("id", "name"), on="id").sort("n", "id")
        counted = pl.col("bearers").first() if "bearers" in hits.columns else pl.len()
        unresolved = named.group_by("n", maintain_order=True).agg(
            reason=pl.format("is ambiguous: {} have this name; {}", counted, pl.lit(step)),
            candidates=pl.format("{} {}", "id", "name").head(_SHOWN),
        )
        return hits.filter(~several).select(*_FOUND), unresolved.cast(_OPEN).select(*_OPEN)

    def _at_a_place(self, left: pl.DataFrame, labels: tuple[str, ...]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Names with `@region`: looked for in that region only."""
        parts = left.with_columns(
            name=pl.col("reference").str.extract(r"^(.*)@[^@]*$").str.strip_chars(),
            place=pl.col("reference").str.extract(r"@([^@]*)$").str.strip_chars(),
        ).filter((pl.col("name") != "") & (pl.col("place") != ""))
        places: dict[str, str] = {}
        reasons: list[tuple[str, str, list[str]]] = []
        for place in parts["place"].unique(maintain_order=True).to_list():
            try:
                places[place] = self.places.find(place).id
            except Unresolved as error:
                reasons.append((place, f"names a place, {place!r}, that {error.reason}", list(error.candidates)))
        schema = {"place": pl.String(), "reason": pl.String(), "candidates": pl.List(pl.String())}
        unknown = pl.DataFrame(reasons, schema=schema, orient="row")
        unresolved = parts.join(unknown, on="place", maintain_order="left").select(*_OPEN)
        resolved = parts.with_columns(
            context=pl.col("place").replace_strict(places, default=None, return_dtype=pl.String()),
            key=name_keys(parts["name"]),
        )
        hits = self._within_context(resolved, labels)
        sure, several = self._told_apart(hits, labels)
        return sure, pl.concat([unresolved, several])

    def _places_meant(self, left: pl.DataFrame, labels: tuple[str, ...]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """References that may be regions, in any spelling of a place."""
        found: list[tuple[int, str]] = []
        unresolved: list[tuple[int, str, list[str]]] = []
        if "Region" in labels:
            for n, reference in left.select("n", "reference").iter_rows():
                try:
                    found.append((n, self.places.find(reference).id))
                except Unresolved as error:
                    if labels == ("Region",) or "/" in reference or not _LETTERS.search(reference):
                        unresolved.append((n, error.reason, list(error.candidates)))
        return (
            pl.DataFrame(found, schema=_FOUND, orient="row"),
            pl.DataFrame(unresolved, schema=_OPEN, orient="row"),
        )

    def _unknown(self, left: pl.DataFrame, labels: tuple[str, ...]) -> pl.DataFrame:
        """Why the rest means nothing, with names that look like it, for the reader's eye only."""
        near = list(self._near(left["reference"], labels)) if left.height else []
        candidates = pl.Series(near, dtype=_OPEN["candidates"]).extend_constant([], left.height - len(near))
        reason = f"is unknown: no {' or '.join(labels)} has this id or name"
        return left.select("n", reason=pl.lit(reason), candidates=candidates)

    def _near(self, references: pl.Series, labels: tuple[str, ...]) -> Iterator[list[str]]:
        """Names that look like each reference, until the load has searched enough."""
        bearers = self.names.filter(pl.col("label").is_in(labels) & ~pl.col("alias")).unique("key", maintain_order=True)
        called = self.entities.select("id", called=pl.format("{} {}", "id", "name"))
        keys = bearers["key"].to_list()
        shown = bearers.join(called, on="id", how="left", maintain_order="left")["called"]
        for reference in references if keys else ():
            self._comparisons += len(keys)
            if self._comparisons > _LOOK_ALIKES:
                return
            name = name_key(reference.partition("@")[0].rpartition("/")[2])
            matches = process.extract(name, keys, scorer=fuzz.ratio, limit=3, score_cutoff=60)
            yield [shown[place] for _, _, place in matches]


def _without(left: pl.DataFrame, answered: pl.DataFrame) -> pl.DataFrame:
    return (
        left.join(answered.select("n").unique(), on="n", how="anti", maintain_order="left") if answered.height else left
    )


def _names_first(hits: pl.DataFrame) -> pl.DataFrame:
    """For each asking those whose full name it is; where it is nobody's, those with such an alias; each once."""
    best = hits.filter(pl.col("alias") == pl.col("alias").min().over("n"))
    columns = [name for name in ("n", "id", "bearers") if name in best.columns]
    return best.select(columns).unique(["n", "id"], maintain_order=True)
