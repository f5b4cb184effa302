"""The fast way into an empty local Neo4j: its own importer, over the tables that the plan of a load becomes."""

from loaders.bulk.load import bulk_load
from loaders.bulk.may import BULK_FROM, is_for_bulk, refuse_bulk

__all__ = ["BULK_FROM", "bulk_load", "is_for_bulk", "refuse_bulk"]
