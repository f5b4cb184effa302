"""Network: a focus and what surrounds it, as JSON or as a map."""
