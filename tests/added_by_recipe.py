"""A program: where a link type and a question are found that were added as CONTRIBUTING.md says, and nowhere else.

Run in a copy of the project to which they were added, with the folder of a table; prints what it found as JSON."""

from __future__ import annotations

import json
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from app.cli.export import FORMATS
from app.web.main import create_app
from graph import Settings, Store, engines
from graph.answers import Library
from graph.export import DatasetsFormat, FolderFormat, exported_links, exported_nodes
from loaders import load_folder

DAY = "2025-09-01"


def answers(library: Library, key: str) -> dict[str, Any]:
    """Whether each question that follows ties knows it, by question."""

    def ask(question: str, **given: Any) -> Any:
        return library.ask(question, {"as_of": DAY, **given})

    network = ask("network", focus="a3", hops=1).extra["view"]
    return {
        "reach": [row["id"] for row in ask("reach", start="a3", hops=1).rows],
        "sentence": [row["sentence"] for row in ask("reach", start="a3", hops=1).rows],
        "network": [link.type for link in network.links],
        "shortest_path": [row["type"] for row in ask("shortest_path", **{"from": "a3", "to": "b3"}).rows],
        "ties_of_school": [row["type"] for row in ask("ties_of_school", id="a3").rows],
        "single_tie_schools": [row["school_id"] for row in ask("single_tie_schools").rows],
        "lost_without_link": [row["school_id"] for row in ask("lost_without_link", link=key).rows],
        "reach_without": [row["id"] for row in ask("reach", start="a3", hops=1, without=key).rows],
        "new_links": [row["type"] for row in library.ask("new_links", {"from_day": "2025-01-01"}).rows],
        "undated_links": [row["type"] for row in library.ask("undated_links").rows],
    }


def pages(settings: Settings) -> dict[str, str]:
    """What the site serves of it."""
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        addresses = {
            "question": f"/questions/ties_of_school?id=a3&as_of={DAY}&lang=en",
            "map": f"/api/v1/network?focus=a3&hops=1&as_of={DAY}&format=html&lang=zh",
            "schema": "/api/v1/schema",
            "openapi": "/openapi.json",
            "own_page": "/questions/twins?lang=en&school=a3",
            "own_answer": "/api/v1/questions/twins/answer?school=a3",
            "own_csv": "/api/v1/questions/twins/answer?school=a3&format=csv",
            "catalogue": "/questions",
        }
        return {name: client.get(address).text for name, address in addresses.items()}


def exports(store: Store, folder: Path) -> dict[str, int]:
    """How many links of it each format of `huoshui export` wrote, by format."""
    found = {}
    for format_ in FORMATS.values():
        nodes, links = exported_nodes(store), exported_links(store)
        target, file = folder / format_.name, BytesIO()
        if isinstance(format_, DatasetsFormat):
            format_.write(store, target)
        elif isinstance(format_, FolderFormat):
            format_.write(nodes, links, target)
        else:
            format_.write(nodes, links, file)
        texts = [*(one.read_bytes() for one in target.rglob("*.csv")), file.getvalue()]
        found[format_.name] = len(re.findall(rb"twinned-with-[0-9a-f]+|,twinned_with,", b"\n".join(texts)))
    return found


def main(folder: Path) -> None:
    """Load the table and look for its links."""
    settings = Settings()
    writing, reading = (engines.connection(settings, write=write) for write in (True, False))
    assert writing is not None
    assert reading is not None
    with Store(writing, settings) as store:
        report = load_folder(store, folder)
    with Store(reading, settings) as store:
        library = Library(store)
        ties = library.ask("ties_of_school", {"id": "a3", "as_of": DAY}).rows
        found = answers(library, ties[0]["key"]) if ties else {}
        exported = exports(store, folder / "exports")
    rejects = [str(reject) for reject in report.rejects]
    print(json.dumps({"rejects": rejects, "answers": found, "pages": pages(settings), "exports": exported}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
