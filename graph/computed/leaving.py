"""Leaving: what a what-if leaves out of the graph, found by its id or its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.errors import NotFound
from graph.labels import own_label
from graph.model import LINK_TYPE
from graph.statement import shipped_statement
from graph.store import Store

TYPE_OF_KEY = {type_.lower().replace("_", "-"): type_ for type_ in LINK_TYPE}
"""A link's type by what its key begins with, up to the last hyphen."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A school with its campuses, a group, an organisation, a region as far as it has ties itself, or one tie."""

    told: dict[str, Any]
    """What it is, for people: id (of a tie its key), label (None for a tie), type (None for a node) and name."""
    gone: list[str]
    """Ids of nodes, whose links are all left out, or the key of the tie."""
    schools: list[str]
    """The schools that leave, or that the tie joins."""
    groups: list[str]
    """The groups that leave, or that the tie joins."""
    organisations: list[str] = field(default_factory=list)
    """The organisations that leave."""
    regions: list[str] = field(default_factory=list)
    """The regions that leave: what lies in them stays."""


def leaving(store: Store, without: str, as_of: int | None) -> Leaving:
    """What `without` names; with a school go its campuses of the day. Raises NotFound for an unknown id or key."""
    rows = store.read(shipped_statement("lookup", "entity"), {"id": without}).rows
    if not rows:
        return _tie(store, without)
    label = own_label(rows[0]["labels"])
    told = {"id": without, "label": label, "type": None, "name": rows[0]["name"]}
    if label == "School":
        campuses = store.read(shipped_statement("lookup", "campuses"), {"id": without, "as_of": as_of}).rows
        gone = [without, *(row["id"] for row in campuses)]
        return Leaving(told, gone, schools=gone, groups=[])
    if label == "EducationGroup":
        return Leaving(told, [without], schools=[], groups=[without])
    if label == "Organisation":
        return Leaving(told, [without], schools=[], groups=[], organisations=[without])
    return Leaving(told, [without], schools=[], groups=[], regions=[without])


def tie(store: Store, key: str) -> dict[str, Any] | None:
    """Type and ends of the tie with a key; None where there is none."""
    if TYPE_OF_KEY.get(key.rpartition("-")[0]) is None:
        return None
    rows = store.read(shipped_statement("lookup", "link"), {"key": key}).rows
    return rows[0] if rows else None


def _tie(store: Store, key: str) -> Leaving:
    found = tie(store, key)
    if found is None:
        raise NotFound(
            f"No school, group, organisation, region or tie has the id or key {key[:80]!r}",
            parameter="without",
            chinese=f"没有学校、集团、机构、地区或联系的编号或键是 {key[:80]!r}",
        )
    name, _ = LINK_TYPE[found["type"]].sentence(found["start_name"], found["end_name"])
    told = {"id": key, "label": None, "type": found["type"], "name": name}
    return Leaving(told, [key], schools=ends(found, "School"), groups=ends(found, "EducationGroup"))


def ends(found: dict[str, Any], label: str) -> list[str]:
    """Ids of a tie's ends that have a label."""
    return [found[end] for end in ("start", "end") if label in found[f"{end}_labels"]]


def bounded(rows: Sequence[dict[str, Any]], count: int, cut_at: int) -> dict[str, Any]:
    """A list beside the rows of an answer: how many there are, and those that the bound lets through."""
    return {"count": count, "truncated": count > cut_at, "cut_at": cut_at, "rows": list(rows[:cut_at])}


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """After less before, figure by figure; None where one of them is not known."""
    return {
        name: None if before[name] is None or after[name] is None else after[name] - before[name] for name in before
    }
