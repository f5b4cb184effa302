"""Same or not: a person's decisions about what may be one, and the form in which they are asked for."""

from loaders.matches.asking import write_undecided

__all__ = ["write_undecided"]
