"""Mapping files: how somebody else's lists become rows of our tables, untouched."""

from loaders.mapping.headers import HeaderMapping, read_mapping

__all__ = ["HeaderMapping", "read_mapping"]
