"""Lints of our own: what keeps a caller's text out of the database, and the database behind one door."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for folder in ("graph", "loaders", "app", "cypher") for path in (ROOT / folder).rglob("*.py"))
_CYPHER = re.compile(r"\b(MATCH|MERGE|UNWIND|CREATE|DETACH DELETE|RETURN)\b[^.]*[({$]")


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    """Top-level packages that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def modules(tree: ast.AST) -> set[str]:
    """Last parts of all that a module imports: of `from graph.py2neo_bridge import x` both py2neo_bridge and x."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.name.rpartition(".")[2] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.rpartition(".")[2])
    return names


def calls(tree: ast.AST, name: str) -> bool:
    """Whether a module calls something of this name, plain or as an attribute (`neo4j.Query`)."""
    return any(
        isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == name)
            or (isinstance(node.func, ast.Attribute) and node.func.attr == name)
        )
        for node in ast.walk(tree)
    )


def cypher_f_strings(tree: ast.AST) -> list[int]:
    """Lines of f-strings that read like Cypher and put a value into it."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(part, ast.FormattedValue) for part in node.values)
        and _CYPHER.search("".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)))
    ]


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.AST]:
    assert len(SOURCES) > 50
    return {place(path): ast.parse(path.read_text("utf-8")) for path in SOURCES}


def test_only_the_store_talks_to_a_database(trees: dict[str, ast.AST]) -> None:
    """Bounds, receipts and error names hold because every statement goes through graph/store.py.

    The engines may ask whether what they started answers, the console knows the driver's kinds of values, of which it
    makes plain ones, and store_errors.py the driver's errors. To escape: move what you need into the store."""
    users = {name for name, tree in trees.items() if "neo4j" in imported(tree)}
    values = "graph/console/values.py"
    assert {name for name in users if not name.startswith("graph/engines/")} == {
        "graph/store.py",
        "graph/store_errors.py",
        values,
    }
    known = {
        module
        for node in ast.walk(trees[values])
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
        if module and module.partition(".")[0] == "neo4j"
    }
    assert known == {"neo4j.graph", "neo4j.spatial", "neo4j.time"}, "values, and nothing that opens a connection"


def test_only_the_bridge_knows_py2neo(trees: dict[str, ast.AST]) -> None:
    """The one way round the store: whoever has py2neo code gets a py2neo graph, without the store's bounds.

    It's there to leave py2neo by, an extra that says so when it opens; nothing of ours may come to rest on it. To
    escape: use the store."""
    assert {name for name, tree in trees.items() if "py2neo" in imported(tree)} == {"graph/py2neo_bridge.py"}
    bridged = [name for name, tree in trees.items() if "py2neo_bridge" in modules(tree)]
    assert bridged == []


def test_only_the_store_makes_a_driver_query(trees: dict[str, ast.AST]) -> None:
    """mypy lets a `Query` be made of an f-string; a second place that makes one would be a second way in.

    To escape: add a method to the Store."""
    assert [name for name, tree in trees.items() if calls(tree, "Query") and "neo4j" in imported(tree)] == [
        "graph/store.py"
    ]


def test_statements_come_from_files_or_from_the_model(trees: dict[str, ast.AST]) -> None:
    """A Statement made of a caller's text would run it. Text comes from cypher/ or is built from the declared model.

    The console is the one place that runs a caller's text, on purpose: graph/console/readers_statement.py has read it
    by then, and console.py runs it only after its plan was checked, with the reader's account, through `Store.bounded`.
    To escape: put the text into cypher/ and read it with shipped_statement()."""
    allowed = {"graph/statement.py", "graph/questions/catalogue.py", "graph/console/readers_statement.py"}
    makers = {name for name, tree in trees.items() if calls(tree, "Statement")}
    assert allowed <= makers
    assert {name for name in makers - allowed if not name.startswith("graph/write/")} == set()


def test_values_enter_cypher_as_parameters(trees: dict[str, ast.AST]) -> None:
    """Cypher with a value pasted into it is an injection that waits for its day. Values enter as $parameters.

    graph/write/ puts in labels, types and names, all of which the model declares. To escape: a parameter; where
    Cypher takes none (a label), build the statement in graph/write/ from the declaration."""
    found = {name: cypher_f_strings(tree) for name, tree in trees.items()}
    assert any(lines for name, lines in found.items() if name.startswith("graph/write/"))  # the lint sees them
    assert {name: lines for name, lines in found.items() if lines and not name.startswith("graph/write/")} == {}
