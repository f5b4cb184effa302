"""How two schools, groups or regions are tied together."""
