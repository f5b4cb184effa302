"""The values that do not stand where datasets differ, as nodes about what they say it of."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from graph.model import ABOUT, DIFFERING_VALUE
from loaders.facts import EVIDENCE
from loaders.join_facts import union_of_evidence
from loaders.load_plan import LoadPlan
from loaders.names import digest

_SAID = ("kind", "subject_label", "subject", "partner_label", "partner", "property", "value")


def with_standing(said: pl.DataFrame, name: str, of: list[str]) -> pl.DataFrame:
    """What statements say of a property, as `value`, beside what stands: what the first of each thing says.

    `of` are the columns that tell things apart. Evidence and dataset of what stands come along."""
    if "source_ids" not in said.columns:
        # A source is its own evidence.
        own = [pl.concat_list("id"), pl.concat_list(pl.lit(name))]
        said = said.with_columns(one.alias(to) for one, to in zip(own, EVIDENCE, strict=True))
    said = said.with_columns(pl.col(name).cast(pl.String).alias("value"))
    first = {"standing": "value", **{f"standing {one}": one for one in (*EVIDENCE, "dataset")}}
    return said.with_columns(pl.col(of_first).first().over(of).alias(to) for to, of_first in first.items())


@dataclass(slots=True)
class Differences:
    """Gathers what does not stand."""

    _frames: list[pl.DataFrame] = field(default_factory=list)

    def add(self, kind: str, name: str, said: pl.DataFrame) -> None:
        """Add what statements say of a property (see `with_standing`) where something else stands."""
        if not said.height:
            return
        is_link, has_partner = "start" in said.columns, "end" in said.columns
        nothing = pl.lit(None, pl.String())
        self._frames.append(
            said.select(
                pl.lit(kind).alias("kind"),
                (pl.col("start_label") if is_link else pl.lit(kind)).alias("subject_label"),
                pl.col("start" if is_link else "id").alias("subject"),
                (pl.col("end_label") if has_partner else nothing).alias("partner_label"),
                (pl.col("end") if has_partner else nothing).alias("partner"),
                pl.lit(name).alias("property"),
                "value",
                "standing",
                *(pl.col(f"standing {one}").alias(f"standing_{one}") for one in EVIDENCE),
                "ats",
                "dataset",
                *EVIDENCE,
            )
        )

    def put_into(self, plan: LoadPlan) -> None:
        """Plan a node for each value that doesn't stand, with all its evidence, about what it is said of."""
        if not self._frames:
            return
        said = pl.concat(self._frames).with_columns(fact=pl.struct(_SAID).rank("dense"))
        once = said.group_by("fact").agg(
            pl.col(*_SAID, "standing", *(f"standing_{one}" for one in EVIDENCE)).first(),
            pl.col("ats").explode().unique().sort(),
            datasets=pl.col("dataset").unique().sort(),
        )
        once = once.join(union_of_evidence(said), on="fact").drop("fact")
        ids = [f"differing-{digest(*map(str, said), length=16)}" for said in once.select(_SAID).iter_rows()]
        nodes = once.with_columns(pl.Series("id", ids, dtype=pl.String()), extra_label=pl.lit(None, pl.String()))
        plan.nodes[DIFFERING_VALUE.label] = nodes.drop("subject_label", "partner_label")
        about = [
            nodes.select(
                pl.lit(DIFFERING_VALUE.label).alias("start_label"),
                pl.col("id").alias("start"),
                pl.col(f"{end}_label").alias("end_label"),
                pl.col(end).alias("end"),
                *EVIDENCE,
                "ats",
                "datasets",
            ).filter(pl.col("end_label").is_in([to for start, to in ABOUT.ends if start == DIFFERING_VALUE.label]))
            for end in ("subject", "partner")
        ]
        known = plan.links.get(ABOUT.type)
        plan.links[ABOUT.type] = pl.concat([*about, *([] if known is None else [known])], how="diagonal")
