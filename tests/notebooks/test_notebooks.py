"""Notebooks run from top to bottom on the five reports, in Jupyter's own kernel, and are kept without outputs."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from graph import Settings
from graph.answers import Library
from tests.conftest import store_environment

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = {path.stem: path for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
ON_NEO4J_ONLY = {"py2neo_bridge"}
RUNS = [
    pytest.param(stem, engine, marks=[pytest.mark.neo4j] if engine == "neo4j" else [], id=f"{stem}-{engine}")
    for engine in ("arcadedb", "neo4j")
    for stem in NOTEBOOKS
    if engine == "neo4j" or stem not in ON_NEO4J_ONLY
]
# Warnings are errors in the cells too; the end of py2neo's life is told to whoever opens it, so it must be seen.
STRICT = """import warnings
warnings.simplefilter("error")
warnings.filterwarnings("default", message="py2neo 2021.2.4", category=FutureWarning)"""
# The kernel warns of its own doing while it shuts down.
LENIENT = "warnings.simplefilter('ignore')"


@pytest.fixture(autouse=True)
def jupyter_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the kernels and settings of whoever runs the tests out of them, and the tests out of theirs."""
    monkeypatch.delenv("JUPYTER_PATH", raising=False)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


def run(stem: str, settings: Settings, folder: Path) -> nbformat.NotebookNode:
    """The notebook with the outputs of its cells. Raises CellExecutionError, which shows the cell and its traceback."""
    notebook = nbformat.read(NOTEBOOKS[stem], as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(STRICT))
    notebook.cells.append(nbformat.v4.new_code_cell(LENIENT))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUOSHUI_", "NEO4J_"))}
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    return client.execute(env={**kept, "PYTHONPATH": str(ROOT), **store_environment(settings)})


def outputs(notebook: nbformat.NotebookNode) -> Iterator[Any]:
    for cell in notebook.cells:
        yield from cell.get("outputs", [])


def pages(notebook: nbformat.NotebookNode) -> list[str]:
    """What a browser is given: tables, charts and the map."""
    return [output["data"]["text/html"] for output in outputs(notebook) if "text/html" in output.get("data", {})]


def tables(notebook: nbformat.NotebookNode) -> list[list[str]]:
    """Headings of each table that is shown."""
    return [re.findall(r"<th>(.*?)</th>", page) for page in pages(notebook) if "<table" in page]


@pytest.mark.parametrize(("stem", "engine"), RUNS, indirect=["engine"], scope="session")
def test_every_cell_runs(stem: str, seeds: Library, settings: Settings, tmp_path: Path) -> None:
    done = run(stem, settings, tmp_path)
    assert len(tables(done)) >= 4
    told = [output.text for output in outputs(done) if output.output_type == "stream" and output.name == "stderr"]
    assert ["end of its life" in text for text in told] == [True] * (stem in ON_NEO4J_ONLY)
    CHECKS[stem](done, seeds)


def check_shares(notebook: nbformat.NotebookNode, _library: Library) -> None:
    """A share never stands without what it is a share of."""
    shares = [headings for headings in tables(notebook) if "share" in headings]
    assert shares
    assert all({"numerator", "denominator"} <= set(headings) for headings in shares)
    # Shares of a variance are of no schools.
    assert all({"universe", "of_what_en"} <= set(headings) for headings in shares if "part" not in headings)


def check_charts(notebook: nbformat.NotebookNode, library: Library) -> None:
    """The chart's bars carry numerator and denominator, its title day and sources; and nothing is fetched."""
    check_shares(notebook, library)
    charts = [page for page in pages(notebook) if "Plotly.newPlot" in page]
    assert len(charts) == 2
    covered = next(row for row in library.ask("coverage", {"by": "prefecture"}).rows if row["id"] == "530100")
    assert f"{covered['numerator']:.0f} of the {covered['denominator']:.0f} schools named in the sources" in charts[0]
    assert re.search(r"as of \d{4}-\d\d-\d\d; sources: seed-", charts[0])
    assert not [page for page in pages(notebook) if re.search(r"<(script|link|iframe)\b[^>]*\b(src|href)=", page)]


def check_map(notebook: nbformat.NotebookNode, library: Library) -> None:
    """The map is in the notebook itself, with the names of what it shows."""
    page = html.unescape(pages(notebook)[-1])
    assert "<iframe srcdoc=" in page
    view = library.ask("network", {"focus": "411202", "hops": 2}).extra["view"]
    assert all(node.name in page for node in view.nodes)


def check_bridge(notebook: nbformat.NotebookNode, _library: Library) -> None:
    """The refused write is shown."""
    assert any("read access mode" in output.get("text", "") for output in outputs(notebook))


CHECKS = {
    "coverage_and_balance": check_charts,
    "first_look": check_shares,
    "network": check_map,
    "py2neo_bridge": check_bridge,
}


@pytest.mark.parametrize("engine", ["arcadedb"], indirect=True, scope="session")
def test_the_bridge_says_where_to_go_from_the_other_engine(seeds: Library, settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(CellExecutionError, match="WrongUse") as refused:
        run("py2neo_bridge", settings, tmp_path)
    assert "huoshui up --engine neo4j" in str(refused.value)


@pytest.mark.parametrize("stem", NOTEBOOKS)
def test_a_notebook_opens_in_any_jupyter_and_is_kept_without_outputs(stem: str) -> None:
    text = NOTEBOOKS[stem].read_text("utf-8")
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell.id for cell in notebook.cells if cell.get("outputs") or cell.get("execution_count")] == []
    # As Jupyter itself writes it, so that saving changes no line that wasn't edited.
    assert nbformat.writes(notebook) + "\n" == text


def test_the_readme_names_every_notebook() -> None:
    for page in ("README.md", "README.zh.md"):
        named = set(re.findall(r"notebooks/(\w+)\.ipynb", (ROOT / page).read_text("utf-8")))
        assert named == set(NOTEBOOKS)
