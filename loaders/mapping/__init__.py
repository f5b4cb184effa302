"""Mapping files: how somebody else's lists become rows of our tables, untouched."""

from loaders.mapping.folder import FolderTables, read_folder
from loaders.mapping.model import Mapping
from loaders.mapping.read import folder_mapping, read_mapping

__all__ = ["FolderTables", "Mapping", "folder_mapping", "read_folder", "read_mapping"]
