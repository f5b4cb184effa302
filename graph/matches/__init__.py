"""Which schools and groups may be one: forms of their names held against each other. Needs polars."""

from graph.matches.finder import PAIRS, find_matches
from graph.matches.forms import Rule
from graph.matches.reading import entities_of, read_apart, read_entities, read_regions, within

__all__ = ["PAIRS", "Rule", "entities_of", "find_matches", "read_apart", "read_entities", "read_regions", "within"]
