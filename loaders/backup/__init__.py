"""The graph as one file, and back: what its datasets say, and what it was when it was written down."""
