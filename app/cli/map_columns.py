"""map-columns: a first mapping file for tables with headers of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.console import say, show_table
from app.cli.stores import read_settings
from graph.errors import BadParameter


def map_columns(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of tables with headers of their own.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The mapping file; else mapping.yaml in the folder.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a mapping file that is there.")] = False,
) -> None:
    """Propose a mapping file: what each column may be, how sure that is, and why. Look at it before you load."""
    from graph.files import replacing
    from loaders import reading_within
    from loaders.mapping.propose import propose
    from loaders.mapping.proposed_yaml import as_yaml
    from loaders.places import Places
    from loaders.plan_folder import shipped_regions

    path = output or folder / "mapping.yaml"
    if path.exists() and not force:
        raise BadParameter("--output", f"{path} is there already", next_step="Name another file, or add --force.")
    with reading_within(read_settings()):
        places = Places(entity for entity in shipped_regions().entities if entity.label == "Region")
        proposals = propose(folder, places)
    try:
        with replacing(path) as file:
            file.write(as_yaml(proposals).encode())
    except OSError as error:
        raise BadParameter("--output", f"{path} can't be written: {error.strerror}") from error
    for one in proposals:
        rows = [(guess.header, f"{guess.table}.{guess.field}", guess.sure) for guess in one.guesses]
        rows += [(header, "", "not used") for header in one.left]
        show_table(one.name, ("column", "ours", "how sure"), rows, one.note)
    say(f"Written to {path}. Look at each line, then: huoshui check {folder} --mapping {path}")
