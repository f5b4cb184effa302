"""Places as people write them: which region a text means."""

from loaders.places.former import FORMER
from loaders.places.places import Places

__all__ = ["FORMER", "Places"]
