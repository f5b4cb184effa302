"""What several datasets say, as one: each node and link once, with all the evidence, and one value where they differ.

The value that stands is that of what is stated before what is only entailed, of a register before a report, of a newer
source before an older one, then of the first dataset by name. The others are kept as DifferingValue nodes."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from graph.model import NODE_TYPE
from loaders.differing_values import Differences, with_standing
from loaders.facts import EVIDENCE, storable
from loaders.join_facts import NODE_KEY, dated, key_columns, union_of_evidence, union_of_lists
from loaders.load_plan import LoadPlan
from loaders.names import name_keys
from loaders.said import DatasetWords

_LEADS_ONCE = {"LOCATED_IN": "region", "PART_OF": "parent", "CAMPUS_OF": "campus_of"}
"""Types of which a node has one link, and what the tables call its end: where datasets name several, they differ."""
_RANK = ["is entailed", "rank", "newest", "dataset"]
_NO_VALUES = {"ats", "fact", "called", "extra_label", "entailed", *_RANK}


def merge_datasets(stated: Sequence[LoadPlan], words: Sequence[DatasetWords]) -> LoadPlan:
    """One plan of what each dataset states. Frames gain `datasets`; values that do not stand become nodes."""
    plan = LoadPlan()
    differences = Differences()
    published = _published(stated)
    for kind in dict.fromkeys(kind for one in stated for kind in (*one.nodes, *one.links)):
        said = [
            frame.with_columns(dataset=pl.lit(of.name), rank=pl.lit(of.authority != "register"))
            for one, of in zip(stated, words, strict=True)
            if (frame := (one.nodes | one.links).get(kind)) is not None
        ]
        into = plan.nodes if kind in NODE_TYPE else plan.links
        into[kind] = _merged(kind, said, published, differences)
    differences.put_into(plan)
    return plan


def _published(stated: Sequence[LoadPlan]) -> dict[str, int]:
    """The day on which each source was published, where one says so; the first that is known to have come out."""
    days = [pl.DataFrame(schema={"id": pl.String(), "published_day": pl.Int64()})]
    for one in stated:
        sources = one.nodes.get("Source")
        if sources is not None and "published_day" in sources.columns:
            days.append(sources.select("id", "published_day").drop_nulls())
    return dict(pl.concat(days).sort("published_day", descending=True).iter_rows())


def _merged(kind: str, said: list[pl.DataFrame], published: dict[str, int], differences: Differences) -> pl.DataFrame:
    """The facts of one kind, each once."""
    if len(said) == 1:
        return said[0].with_columns(datasets=pl.concat_list("dataset")).drop("dataset", "rank")
    key = NODE_KEY if kind in NODE_TYPE else key_columns(kind)
    together = pl.concat(said, how="diagonal")
    together = together.with_columns(
        pl.lit(None, pl.String()).alias(name) for name in key if name not in together.columns
    )
    if kind not in NODE_TYPE:
        together = dated(kind, together)
    held = ["start_label", "start"] if kind in _LEADS_ONCE else list(key)
    several = together.select(held).is_duplicated()
    alone = together.filter(~several).with_columns(datasets=pl.concat_list("dataset")).drop("dataset", "rank")
    if not several.any():
        return alone
    shared = _ranked(together.filter(several), published)
    if kind in _LEADS_ONCE:
        shared = _one_end(kind, shared, held, differences)
    shared = shared.with_columns(fact=pl.struct(key).rank("dense"))
    if "name" in shared.columns:
        shared = shared.with_columns(called=pl.col("name").drop_nulls().first().over("fact"))
    return pl.concat([alone, _one_of_each(kind, shared, key, differences).select(alone.columns)])


def _ranked(shared: pl.DataFrame, published: dict[str, int]) -> pl.DataFrame:
    """Statements in the order in which their values stand, the first first."""
    entailed = pl.col("entailed").fill_null(value=False) if "entailed" in shared.columns else pl.lit(value=False)
    sources = pl.col("source_ids" if "source_ids" in shared.columns else "id")
    days = (
        sources.list.eval(pl.element().replace_strict(published, default=None, return_dtype=pl.Int64())).list.max()
        if "source_ids" in shared.columns
        else sources.replace_strict(published, default=None, return_dtype=pl.Int64())
    )
    ranked = shared.with_columns(entailed.alias("is entailed"), (-days).alias("newest"))
    return ranked.sort(_RANK, nulls_last=True, maintain_order=True)


def _one_end(kind: str, shared: pl.DataFrame, held: list[str], differences: Differences) -> pl.DataFrame:
    """Links of a type of which a node has one: those to the end that stands. Within one dataset several may stand."""
    said = with_standing(shared, "end", held)
    other = (said["end"] != said["standing"]) & (said["dataset"] != said["standing dataset"])
    differences.add(kind, _LEADS_ONCE[kind], said.filter(other).drop("end", "end_label"))
    return shared.filter(~other)


def _one_of_each(kind: str, shared: pl.DataFrame, key: Sequence[str], differences: Differences) -> pl.DataFrame:
    """Each fact of which several datasets speak, with the values that stand."""
    properties = storable(kind)[0]
    lists = [name for name, type_ in shared.schema.items() if isinstance(type_, pl.List)]
    joined = [name for name in lists if name not in (*EVIDENCE, "ats") and not _is_choice(kind, name)]
    chosen = [name for name in shared.columns if name not in _NO_VALUES | {*key, *joined, *EVIDENCE}]
    parts = [
        shared.group_by("fact").agg(
            pl.col(key).first(),
            *(pl.col(name).drop_nulls().first() for name in (*chosen, "extra_label") if name in shared.columns),
            pl.when(pl.col("is entailed").all()).then(pl.lit(value=True)).alias("entailed"),
            pl.col("ats").explode().unique().sort(),
            datasets=pl.col("dataset").unique().sort(),
        )
    ]
    for name in chosen:
        if not name.endswith("_day") or name.removesuffix("_day") not in properties:
            _note_differences(kind, name, shared, differences)
    parts += [union_of_lists(kind, shared, name) for name in joined]
    if set(EVIDENCE) <= set(shared.columns):
        parts.append(union_of_evidence(shared))
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.join(part, on="fact", how="left")
    return whole


def _is_choice(kind: str, name: str) -> bool:
    """Whether a list is one value that stands or doesn't, such as the stages of a school."""
    prop = storable(kind)[0].get(name)
    return prop is not None and bool(prop.choices)


def _note_differences(kind: str, name: str, shared: pl.DataFrame, differences: Differences) -> None:
    """Gather what a column says where something else stands; two spellings of a name don't differ."""
    said = shared.filter(pl.col(name).is_not_null())
    if isinstance(shared.schema[name], pl.List):
        said = said.with_columns(pl.col(name).list.join(";"))
    said = with_standing(said, name, ["fact"])
    columns = (said["value"], said["standing"])
    value, standing = map(name_keys, columns) if name == "name" else columns
    differences.add(kind, name, said.filter(value != standing))
