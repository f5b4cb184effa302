"""What the store may run: a file of cypher/, or a statement built from the declared model; never a caller's string.

Files name what the model declares by marks, so that it is declared in one place: `[r:@ties]` is a link of any type of
tie, `{@ties|PART_OF}=@ties` are the choices and default of a parameter, and a statement with `@tie` is a branch for
each. A line with `@label` is a branch for each label that ties join, one with `@searched` for each that the search
finds, whose name is `@name(n)`, one with `@stored` for each that is exported, and one with `@linked` for each type of
link; `@own_label(n)` is the label that n goes by.

What an as-of question asks of a link, or of a school or group, is said here once: `@holds(x)` is whether x holds on
`$as_of`, and `@undated(x)` is null for a link with a date; for one without, it is where it was observed, seen from
that day (`before`, `within`, `after`, or `never`). `@holds(x, day)` and `@undated(x, day)` take another day. A row of
one link returns `@undated_link(x)`, one of several `@undated_links(list)` of what `@undated` found: the column
`undated_links`, and `undated_seen`, which goes into the receipt (graph/computed/undated.py).
`@search_text(n)` is what the search looks through; a graph of an earlier release has no more than keys.
What a share is of has marks of its own (graph/universe.py)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from graph.labels import OWN_LABELS
from graph.model import LINK_TYPE, NODE_TYPE, SEARCHED, TAKES_PART, TIES
from graph.universe import with_universe

_PARAMETER = re.compile(r"\$(\w+)")
_OWN_LABEL = re.compile(r"@own_label\((\w+)\)")
_OF_DAYS = re.compile(r"@(holds|undated)\((\w+)(?:, (\w+))?\)")
_HOLDS = "({day} IS NULL OR (coalesce({x}.since_day, 0) <= {day} AND coalesce({x}.until_day, 99999999) >= {day}))"
_UNDATED = (
    "CASE WHEN {x} IS NOT NULL AND {x}.since IS NULL AND {x}.until IS NULL THEN "
    "CASE WHEN {x}.observed_last_day < {day} THEN 'before' WHEN {x}.observed_first_day > {day} THEN 'after' "
    "WHEN {x}.observed_first_day <= {day} THEN 'within' ELSE 'never' END END"
)
_SEARCH_TEXT = re.compile(r"@search_text\((\w+)\)")
_NAME = re.compile(r"@name\((\w+)\)")
_CALLED_BY = dict.fromkeys(NODE_TYPE[label].called_by for label in SEARCHED)
_BRANCHES = {
    "@label": TAKES_PART,
    "@searched": SEARCHED,
    "@stored": tuple(label for label in NODE_TYPE if label != "LoadRun"),
    "@linked": tuple(LINK_TYPE),
}
_UNDATED_LINK = re.compile(r"@undated_link\((\w+)\)")
_UNDATED_LINKS = re.compile(r"@undated_links\((\w+)\)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A name, which goes into the transaction's metadata, and the Cypher text."""

    name: str
    text: str


@lru_cache(maxsize=1_000)
def with_one_parameter(text: str, names: frozenset[str]) -> str:
    """The text with each of some parameters (`$region`) taken from one map of them all (`$given.region`)."""
    return _PARAMETER.sub(lambda found: f"$given.{found[1]}" if found[1] in names else found[0], text)


def with_marks_filled(text: str) -> str:
    """The text of a file with what the model declares in place of the marks: what runs, and what a receipt shows."""
    text = text.replace("=@ties", f"={','.join(TIES)}").replace("@ties", "|".join(TIES))
    text = with_universe(text)
    text = _OWN_LABEL.sub(rf"head([label IN {list(OWN_LABELS)} WHERE label IN labels(\1)])", text)
    text = _SEARCH_TEXT.sub(
        r"coalesce(\1.search_text, reduce(text = '\\n' + coalesce(\1.name_key, @name(\1)) + '\\n', "
        r"form IN coalesce(\1.aliases_key, \1.aliases, []) | text + form + '\\n'))",
        text,
    )
    text = _NAME.sub(lambda found: f"coalesce({', '.join(f'{found[1]}.{one}' for one in (*_CALLED_BY, 'id'))})", text)
    text = _UNDATED_LINK.sub(
        r"CASE WHEN \1.since IS NULL AND \1.until IS NULL THEN 1 ELSE 0 END AS undated_links, "
        r"@undated(\1) AS undated_seen",
        text,
    )
    text = _UNDATED_LINKS.sub(lambda found: f"size({found[1]}) AS undated_links, {_counted(found[1])}", text)
    text = _OF_DAYS.sub(_of_a_day, text)
    return "\n".join(_branches(line) for line in text.split("\n"))


def _counted(codes: str) -> str:
    """How many of a list of what `@undated` found are of each kind."""
    counts = (f"{seen}: size([one IN {codes} WHERE one = '{seen}'])" for seen in ("before", "within", "after"))
    return f"{{{', '.join(counts)}}} AS undated_seen"


def _of_a_day(found: re.Match[str]) -> str:
    return (_HOLDS if found[1] == "holds" else _UNDATED).format(x=found[2], day=found[3] or "$as_of")


def _branches(line: str) -> str:
    mark = next((mark for mark in _BRANCHES if mark in line), None)
    if mark is None:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return f"\n{indent}UNION ALL\n".join(line.replace(mark, label) for label in _BRANCHES[mark])


@cache
def shipped_statement(folder: str, stem: str) -> Statement:
    """The statement of `cypher/<folder>/<stem>.cypher`, without its header."""
    text = with_marks_filled((files("cypher") / folder / f"{stem}.cypher").read_text("utf-8"))
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()
    branches = [body.replace("@tie", tie) for tie in TIES] if "@tie" in body else [body]
    return Statement(stem, "\nUNION ALL\n".join(branches))
