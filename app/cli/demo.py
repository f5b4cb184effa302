"""demo: from nothing to answers and a map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import loaders
from app.cli.ask import caption
from app.cli.console import load_progress, out, say, show_table
from app.cli.load import show_report
from app.cli.network_map import write_network
from app.cli.stores import open_library, open_store, read_settings

if TYPE_CHECKING:
    from graph.answers import Library

LEAD_SCHOOL = "昆明市第三中学"
LOADED = {"seeds": "the regions and the five reports", "pairings": "the published lists of pairs"}
HELPED_IN = "320000"
MAP_FOCUS = "500107"
MAP_FILE = Path("out/demo-map.html")


def demo() -> None:
    """Start the local engine, load what ships, print coverage, reach and helpers, draw a map, say what comes next."""
    settings = read_settings()
    with open_store(settings, write=True) as store:
        for dataset, words in LOADED.items():
            say(f"Loading {words} …")
            with load_progress() as progress:
                options = loaders.LoadOptions(batch_rows=settings.batch_rows, progress=progress)
                report = loaders.load_folder(store, loaders.shipped_folder(dataset), options)
            show_report(report)
            for reject in report.rejects:
                say(f"Not in the graph: {reject}")
    with open_library(settings) as library:
        show_coverage(library)
        show_reach(library)
        show_helpers(library)
        draw_map(library)
    _say_next()


def show_coverage(library: Library) -> None:
    """Coverage of every prefecture that the reports name schools of."""
    answer = library.ask("coverage", {"by": "prefecture"})
    rows = [
        (
            row["name"],
            int(row["numerator"]),
            f"{row['of_what']} / {row['of_what_en']}",
            f"{row['share']:.0%}",
            ", ".join(row["source_ids"]),
        )
        for row in answer.rows
    ]
    title = "覆盖率：属于集团或受到帮扶的学校 / Coverage: schools in a group or aided"
    show_table(title, ("prefecture", "covered", "of what", "share", "sources"), rows, caption(answer))


def show_reach(library: Library) -> None:
    """Whom one lead school reaches within two links."""
    start = library.ask("find", {"name": LEAD_SCHOOL}).rows[0]["id"]
    answer = library.ask("reach", {"start": start, "hops": 2})
    rows = [(row["hops"], row["name"], row["sentence"]) for row in answer.rows]
    title = f"{LEAD_SCHOOL} 两步之内的辐射 / Reach of {LEAD_SCHOOL} within two links"
    show_table(title, ("hops", "name", "path"), rows, caption(answer))


def show_helpers(library: Library) -> None:
    """Who helped the cities of one province, in turn."""
    answer = library.ask("helpers_in_turn", {"region": HELPED_IN})
    rows = [(row["helped"], row["turn"], row["helper"], row["since"] or "", row["programme"]) for row in answer.rows]
    title = "先后由谁帮扶 / Who helped the same place one after another"
    show_table(title, ("helped", "turn", "helper", "since", "programme"), rows, caption(answer))


def draw_map(library: Library) -> None:
    """The network around one county."""
    write_network(library, library.ask("network", {"focus": MAP_FOCUS, "hops": 2}), MAP_FILE)


def _say_next() -> None:
    out.print(
        f"""
A map of 九龙坡区's groups: {MAP_FILE.resolve()} (open it in a browser)
Next:
  huoshui ask                                    every question
  huoshui ask coverage -p region=530100          coverage of 昆明市
  huoshui ask find -p name=谢家湾                 ids by name
  huoshui map --focus ID --hops 2 -o map.html    a map of your own
  huoshui load ./my-tables                       your own tables
  huoshui serve                                  the API and pages
  huoshui down                                   stop the local engine (the data stays)""",
        highlight=False,
        soft_wrap=True,
    )
