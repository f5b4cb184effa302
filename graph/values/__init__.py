"""Kinds of value that need more than a type: one file a kind, each with its own parsing and its own message."""

from graph.values.name_key import name_key, simplified
from graph.values.partial_date import FIRST_DAY, LAST_DAY, PartialDate
from graph.values.region_code import is_region_code, is_register_code, parent_codes

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "PartialDate",
    "is_region_code",
    "is_register_code",
    "name_key",
    "parent_codes",
    "simplified",
]
