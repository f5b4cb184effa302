"""The question catalogue: what can be asked, and any answer."""
