"""matches: schools and groups that may be one, to look at, and as a decisions.csv to fill in."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from app.cli.console import out, say, show_table
from app.cli.stores import open_store, read_settings
from graph.csv_text import csv_text
from graph.errors import BadParameter

if TYPE_CHECKING:
    import polars as pl

Format = Literal["table", "csv", "json"]
_SHOWN = 100
"""Pairs of a table; CSV, JSON and files have all."""


def matches(
    region: Annotated[
        str | None, typer.Option("--region", help="Only within this region: its code, its name or its path.")
    ] = None,
    least: Annotated[int, typer.Option("--least", min=50, max=100, help="Least score of a pair, at most 100.")] = 75,
    format_: Annotated[Format, typer.Option("--format", help="How to print the pairs.")] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write them as a decisions.csv to fill in, instead.")
    ] = None,
) -> None:
    """List schools and groups that may be one, by their names within a county, each pair with the reason."""
    import polars as pl

    from graph.matches import find_matches, read_apart, read_entities, read_regions, within

    with open_store(read_settings(), write=True) as store:  # The reading account may not take long.
        regions, entities, apart = read_regions(store), read_entities(store), read_apart(store)
    if region is not None:
        entities = within(entities, regions, _region_meant(regions, region))
    pairs = find_matches(entities, regions, apart).filter(pl.col("score") >= least)
    if output is not None:
        from loaders.matches import write_undecided

        write_undecided(output, pairs)
    elif format_ == "csv":
        sys.stdout.write(csv_text(pairs.columns, pairs.iter_rows(named=True)))
    elif format_ == "json":
        sys.stdout.write(json.dumps(pairs.to_dicts(), ensure_ascii=False, indent=2) + "\n")
    else:
        _show(pairs.head(_SHOWN), dict(regions.select("id", "name").iter_rows()))
    found = f"{pairs.height:,} pairs that may be one, among {entities.height:,} schools and groups"
    if output is not None:
        out.print(f"{found}, written to {output}: decide in the first column, say who says so, and load it.")
    elif format_ == "table" and pairs.height > _SHOWN:
        say(f"{found}; the first {_SHOWN} are shown. All of them: --format csv, or -o decisions.csv to fill in.")
    else:
        say(f"{found}.")


def _region_meant(regions: pl.DataFrame, text: str) -> str:
    """The id of the region that the reader means. Raises BadParameter."""
    from loaders.identity import Entity, Unresolved
    from loaders.places import Places

    rows = regions.select("id", "name", "aliases", "parent").iter_rows()
    places = Places(Entity("Region", id_, name, tuple(aliases or ()), above) for id_, name, aliases, above in rows)
    try:
        return places.find(text).id
    except Unresolved as error:
        hint = f": {'; '.join(error.candidates)}" if error.candidates else ""
        raise BadParameter("--region", f"{text!r} {error.reason}{hint}") from error


def _show(pairs: pl.DataFrame, regions: dict[str, str]) -> None:
    rows = [
        (
            pair["score"],
            pair["rule"].replace("_", " "),
            *(
                f"{pair[side + 'name']}\n{pair[side + 'id']} ({', '.join(pair[side + 'datasets'])})"
                for side in ("", "other_")
            ),
            " / ".join(dict.fromkeys(_called(pair[side + "region"], regions) for side in ("", "other_"))),
        )
        for pair in pairs.iter_rows(named=True)
    ]
    show_table("可能相同的学校和集团 / May be one", ("score", "why", "one", "other", "region"), rows)


def _called(region: str | None, regions: dict[str, str]) -> str:
    return f"{region} {regions.get(region, '')}".strip() if region else "no region"
