"""Which of a node's labels it goes by: a region by its level, every other node by its own label."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import EDUCATION_GROUP, NODE_TYPE, ORGANISATION, REGION, SCHOOL

OWN_LABELS = (*(extra.label for extra in REGION.extra_labels), *NODE_TYPE)
"""The labels that nodes go by; of two that a node has, it goes by the first."""

SHORT_NAMES = {
    SCHOOL.label: "school",
    EDUCATION_GROUP.label: "group",
    ORGANISATION.label: "organisation",
    REGION.label: "region",
}
"""What questions and totals call one of what takes part, by label."""


def own_label(labels: Iterable[str]) -> str:
    """The label that a node goes by in answers and exports, such as County or School."""
    known = set(labels)
    for label in OWN_LABELS:
        if label in known:
            return label
    return min(known)
