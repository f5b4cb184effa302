"""A format that is declared and listed is offered by the command and the API and documented, with no other edit."""

from __future__ import annotations

from pathlib import Path

from graph import Settings
from graph.answers import Library
from tests.commands import run_python
from tests.conftest import store_environment

DECLARED = """
import sys
import graph.export
from graph.export import FileFormat

class Names(FileFormat):
    name = "names"
    media_type = "text/x-names"
    notes = "The names alone."
    of_networks = True

    def write(self, nodes, links, file):
        nodes, links = list(nodes), list(links)
        file.write("\\n".join(node.properties.get("name", node.id) for node in nodes).encode())
        return len(nodes), len(links)

graph.export.FORMATS = (*graph.export.FORMATS, Names())
"""
COMMAND = """
from app.cli.main import run
sys.argv[1:] = ["export", "--format", "names", "-o", "names.txt"]
run()
"""
API = """
from app.web.main import create_app
from graph import Settings
from tests.app.web.conftest import served
with served(create_app(Settings())) as client:
    answer = client.get("/api/v1/network?focus=530124&hops=1&format=names")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/x-names")
    print(answer.text)
    operation = client.get("/openapi.json").json()["paths"]["/api/v1/network"]["get"]
    assert "names" in next(one for one in operation["parameters"] if one["name"] == "format")["schema"]["enum"]
    assert "text/x-names" in operation["responses"]["200"]["content"]
"""
DOCUMENTS = """
from app.documents import exports_page
print(exports_page())
"""
ROOT = str(Path(__file__).resolve().parents[2])


def test_it_is_offered_and_documented(seeds: Library, settings: Settings, tmp_path: Path) -> None:
    def run(code: str) -> str:
        done = run_python("-c", DECLARED + code, cwd=tmp_path, PYTHONPATH=ROOT, **store_environment(settings))
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(COMMAND)
    assert "富民县" in (tmp_path / "names.txt").read_text("utf-8")
    assert "富民县" in run(API)
    assert "| `names` | file | `text/x-names` | The names alone. |" in run(DOCUMENTS)
