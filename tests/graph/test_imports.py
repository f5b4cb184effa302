"""What `import graph` costs and offers."""

from __future__ import annotations

import subprocess
import sys

import graph

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


def test_every_name_that_graph_imports_is_public() -> None:
    imported = {
        name
        for name, value in vars(graph).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("graph.")
    }
    assert imported == set(graph.__all__)
