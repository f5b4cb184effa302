"""The verbs of `huoshui`, with examples.

Their modules import what a verb works with only when it runs, so that help is quick (a test holds what it imports)."""

from __future__ import annotations

from collections.abc import Callable

import typer

from app.cli.ask import ask
from app.cli.backup import backup, restore, verify
from app.cli.connect import connect
from app.cli.cypher import cypher
from app.cli.demo import demo
from app.cli.engine import down, status, up
from app.cli.export import export
from app.cli.load import check, load, unload
from app.cli.map_columns import map_columns
from app.cli.matches import matches
from app.cli.network_map import draw
from app.cli.receipt import receipt
from app.cli.serve import serve

VERBS: dict[str, tuple[Callable[..., None], str]] = {
    "up": (up, "huoshui up --engine neo4j"),
    "down": (down, "huoshui down"),
    "status": (status, "huoshui status"),
    "load": (
        load,
        "huoshui load seeds; huoshui load pairings; huoshui load ./county --strict; huoshui load ./country --bulk",
    ),
    "unload": (unload, "huoshui unload county"),
    "check": (check, "huoshui check ./county"),
    "map-columns": (map_columns, "huoshui map-columns ./list; huoshui map-columns ./list -o list.yaml"),
    "matches": (matches, "huoshui matches; huoshui matches --region 530124; huoshui matches -o decisions.csv"),
    "ask": (ask, "huoshui ask; huoshui ask coverage -p region=530124; huoshui ask find -p name=昆三中"),
    "receipt": (
        receipt,
        "huoshui ask coverage -p region=530100 --format json > answer.json; huoshui receipt answer.json",
    ),
    "cypher": (
        cypher,
        "huoshui cypher 'MATCH (s:School) RETURN count(s) AS n'; huoshui cypher -f my.cypher -p region=530124",
    ),
    "connect": (connect, "huoshui connect"),
    "map": (draw, "huoshui map --focus 500107 --hops 2 -o map.html; huoshui map --focus 500107 -o map.pdf"),
    "export": (export, "huoshui export --format jsonl -o graph.jsonl; huoshui export --format csv -o tables/"),
    "backup": (backup, "huoshui backup graph.zip; huoshui backup /backups/graph.zip --replace"),
    "restore": (restore, "huoshui restore graph.zip; huoshui restore graph.zip --replace"),
    "verify": (verify, "huoshui verify; huoshui verify --mend"),
    "serve": (serve, "huoshui serve --port 8000"),
    "demo": (demo, "huoshui demo"),
}

app = typer.Typer(
    name="huoshui",
    help="Huoshui 活水: a knowledge graph of schools, education groups and aid links in China.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, (verb, examples) in VERBS.items():
    app.command(name, epilog=f"Examples: {examples}" if "; " in examples else f"Example: {examples}")(verb)
