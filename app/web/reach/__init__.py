"""Reach: what ties from one start touch within some hops."""
