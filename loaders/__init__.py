"""Tables in, graph out: read, check, resolve identity, plan, write.

`load_folder` is the one way in; `check_folder` does everything but write."""

from loaders.datasets import REGIONS_DATASET, SEEDS_DATASET, SHIPPED, shipped_folder
from loaders.export import write_tables
from loaders.load import LoadOptions, check_folder, load_folder
from loaders.plan_folder import LoadReport

__all__ = [
    "REGIONS_DATASET",
    "SEEDS_DATASET",
    "SHIPPED",
    "LoadOptions",
    "LoadReport",
    "check_folder",
    "load_folder",
    "shipped_folder",
    "write_tables",
]
