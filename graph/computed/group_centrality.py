"""Group centrality: how much of the network passes through a group, and how open its schools are to the outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graph.columns.reading import StateReading
from graph.computed.computation import Computation
from graph.computed.page import ALL, first_rows
from graph.computed.reach import DEFAULT_ITEMS
from graph.computed.undated import Undated
from graph.questions import Question, shipped_catalogue
from graph.store import Store

if TYPE_CHECKING:
    import polars as pl

MAX_EXACT = 1_000
"""Nodes up to which betweenness counts every shortest path; it grows with their square."""
PIVOTS = 200
"""Nodes from which it is estimated above that."""
_JOINS = ("MEMBER_OF", "LEADS")


class DayNetwork(NamedTuple):
    """All ties of a day (`type`, ids of `start` and `end`, `undated`), and the groups (`id`, name, kind, members)."""

    links: pl.DataFrame
    groups: pl.DataFrame


def group_centrality(
    store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None, read: StateReading
) -> Computation:
    """Answer `group_centrality`: all groups, most central first. The whole network of ties is read."""
    import polars as pl  # slow to import, and few questions need it

    from graph.columns.centrality import network_of

    day = parameters["as_of"]
    found = read.of_columns(lambda columns: DayNetwork(*network_of(columns, day)))
    links, groups = found or _of_store(store, question, parameters)
    passing, exact, totals = _betweenness(links, groups["id"])
    rows = (
        groups.join(passing, on="id")
        .join(_ties_of_groups(links, groups["id"]), on="id", how="left")
        .with_columns(pl.col("internal_ties", "external_ties").fill_null(0).cast(pl.Int64))
        .with_columns(both=pl.col("internal_ties") + pl.col("external_ties"))
        .sort("betweenness", "id", descending=[True, False])
        .select(
            "name", "kind", "members", "betweenness", "internal_ties", "external_ties", group_id="id",
            exact=pl.lit(exact),
            ei_index=pl.when(pl.col("both") > 0).then(
                (pl.col("external_ties") - pl.col("internal_ties")) / pl.col("both")
            ),
        )
        .select(
            "group_id", "name", "kind", "members", "betweenness", "exact", "internal_ties", "external_ties", "ei_index"
        )
    )  # fmt: skip
    cut_at = DEFAULT_ITEMS if max_rows is None else max_rows
    undated = Undated.of(links["undated"])
    return Computation(rows.head(cut_at).to_dicts(), undated, rows.height > cut_at, cut_at, {"totals": totals})


def _of_store(store: Store, question: Question, parameters: dict[str, Any]) -> DayNetwork:
    import polars as pl

    text = pl.String()
    links = pl.DataFrame(
        store.read_all(question.statement, parameters), {"type": text, "start": text, "end": text, "undated": text}
    )
    everything = {"region": None, "kind": None, "q": None, "after": None, "as_of": parameters["as_of"]}
    groups = pl.DataFrame(
        store.read_all(shipped_catalogue()["groups"].statement, {**everything, **first_rows(ALL)}),
        {"id": text, "name": text, "kind": text, "members": pl.Int64()},
    )
    return DayNetwork(links, groups)


def _betweenness(links: pl.DataFrame, groups: pl.Series) -> tuple[pl.DataFrame, bool, dict[str, int]]:
    """The betweenness of all nodes, whether it is exact, and how many nodes and tied pairs there are."""
    import numpy as np
    import polars as pl

    from graph.betweenness import betweenness

    # In the order of ids, so that the same nodes are drawn whichever way the network was read.
    ids = pl.concat([groups, links["start"], links["end"]]).unique().sort()
    numbers = ids.to_frame("id").with_row_index("number")
    ends = links.select("start", "end")
    for end in ends.columns:
        own = numbers.rename({"id": end, "number": f"{end}_number"})
        ends = ends.join(own, on=end, maintain_order="left")
    pairs = ends.select(
        one=pl.min_horizontal("start_number", "end_number").cast(pl.Int64),
        other=pl.max_horizontal("start_number", "end_number").cast(pl.Int64),
    ).unique()
    apart = pairs.filter(pl.col("one") != pl.col("other")).sort("one", "other")
    exact = len(ids) <= MAX_EXACT
    pivots = range(len(ids)) if exact else np.random.default_rng(1).choice(len(ids), PIVOTS, replace=False)
    passing = betweenness(len(ids), apart["one"].to_numpy(), apart["other"].to_numpy(), pivots)
    found = numbers.select("id").with_columns(betweenness=pl.Series(passing).round(9))
    return found, exact, {"nodes": len(ids), "ties": pairs.height}


def _ties_of_groups(links: pl.DataFrame, groups: pl.Series) -> pl.DataFrame:
    """By group: pairs tied within it, and pairs of which one end is within.

    Within are the group, its members and their campuses. What makes them members, and who leads, is no tie within.
    An organisation that leads is no member: it stands outside."""
    import polars as pl

    members = links.filter(type="MEMBER_OF").select(thing="start", group="end")
    campuses = links.filter(type="CAMPUS_OF").select(campus="start", thing="end")
    own = pl.DataFrame({"thing": groups, "group": groups})
    of_parents = campuses.join(members, on="thing").select(thing="campus", group="group")
    within = pl.concat([own, members, of_parents]).unique()
    starts_first = pl.col("start") <= pl.col("end")
    numbered = links.select(
        "type", "start", "end",
        low=pl.when(starts_first).then("start").otherwise("end"),
        high=pl.when(starts_first).then("end").otherwise("start"),
    ).with_row_index("link")  # fmt: skip
    at_start = numbered.join(within, left_on="start", right_on="thing", how="inner", coalesce=False)
    at_end = numbered.join(within, left_on="end", right_on="thing", how="inner", coalesce=False)
    of = ["link", "group"]
    joins = pl.col("type").is_in(_JOINS) & (pl.col("end") == pl.col("group"))
    counted = {
        "internal_ties": at_start.join(at_end, on=of, how="semi").filter(~joins),
        "external_ties": pl.concat(
            [at_start.join(at_end, on=of, how="anti"), at_end.join(at_start, on=of, how="anti")]
        ),
    }
    found = [
        frame.select("group", "low", "high").unique().group_by(pl.col("group").alias("id")).agg(pl.len().alias(name))
        for name, frame in counted.items()
    ]
    return found[0].join(found[1], on="id", how="full", coalesce=True)
