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

    The engines may ask whether what they started answers. graph/console/values.py takes the driver's values apart: it
    imports their classes and nothing that connects. To escape: move what you need into the store."""
    users = {name for name, tree in trees.items() if "neo4j" in imported(tree)}
    assert {name for name in users if not name.startswith("graph/engines/")} == {
        "graph/store.py",
        "graph/console/values.py",
    }
    values = trees["graph/console/values.py"]
    modules = {node.module for node in ast.walk(values) if isinstance(node, ast.ImportFrom) and node.module}
    assert {name for name in modules if name.startswith("neo4j")} == {"neo4j.graph", "neo4j.spatial", "neo4j.time"}
    assert not any(isinstance(node, ast.Import) and "neo4j" in imported(node) for node in ast.walk(values))


def test_only_the_store_makes_a_driver_query(trees: dict[str, ast.AST]) -> None:
    """mypy lets a `Query` be made of an f-string; a second place that makes one would be a second way in.

    To escape: add a method to the Store."""
    assert [name for name, tree in trees.items() if calls(tree, "Query") and "neo4j" in imported(tree)] == [
        "graph/store.py"
    ]


def test_statements_come_from_files_or_from_the_model(trees: dict[str, ast.AST]) -> None:
    """A Statement made of a caller's text would run it. Text comes from cypher/ or is built from the declared model.

    graph/console/asked.py is the one place that makes one of a reader's text, on purpose. That is safe because its
    words were checked against a list before, because its plan is before it runs, and because only `Store.bounded`
    takes it: a reader's account, read routing, and a connection of its own with limits of time and bytes.
    To escape: put the text into cypher/ and read it with shipped_statement()."""
    allowed = {"graph/statement.py", "graph/questions/catalogue.py", "graph/console/asked.py"}
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
