"""The verbs of `huoshui`.

Their modules import what a verb works with only when it runs, so that help is quick (a test holds what it imports)."""

from __future__ import annotations

import typer

from app.cli import ask, demo, engine, export, load, network_map, receipt, serve

app = typer.Typer(
    name="huoshui",
    help="Huoshui 活水: a knowledge graph of schools, education groups and aid links in China.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (engine, load, ask, receipt, network_map, export, serve, demo):
    module.register(app)
