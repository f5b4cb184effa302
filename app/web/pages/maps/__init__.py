"""Maps that people explore: what they are of stands in the address, and what was changed on them behind #."""
