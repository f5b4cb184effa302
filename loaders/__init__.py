"""Tables in, graph out: read, check, resolve identity, plan, write.

`load_folder` is the one way in; `check_folder` does everything but write."""

from loaders.datasets import REGIONS_DATASET, SEEDS_DATASET, SHIPPED, shipped_folder
from loaders.export import InputTables
from loaders.load import LoadOptions, check_folder, load_folder
from loaders.plan_folder import LoadReport

FORMATS = (InputTables(),)
"""The export formats of this layer."""

__all__ = [
    "FORMATS",
    "REGIONS_DATASET",
    "SEEDS_DATASET",
    "SHIPPED",
    "LoadOptions",
    "LoadReport",
    "check_folder",
    "load_folder",
    "shipped_folder",
]
