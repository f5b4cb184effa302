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


@dataclass(slots=True)
class Differences:
    """Gathers what does not stand. Each frame has a row for what one dataset says of one property of one thing."""

    _frames: list[pl.DataFrame] = field(default_factory=list)

    def add(self, kind: str, name: str, shared: pl.DataFrame, value: str, standing: str) -> None:
        """Add what a column says where it isn't what stands, another column of the same rows."""
        is_link = "start" in shared.columns
        nothing = pl.lit(None, pl.String())
        has_evidence = set(EVIDENCE) <= set(shared.columns)
        itself = (pl.concat_list("id"), pl.concat_list(pl.lit(name))) if "id" in shared.columns else ()
        self._frames.append(
            shared.select(
                pl.lit(kind).alias("kind"),
                pl.col("start_label").alias("subject_label") if is_link else pl.lit(kind).alias("subject_label"),
                pl.col("start" if is_link else "id").alias("subject"),
                (pl.col("end_label") if is_link else nothing).alias("partner_label"),
                (pl.col("end") if is_link else nothing).alias("partner"),
                pl.lit(name).alias("property"),
                pl.col(value).cast(pl.String).alias("value"),
                pl.col(standing).cast(pl.String).alias("standing"),
                "ats",
                "dataset",
                *(EVIDENCE if has_evidence else (one.alias(of) for one, of in zip(itself, EVIDENCE, strict=True))),
            )
        )

    def put_into(self, plan: LoadPlan) -> None:
        """Plan a node for each value that doesn't stand, with all its evidence, about what it is said of."""
        frames = [frame for frame in self._frames if frame.height]
        if not frames:
            return
        said = pl.concat(frames).with_columns(fact=pl.struct(_SAID).rank("dense"))
        once = said.group_by("fact").agg(
            pl.col(*_SAID, "standing").first(),
            pl.col("ats").explode().unique().sort(),
            datasets=pl.col("dataset").unique().sort(),
        )
        once = once.join(union_of_evidence(said), on="fact").drop("fact")
        ids = [f"differing-{digest(*map(str, said))}" for said in once.select(_SAID).iter_rows()]
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
