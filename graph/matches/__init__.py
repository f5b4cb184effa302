"""Which schools and groups may be one: forms of their names held against each other. Needs polars."""

from graph.matches.finder import PAIRS, find_matches
from graph.matches.forms import Rule

__all__ = ["PAIRS", "Rule", "find_matches"]
