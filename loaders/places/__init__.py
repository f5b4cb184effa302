"""Places as people write them: which region a text means."""

from loaders.places.decisions import DECISIONS, read_decisions
from loaders.places.former import FORMER
from loaders.places.places import Places

__all__ = ["DECISIONS", "FORMER", "Places", "read_decisions"]
