"""What `import graph` costs and offers."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import app.maps
import graph
import loaders

HEAVY = {"fastapi", "starlette", "uvicorn", "pyvis", "polars", "jinja2", "typer", "rich", "app", "loaders", "jpype"}
HEAVY |= {"py2neo", "plotly", "IPython"}


def test_importing_graph_brings_in_neither_the_web_nor_the_maps_nor_the_loaders() -> None:
    code = "import sys, graph, graph.answers; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    loaded = set(done.stdout.split())
    assert "neo4j" in loaded  # the list is the real one
    assert not loaded & HEAVY


def test_the_public_names_are_sorted_and_exist() -> None:
    assert graph.__all__ == sorted(graph.__all__)
    for name in graph.__all__:
        assert hasattr(graph, name), name


def test_importing_graph_alone_brings_in_none_of_them_and_no_driver() -> None:
    code = "import sys, graph; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert not set(done.stdout.split()) & (HEAVY | {"neo4j", "networkx", "pydantic"})


@pytest.mark.parametrize("package", [graph, loaders, app.maps])
def test_names_that_are_imported_when_asked_for_are_the_public_ones(package: ModuleType) -> None:
    tree = ast.parse(Path(str(package.__file__)).read_text("utf-8"))
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module != "graph.lazy"]
    names = {alias.name for node in imported if node.module != "typing" for alias in node.names}
    assert names == set(package.__all__)
    assert [name for name in names if not hasattr(package, name)] == []
    with pytest.raises(AttributeError, match="nonesuch"):
        package.nonesuch  # noqa: B018
