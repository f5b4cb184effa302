"""Overview: the whole graph summed up as regions, or groups, and opened step by step.

The sums are of the smallest regions, whatever is open. What is shown by itself (what lies in an opened region, a group
and its members) is read with its ties, taken out of those sums and added where it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.answer_cache import AnswerCache
from graph.columns.reading import StateReading
from graph.computed.computation import Computation
from graph.computed.network import subgraph_node
from graph.computed.overview_sums import Sums
from graph.computed.overview_view import overview_view
from graph.computed.place_sums import LOCATED, NO_REGION, Counted, PlaceSums, Tied, place_sums
from graph.computed.places_shown import Located, ShownPlaces, Wish
from graph.computed.region_tree import RegionTree
from graph.computed.undated import Undated
from graph.errors import NotFound
from graph.labels import OWN_LABELS
from graph.model import EDUCATION_GROUP, ORGANISATION, SCHOOL, TAKES_PART
from graph.questions import Question
from graph.statement import shipped_statement
from graph.store import Store
from graph.subgraph import SubgraphNode

_COUNTED = {SCHOOL.label: "schools", EDUCATION_GROUP.label: "groups", ORGANISATION.label: "organisations"}
Row = dict[str, Any]
KeptSums = AnswerCache[PlaceSums]


def kept_sums() -> KeptSums:
    """Keeps the sums of two states or days: a country's take megabytes, and seconds to find."""
    return AnswerCache(2, lambda _: 1)


def overview(
    store: Store,
    question: Question,
    parameters: dict[str, Any],
    max_rows: int | None,
    read: StateReading,
    *,
    kept: KeptSums | None = None,
) -> Computation:
    """Answer `overview`: rows are what is shown, regions first; `extra["view"]` is the Subgraph of all rows and ties.

    The row of what lies in no region that is known has no id; the view has one. `extra["left_out"]` counts, by label,
    the regions that no row stands for: those with nothing in them; `extra["lines_left_out"]` the lines that the view
    lacks, the thinnest of too many, and the ties in them. Raises NotFound for an id in `open` of no region or group."""
    as_of, ties = parameters["as_of"], parameters["ties"]
    summed = _place_sums(store, question, as_of, read, kept)
    tree = summed.tree
    wish = _wish(store, tree, parameters)
    located = _located(store, wish, as_of)
    tied = [row for row in summed.tied if row.type in ties]
    own_ties = _ties_at(store, located, ties, as_of)
    shown = ShownPlaces(tree, located, _weights(summed.counted, tied, located, own_ties), wish)
    sums = Sums(tree, shown, located, summed.counted, tied, own_ties)
    nodes = _nodes(store, shown.ids)
    rows = _rows(tree, shown, located, nodes, sums, wish)
    view, lines_left_out = overview_view(rows, nodes, sums, located)
    cut_at = len(rows) if max_rows is None else max_rows
    return Computation(
        rows=[{**row, "id": row["id"] if row["id"] in nodes else None} for row in rows[:cut_at]],
        undated=_undated(tied),
        truncated=len(rows) > cut_at or bool(shown.without_room),
        cut_at=cut_at,
        extra={"left_out": _left_out(tree, shown, rows), "lines_left_out": lines_left_out, "view": view},
    )


def _place_sums(
    store: Store, question: Question, as_of: int | None, read: StateReading, kept: KeptSums | None
) -> PlaceSums:
    state = read.state

    def find() -> PlaceSums:
        return place_sums(store, question.statement, as_of, sum(dataset.nodes for dataset in state.datasets), read)

    return kept.get((question.revision, as_of, state), find) if kept and state.complete else find()


def _wish(store: Store, tree: RegionTree, parameters: Mapping[str, Any]) -> Wish:
    opened: list[str] = parameters["open"] or []
    places = [id_ for id_ in opened if id_ in tree.regions or id_ in {NO_REGION + label for label in LOCATED}]
    groups = [id_ for id_ in opened if id_ not in places]
    known = store.read_all(shipped_statement("lookup", "nodes"), {**_by_label(()), EDUCATION_GROUP.label: groups})
    for id_ in groups:
        if id_ not in {row["id"] for row in known}:
            raise NotFound(
                f"No region and no group has the id {id_[:80]!r}",
                parameter="open",
                chinese=f"没有地区或集团的编号是 {id_[:80]!r}",
            )
    largest: list[str] = []
    if parameters["by"] == "group":
        given = {"as_of": parameters["as_of"], "most": parameters["most"]}
        largest = [row["id"] for row in store.read_all(shipped_statement("lookup", "largest_groups"), given)]
    return Wish(tuple(places), tuple(groups), parameters["level"], tuple(largest), parameters["most"])


def _located(store: Store, wish: Wish, as_of: int | None) -> dict[str, Located]:
    """What may be shown by itself: what lies in the places to open, and groups with their members."""
    groups = [*dict.fromkeys([*wish.groups, *wish.largest])]
    if not wish.places and not groups:
        return {}
    nowhere = [place.removeprefix(NO_REGION) for place in wish.places if place.startswith(NO_REGION)]
    given = {"as_of": as_of, "regions": list(wish.places), "nowhere": nowhere, "groups": groups}
    rows = store.read_all(shipped_statement("lookup", "located_in"), given)
    holding, lying = set(groups), defaultdict[str, list[str]](list)
    for row in rows:
        if row["place"] in wish.places:
            lying[row["place"]].append(row["id"])
    seats = {id_: (number, len(ids)) for ids in lying.values() for number, id_ in enumerate(ids)}
    return {
        row["id"]: Located(
            row["id"],
            row["label"],
            row["place"],
            tuple(group for group in row["groups"] if group in holding),
            seats.get(row["id"]),
        )
        for row in rows
        if row["there"]
    }


def _ties_at(
    store: Store, located: Mapping[str, Located], ties: Sequence[str], as_of: int | None
) -> list[dict[str, Any]]:
    if not located:
        return []
    given = {**_by_label(located.values()), "ties": ties, "as_of": as_of}
    return store.read_all(shipped_statement("lookup", "ties_at"), given)


def _undated(tied: Sequence[Tied]) -> Undated:
    counts = Counter[str]()
    for row in tied:
        if row.undated is not None:
            counts[row.undated] += row.links
    return Undated(counts.total(), counts["before"], counts["within"], counts["after"])


def _by_label(located: Iterable[Located]) -> dict[str, list[str]]:
    """Ids by label, as statements take them."""
    ids: dict[str, list[str]] = {label: [] for label in TAKES_PART}
    for one in located:
        ids[one.label].append(one.id)
    return ids


def _weights(
    counted: Sequence[Counted],
    tied: Sequence[Tied],
    located: Mapping[str, Located],
    own_ties: Sequence[Mapping[str, Any]],
) -> Counter[str]:
    """How much is in each place itself and in each thing that may be shown by itself: things, and ends of ties."""
    weights: Counter[str] = Counter()
    for of_place in counted:
        weights[of_place.place] += of_place.things
    for between in tied:
        weights[between.start] += between.links
        weights[between.end] += between.links
    for thing in located.values():
        weights[thing.place] -= 1
        weights[thing.id] += 1
    for tie in own_ties:
        for end in ("start", "end"):
            if tie[end] in located:
                weights[tie[f"{end}_place"]] -= 1
                weights[tie[end]] += 1
    return weights


def _nodes(store: Store, ids: Iterable[str]) -> dict[str, SubgraphNode]:
    known = [id_ for id_ in ids if not id_.startswith(NO_REGION)]
    rows = store.read_all(shipped_statement("lookup", "nodes"), dict.fromkeys(TAKES_PART, known))
    return {row["id"]: subgraph_node(row) for row in rows}


def _rows(
    tree: RegionTree,
    shown: ShownPlaces,
    located: Mapping[str, Located],
    nodes: Mapping[str, SubgraphNode],
    sums: Sums,
    wish: Wish,
) -> list[Row]:
    """A row for each shown id with anything in it: regions from the top, then what lies in none, then things."""
    rows = []
    for id_ in shown.ids:
        counts = {column: sums.held[id_][label] for label, column in _COUNTED.items()}
        if not any(counts.values()) and not sums.within[id_] and not sums.outside[id_]:
            continue
        region, thing = tree.regions.get(id_), located.get(id_)
        inside = (
            thing.label == EDUCATION_GROUP.label
            if thing
            else any(counts.values()) or any(shown.total[one] for one in tree.below.get(id_, ()))
        )
        place = thing.place if thing else ""
        rows.append(
            {
                "id": id_,
                "label": nodes[id_].label if id_ in nodes else id_.removeprefix(NO_REGION),
                "name": nodes[id_].name if id_ in nodes else None,
                "parent": region.parent if region else place if place in tree.regions else None,
                **counts,
                "counties": sums.counties[id_],
                "counties_named": sums.counties_named[id_],
                "links_within": sums.within[id_],
                "links_outside": sums.outside[id_],
                "opens": inside and id_ not in wish.places + wish.groups,
            }
        )
    return sorted(rows, key=lambda row: (OWN_LABELS.index(row["label"]), row["id"]))


def _left_out(tree: RegionTree, shown: ShownPlaces, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """How many regions of each label no row stands for: nothing is in them, or they found no room."""
    ids = {row["id"] for row in rows}
    found = Counter(
        region.label
        for region in tree.regions.values()
        if shown.holder(region.id) not in ids and (not shown.total[region.id] or region.id in shown.without_room)
    )
    return [{"label": label, "count": count} for label, count in sorted(found.items())]
