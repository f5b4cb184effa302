"""Tables in, graph out: read, check, resolve identity, plan, write.

`load_folder` is the one way in; `check_folder` does everything but write."""

from typing import TYPE_CHECKING

from graph.lazy import lazy_names

if TYPE_CHECKING:
    from loaders.datasets import PAIRINGS_DATASET, REGIONS_DATASET, SEEDS_DATASET, SHIPPED, shipped_folder
    from loaders.export import FORMATS
    from loaders.files import reading_within
    from loaders.load import LoadOptions, UnloadReport, check_folder, load_folder, unload
    from loaders.plan_folder import LoadReport

__all__ = [
    "FORMATS",
    "PAIRINGS_DATASET",
    "REGIONS_DATASET",
    "SEEDS_DATASET",
    "SHIPPED",
    "LoadOptions",
    "LoadReport",
    "UnloadReport",
    "check_folder",
    "load_folder",
    "reading_within",
    "shipped_folder",
    "unload",
]

__getattr__ = lazy_names(
    __name__,
    {
        "FORMATS": "loaders.export",
        "REGIONS_DATASET": "loaders.datasets",
        "PAIRINGS_DATASET": "loaders.datasets",
        "SEEDS_DATASET": "loaders.datasets",
        "SHIPPED": "loaders.datasets",
        "LoadOptions": "loaders.load",
        "LoadReport": "loaders.plan_folder",
        "UnloadReport": "loaders.load",
        "check_folder": "loaders.load",
        "load_folder": "loaders.load",
        "reading_within": "loaders.files",
        "shipped_folder": "loaders.datasets",
        "unload": "loaders.load",
    },
)
