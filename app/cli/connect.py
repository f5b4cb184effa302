"""connect: how other programs reach the guests' copy of the graph. Never the graph itself."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from app.cli.console import out, say
from app.cli.stores import open_guests, read_settings

if TYPE_CHECKING:
    from graph.engines import Connection

COUNT = "MATCH (s:School) RETURN count(s) AS schools"
_HOW = """\
Address   {uri}
Account   {user}
Password  {password}
Database  {database}

Neo4j Browser
  {browser}

cypher-shell
  NEO4J_PASSWORD={shell_password} cypher-shell -a {uri} -u {user} -d {database} --access-mode read '{count}'

Python (pip install neo4j)
  from neo4j import GraphDatabase
  with GraphDatabase.driver("{uri}", auth=("{user}", "{password}")) as driver:
      print(driver.execute_query("{count}", database_="{database}", routing_="r").records)

JavaScript (npm install neo4j-driver)
  const neo4j = require("neo4j-driver")
  const driver = neo4j.driver("{uri}", neo4j.auth.basic("{user}", "{password}"))
  driver.executeQuery("{count}", {{}}, {{database: "{database}", routing: "READ"}})
    .then(({{records}}) => console.log(records[0].toObject()))
    .finally(() => driver.close())

R (through reticulate, which uses Python's driver; py_install("neo4j") once)
  library(reticulate)
  driver <- import("neo4j")$GraphDatabase$driver("{uri}", auth = tuple("{user}", "{password}"))
  driver$execute_query("{count}", database_ = "{database}", routing_ = "r")$records
  driver$close()
  # or a file of rows: huoshui cypher '{count}' --format parquet -o rows.parquet, then arrow::read_parquet

{ends}"""
_BROWSER = {
    "neo4j": "Connect to the address as the account, then :use {database}",
    "arcadedb": "It speaks to Neo4j alone, and this is ArcadeDB: take `huoshui up --engine neo4j` and load there.",
}
_OURS = (
    "It is a copy of graph version {version}, which nothing can write to. The next load brings another one at another "
    "address, `huoshui down` stops it, and a statement that it can't stop ends it: ask again with `huoshui connect`."
)
_NAMED = "It is the copy that HUOSHUI_GUEST_URI names, of graph version {version}; whoever runs it says who may write."


def connect() -> None:
    """Show how other programs reach the copy of the graph that is for readers, never the graph itself."""
    from graph.state import graph_state

    with open_guests(read_settings()) as (store, guests):
        copy = guests.copy(graph_state(store))
    say("Whoever has these words can read all of the graph.")
    told = _OURS if copy.token else _NAMED
    out.print(how(copy.connection, told.format(version=copy.version)), soft_wrap=True, highlight=False)


def how(to: Connection, ends: str) -> str:
    """The ways to a copy of the graph, ready to be pasted; `ends` says how long it is there."""
    return _HOW.format(
        uri=to.uri,
        user=to.user,
        password=to.password,
        shell_password=shlex.quote(to.password),
        database=to.database,
        browser=_BROWSER[to.engine].format(database=to.database),
        count=COUNT,
        ends=ends,
    )
