"""docs/cypher.md: the model on one page, how to ask it in Cypher, and statements with what they give."""

from __future__ import annotations

import json
import shlex
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graph.documents import NOTE, markdown_table
from graph.model import LINK_TYPES, NODE_TYPES, LinkType, NodeType, Property, Words
from graph.model.common import BOOKKEEPING

_NONE = "none"
_COMMON = set[str].intersection(*({one.name for one in link.properties} for link in LINK_TYPES))
_SAID_ONCE = (
    _COMMON
    | BOOKKEEPING
    | {"id", "name", "aliases", "former_ids", "since", "until", "observed", "source_ids", "locators"}
)
"""Properties that the page explains for all, or leaves to docs/schema.md."""


_HOW = """\
```
huoshui cypher 'MATCH (s:School) RETURN count(s) AS schools'
huoshui cypher -f my.cypher -p region=530100 -p n:=5 --format parquet -o rows.parquet
echo 'MATCH (s:School) RETURN s' | huoshui cypher --format json
huoshui connect
```

Statements run on a copy of the graph, in an engine of its own that nothing can write to: in the command, on the
console's page (`/cypher`) and at `POST /api/v1/cypher` by the same rules. They only read; they end after 10 seconds,
5,000 rows or 4 MB of JSON, where the settings (docs/settings.md) say nothing else; what is refused is named with its
place. A parameter `-p name=…` is text, as codes of regions are; `-p name:=…` is JSON. The receipt (`--receipt`; always
in JSON) holds the graph's version and a digest of the statement: keep both with a figure that you publish. `EXPLAIN`
before a statement shows its plan and runs nothing.

`huoshui connect` prints how Neo4j Browser, cypher-shell, Python, JavaScript and R reach the same copy. What they ask is
bounded by the engine alone, not by the console's list. Both engines understand what stands on this page;
docs/questions.md has questions that are asked for you.

| what went wrong | HTTP | the command |
| --- | --- | --- |
| not a read, or not on the console's list | 403 | exit code 2 |
| not valid, too long, nested too deep, or its answer is larger than there is memory for | 422 | 2 or 3 |
| as many of your statements run as may | 429, `Retry-After` | 2 |
| the time limit, or the copy is being made or started again | 503, `Retry-After` | 3 |

## The model

Every node has an `id`; what is named has `name` and `aliases`. Nodes and links say where they are from: `source_ids`,
and at the same place in `locators` where in the source. `since` and `until` are as precise as the source says ("2020",
"2020-09"); `since_day` and `until_day` are integers, YYYYMMDD, for comparing, null where nothing is known; `observed`
are days on which sources saw it. A link has a `key`, too, and is `entailed` where it follows but is not stated.
docs/schema.md has every property with its values and units.

"""
_RUN_BY_TESTS = """
## Statements, from easy to hard

Each is run by a test on both engines; the rows are those of the five reports (`huoshui load seeds`).
"""


@dataclass(frozen=True, slots=True)
class WorkedStatement:
    """A statement of the page, and what it gives on the five reports."""

    title: Words
    meaning: str
    cypher: str
    columns: list[str]
    rows: list[list[Any]]
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def answer(self) -> list[dict[str, Any]]:
        """Its rows as the console gives them."""
        return [
            {name: None if value == _NONE else value for name, value in zip(self.columns, row, strict=True)}
            for row in self.rows
        ]


@cache
def worked_statements() -> tuple[WorkedStatement, ...]:
    """Those of cypher_statements.toml, from easy to hard."""
    told = tomllib.loads(Path(__file__).with_name("cypher_statements.toml").read_text("utf-8"))
    return tuple(WorkedStatement(**{**one, "title": tuple(one["title"])}) for one in told["statement"])


def cypher_page() -> str:
    """docs/cypher.md."""
    nodes = markdown_table(("label", "is", "properties of its own"), map(_node_row, NODE_TYPES))
    links = markdown_table(("type", "is", "from → to", "properties of its own"), map(_link_row, LINK_TYPES))
    statements = "\n".join(f"### {n}. {_statement(one)}" for n, one in enumerate(worked_statements(), 1))
    return "\n".join(["# Cypher of your own\n", NOTE + _HOW, nodes, links + _RUN_BY_TESTS, statements])


def _node_row(node: NodeType) -> tuple[str, str, str]:
    labels = ", ".join(f"`:{label}`" for label in (node.label, *(extra.label for extra in node.extra_labels)))
    return labels, f"{node.title[0]}. {_first_sentence(node.meaning)}", _own(node.properties)


def _link_row(link: LinkType) -> tuple[str, str, str, str]:
    starts_of: dict[str, list[str]] = {}
    for start, end in link.ends:
        starts_of.setdefault(end, []).append(start)
    ends_of: dict[str, list[str]] = {}
    for end, starts in starts_of.items():
        ends_of.setdefault(", ".join(starts), []).append(end)
    ends = "; ".join(f"{starts} → {', '.join(found)}" for starts, found in ends_of.items())
    return f"`{link.type}`", f"{link.title[0]}. {_first_sentence(link.meaning)}", ends, _own(link.properties)


def _own(properties: tuple[Property, ...]) -> str:
    """Names of properties that aren't common to all, with what they may be."""
    shown = [one for one in properties if one.name not in _SAID_ONCE]
    return ", ".join(f"`{one.name}`" + (f" ({' '.join(one.choices.values)})" if one.choices else "") for one in shown)


def _first_sentence(text: str) -> str:
    return f"{text.partition('. ')[0].removesuffix('.')}."


def _statement(one: WorkedStatement) -> str:
    given = " ".join(f"-p {shlex.quote(_option(name, value))}" for name, value in one.parameters.items())
    rows = markdown_table(tuple(one.columns), (tuple(map(_shown, row)) for row in one.rows))
    return f"""{one.title[0]} {one.title[1]}

{one.meaning}{f" `{given}`" if given else ""}

```cypher
{one.cypher}
```

{rows}"""


def _option(name: str, value: Any) -> str:
    return f"{name}={value}" if isinstance(value, str) else f"{name}:={json.dumps(value, ensure_ascii=False)}"


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
