"""Taking as one what decisions say is one: in what is known, and in what datasets state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from graph.model import LINK_TYPE
from loaders.facts import Facts, in_order
from loaders.matches.settling import Declared
from loaders.places import Places
from loaders.rejects import Reject


def know_as_one(datasets: Sequence[Declared], stands: Mapping[str, str]) -> None:
    """Let ids stand in the place of others in what is known, before references resolve. All datasets share that."""
    if stands:
        datasets[0].planner.register.take_as_one(stands)


def state_as_one(
    datasets: Sequence[Declared], stands: Mapping[str, str], place_of: Callable[[int], tuple[str, int]]
) -> None:
    """Let ids stand in the place of others in what datasets state, before their statements are joined.

    The names of those become aliases. A link that would join a thing to itself is a reject of its row, whose file and
    row `place_of` gives. Of two places that one dataset gives what is one, the place of what stands holds."""
    if not stands:
        return
    register = datasets[0].planner.register
    known = register.entities.filter(pl.col("id").is_in(list(set(stands.values()))))
    names = dict(known.select("id", "name").iter_rows())
    reason = "joins a thing to itself, as decisions say that both sides are one"
    for _, planner, _ in datasets:
        for label, frames in planner.facts.by_label.items():
            planner.facts.by_label[label] = [_named_as_one(frame, stands, names) for frame in frames]
        for at in sorted(_join_as_one(planner.facts, stands)):
            planner.rejects.append(Reject(*place_of(at), "", "", reason, at=at))
        if moved := _place_as_one(planner.facts, stands, register.places):
            planner.notes.append(
                f"{moved:,} things lie where what they are by decision lies; their own places are left out"
            )


def _named_as_one(stated: pl.DataFrame, stands: Mapping[str, str], names: Mapping[str, str]) -> pl.DataFrame:
    """Statements of nodes with the ids that stand, those of others with the name of what stands for them."""
    gone = stated["id"].is_in(list(stands))
    if not gone.any():
        return stated
    stated = stated.with_columns(pl.col("id").replace(stands))
    if "name" not in stated.columns:
        return stated
    if "aliases" not in stated.columns:
        stated = stated.with_columns(aliases=pl.lit(None, pl.List(pl.String())))
    called = pl.col("id").replace_strict(names, default=pl.col("name"), return_dtype=pl.String())
    others = pl.concat_list(pl.col("aliases").fill_null([]), "name").list.unique().list.sort()
    others = others.list.set_difference(pl.concat_list(called))
    return stated.with_columns(
        name=pl.when(gone).then(called).otherwise("name"),
        aliases=pl.when(gone & (others.list.len() > 0)).then(others).otherwise("aliases"),
    )


def _join_as_one(facts: Facts, stands: Mapping[str, str]) -> set[int]:
    """Let links join what stands. Gives the rows of those that would join a thing to itself, which go.

    `moved` marks the places of things that others stand for."""
    looped: set[int] = set()
    for type_, frames in facts.by_type.items():
        for place, frame in enumerate(frames):
            gone = frame["start"].is_in(list(stands)) | frame["end"].is_in(list(stands))
            if not gone.any():
                continue
            told = frame.with_columns(pl.col("start", "end").replace(stands), moved=frame["start"].is_in(list(stands)))
            loops = gone & (told["start"] == told["end"])
            looped |= set(told.filter(loops)["at"].to_list())
            told = told.filter(~loops)
            if type_ != "LOCATED_IN":
                told = told.drop("moved")
            frames[place] = told if LINK_TYPE[type_].directed else in_order(told)
    return looped


def _place_as_one(facts: Facts, stands: Mapping[str, str], places: Places) -> int:
    """Leave out places that are neither in nor around those of what stands. Gives how many these are."""
    frames = facts.by_type.get("LOCATED_IN", [])
    if not any("moved" in frame.columns for frame in frames):
        return 0
    together = pl.concat(frames, how="diagonal").with_columns(pl.col("moved").fill_null(value=False))
    wanted = together["start"].is_in(list(set(stands.values())))
    own = dict(together.filter(wanted & ~together["moved"]).group_by("start").agg("end").iter_rows())
    away = [
        moved and start in own and not any(places.are_nested(end, one) for one in own[start])
        for moved, start, end in together.select("moved", "start", "end").iter_rows()
    ]
    facts.by_type["LOCATED_IN"] = [together.filter(~pl.Series(away, dtype=pl.Boolean())).drop("moved")]
    return sum(away)
