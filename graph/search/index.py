"""The index of names: one SQLite file with all that takes part, in the order in which it is found.

Things are numbered by the length of their names, then by id, so that the first that match are the first to be shown,
however many there are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from graph.search.grams import grams_of_text, match

LAYOUT = 4
"""Changes with what is written into an index, or with how it is found."""
FIELDS = ("label", "id", "name", "aliases", "region", "region_name", "above_id", "above", "text", "former_ids")
"""What is told of a thing, in the order in which `search/entities` tells it."""
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TEMP TABLE read (label, id, name, aliases, region, region_name, above_id, above, text, former_ids);
CREATE TABLE former (id TEXT, place INTEGER);
CREATE TABLE thing (
    place INTEGER PRIMARY KEY, label TEXT, id TEXT, name TEXT, aliases TEXT, region TEXT, region_name TEXT, above TEXT,
    text TEXT
);
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE grams USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
"""
# Of several places it is the first by id: SQLite takes the other columns from the row that has the least.
_NUMBER = """
INSERT INTO thing (label, id, name, aliases, region, region_name, above, text)
SELECT label, id, name, aliases, region, region_name, above, text
FROM (SELECT *, min(coalesce(region, '') || ' ' || coalesce(above_id, '')) FROM read GROUP BY label, id)
ORDER BY length(name), id, label
"""
_FORMER = """
INSERT INTO former SELECT DISTINCT lower(old.value), thing.place
FROM read, json_each(read.former_ids) AS old
JOIN thing ON lower(thing.id) = lower(read.id) AND thing.id = read.id AND thing.label = read.label
"""
_BY_ID = """
SELECT * FROM thing
WHERE (lower(id) IN (SELECT value FROM json_each(:forms))
       OR place IN (SELECT place FROM former WHERE id IN (SELECT value FROM json_each(:forms)))) {labels}
ORDER BY place
"""
_LABELS = "AND label IN (SELECT value FROM json_each(:labels))"
_HOLDS = """
SELECT thing.* FROM grams JOIN thing ON thing.place = grams.rowid
WHERE grams MATCH :match AND EXISTS (SELECT 1 FROM json_each(:parts) WHERE instr(thing.text, value))
ORDER BY grams.rowid LIMIT :most
"""


def build_index(path: Path, things: Iterable[Mapping[str, Any]]) -> None:
    """Write the index of such things, as `search/entities` reads them."""
    with closing(sqlite3.connect(path)) as index:
        index.executescript(_TABLES)
        index.executemany(f"INSERT INTO read VALUES ({', '.join('?' * len(FIELDS))})", map(_values, things))  # noqa: S608
        index.execute(_NUMBER)
        index.execute("CREATE INDEX thing_id ON thing (lower(id))")
        index.execute(_FORMER)
        index.execute("CREATE INDEX former_id ON former (id)")
        texts = index.execute("SELECT place, text, label FROM thing ORDER BY place")
        words: set[str] = set()
        for place, text, label in texts:
            grams = grams_of_text(text, label)
            words |= grams
            index.execute("INSERT INTO grams (rowid, words) VALUES (?, ?)", (place, " ".join(grams)))
        index.executemany("INSERT INTO word VALUES (?)", ((word,) for word in sorted(words)))
        index.execute("INSERT INTO grams (grams) VALUES ('optimize')")
        index.commit()


def search_index(path: Path, forms: Sequence[str], labels: Sequence[str] | None, most: int) -> list[dict[str, Any]]:
    """At most so many things that one of the forms finds: by the whole of a form or id, by its beginning, by a part.

    Raises sqlite3.Error where the file is no index, or is torn."""
    found: dict[int, dict[str, Any]] = {}
    given = {"forms": json.dumps(forms), "labels": json.dumps(labels), "most": most}
    # Immutable: nobody writes to a file that has its name, so SQLite needs no locks and leaves nothing beside it.
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as index:
        index.row_factory = sqlite3.Row
        whole = index.execute(_BY_ID.format(labels="" if labels is None else _LABELS), given).fetchall()
        whole += _holding(index, forms, labels, given, begins=True, ends=True)
        found = {row["place"]: _row(row, whole=True) for row in sorted(whole, key=lambda row: row["place"])}
        for begins in (True, False):
            if len(found) < most:
                more = _holding(index, forms, labels, given, begins=begins, ends=False)
                found |= {row["place"]: _row(row, whole=False) for row in more if row["place"] not in found}
    return [*found.values()][:most]


def _holding(
    index: sqlite3.Connection,
    forms: Sequence[str],
    labels: Sequence[str] | None,
    given: Mapping[str, Any],
    *,
    begins: bool,
    ends: bool,
) -> list[sqlite3.Row]:
    parts = [("\n" if begins else "") + form + ("\n" if ends else "") for form in forms]
    asked = {
        "most": given["most"],
        "match": match(forms, labels, partial(_words, index), begins=begins, ends=ends),
        "parts": json.dumps(parts),
    }
    return index.execute(_HOLDS, asked).fetchall()


def _words(index: sqlite3.Connection, letters: str) -> list[str]:
    """The grams that begin with some letters."""
    found = index.execute("SELECT word FROM word WHERE word BETWEEN ? AND ?", (letters, f"{letters}~"))
    return [row["word"] for row in found]


def _values(thing: Mapping[str, Any]) -> tuple[Any, ...]:
    lists = {
        name: None if thing[name] is None else json.dumps(thing[name], ensure_ascii=False)
        for name in ("aliases", "former_ids")
    }
    told = {**thing, **lists}
    return tuple(told[name] for name in FIELDS)


def _row(row: sqlite3.Row, *, whole: bool) -> dict[str, Any]:
    told = {name: row[name] for name in ("id", "label", "name", "aliases", "region", "region_name", "above")}
    return {**told, "aliases": None if row["aliases"] is None else json.loads(row["aliases"]), "whole": whole}
