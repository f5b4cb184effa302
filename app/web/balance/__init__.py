"""How evenly teachers are spread over schools."""
