"""What an export format is: one class, and one row in the `FORMATS` of the layer that it belongs to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from graph.export.reading import ExportLink, ExportNode

if TYPE_CHECKING:
    from graph.store import Store

Counts = tuple[int, int]
"""Nodes and links that were written; datasets and rows, where these are written."""


class ExportFormat(ABC):
    """A way to write the graph down; the command, the API and docs/exports.md know it by what it says here.

    `write` raises on what it has no place for; nodes come by label and id, then links by type, start and key."""

    name: ClassVar[str]
    media_type: ClassVar[str]
    notes: ClassVar[str]
    """For whoever reads such a file: what opens it, and how the graph stands in it."""


class FileFormat(ExportFormat):
    """A format that is one file."""

    of_networks: ClassVar[bool] = False
    """Whether the API offers it for a network as well."""
    by_lines: ClassVar[bool] = False
    """Whether it may go to standard output, where another program reads it line by line."""

    @abstractmethod
    def write(self, nodes: Iterable[ExportNode], links: Iterable[ExportLink], file: BinaryIO) -> Counts:
        """Write a graph to an open file."""


class FolderFormat(ExportFormat):
    """A format that is a folder of files."""

    @abstractmethod
    def write(self, nodes: Iterable[ExportNode], links: Iterable[ExportLink], folder: Path) -> Counts:
        """Write a graph into a folder, which is made where there is none."""


class DatasetsFormat(ExportFormat):
    """A format that is a folder for each dataset, with what it says, rather than the graph that follows from it."""

    @abstractmethod
    def write(self, store: Store, folder: Path) -> Counts:
        """Write all datasets into a folder, which is made where there is none."""
