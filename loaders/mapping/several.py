"""Several mappings of one folder as one: each is about files of its own."""

from __future__ import annotations

from collections.abc import Mapping as Map

from graph.errors import BadParameter
from loaders.mapping.model import Block, Mapping, joined


def together(mappings: Map[str, Mapping]) -> Mapping:
    """What mapping files, by their names, say of one folder. Raises BadParameter where two are about the same thing."""
    if len(mappings) == 1:
        return next(iter(mappings.values()))
    files: dict[str, Block] = {}
    places: dict[str, str] = {}
    add: dict[str, tuple[dict[str, str], ...]] = {}
    for name, one in mappings.items():
        if not one.blocks:
            raise BadParameter("mapping", f"{name} names no file; where a folder has several mappings, each says whose")
        for file, block in one.blocks.items():
            if file in files:
                raise BadParameter("mapping", f"{name} is about {file}, and so is another mapping of the folder")
            # With all fields set, nothing that another mapping says is taken for what holds here.
            files[file] = joined(Block(), block)
        for written, meant in one.places.items():
            if places.setdefault(written, meant) != meant:
                raise BadParameter("mapping", f"{name}: {written} means {places[written]} in another of the folder")
        for table, rows in one.add.items():
            add[table] = (*add.get(table, ()), *(_with_source(one, row) for row in rows))
    return Mapping.model_construct(
        files=files,
        places=places,
        add=add,
        ignore=tuple(pattern for one in mappings.values() for pattern in one.ignore),
        declare_schools=any(one.declare_schools for one in mappings.values()),
    )


def _with_source(mapping: Mapping, row: dict[str, str]) -> dict[str, str]:
    """A row that a mapping adds, citing the mapping's source by what makes it known."""
    said = mapping.source
    words = (said.id or said.url or said.title) if said else None
    return {"source": words, **row} if words else row
