"""Regions: the list, and one region."""
