"""Kinds of value that need more than a type: one file a kind, each with its own parsing and its own message."""

from graph.values.name_key import name_key, simplified
from graph.values.partial_date import FIRST_DAY, LAST_DAY, PartialDate

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "PartialDate",
    "name_key",
    "simplified",
]
