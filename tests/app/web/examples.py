"""The examples of the API page: `python -m tests.app.web.examples` asks the app over the five reports, and of what they
tell nothing of over the published pairings, too, and writes what it answers to app/web/example_answers/. Do it after a
question or a report has changed; a route says what is asked."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from fastapi import FastAPI

from app.web.examples import ANSWERS_FOLDER, example_answer, example_file
from app.web.main import create_app
from graph import Settings, engines
from loaders import SEEDS_DATASET, load_folder, shipped_folder
from tests.app.web.conftest import ask_example, operations, served
from tests.conftest import open_store

# What differs from one run, engine or day to the next.
VARYING = {
    "elapsed_ms", "answer_digest", "next_cursor", "engine", "graph_version", "started", "finished", "run", "plan",
    "timezone",
}  # fmt: skip
# Operations whose example the five reports have nothing of.
OF_PAIRINGS = {"organisation"}
# By operation: what is shown of a body that is longer than a reader needs.
SHORTENED: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "questions": lambda body: {"items": body["items"][:1]},
    "schema": lambda body: {name: types[:1] for name, types in body.items()},
    "ready": lambda body: {**body, "datasets": [x for x in body["datasets"] if x["dataset"] == SEEDS_DATASET]},
}


def answered_example(client: httpx.Client, operation: dict[str, Any]) -> dict[str, Any]:
    """What the app answers to an operation's example, as it is shown."""
    response = ask_example(client, operation)
    assert response.status_code == 200, (response.url, response.text)
    body: dict[str, Any] = SHORTENED.get(operation["operationId"], dict)(response.json())
    return body


def differences(place: str, shown: Any, answered: Any) -> Iterator[str]:
    """Where an example isn't what the app answers, apart from what varies."""
    if isinstance(shown, dict) and isinstance(answered, dict) and shown.keys() == answered.keys():
        for name in shown.keys() - VARYING:
            yield from differences(f"{place} {name}", shown[name], answered[name])
    elif isinstance(shown, list) and isinstance(answered, list) and len(shown) == len(answered):
        for n, (one, other) in enumerate(zip(shown, answered, strict=True)):
            yield from differences(f"{place} {n}", one, other)
    elif shown != answered:
        yield f"{place}: shown {shown!r}, answered {answered!r}"


def write_examples(client: httpx.Client, app: FastAPI, *, of_pairings: bool) -> Iterator[Path]:
    """Write the answers of some operations that aren't what their file says, and give the files."""
    for _, operation in operations(app.openapi(), "get", "post"):
        name = operation["operationId"]
        if (name in OF_PAIRINGS) is not of_pairings:
            continue
        answered = answered_example(client, operation)
        if list(differences(name, example_answer(name), answered)):
            example_file(name).write_text(json.dumps(answered, ensure_ascii=False, indent=2) + "\n", "utf-8")
            yield example_file(name)


def delete_others(app: FastAPI) -> Iterator[Path]:
    """Delete the files of operations that are gone, and give them."""
    known = {example_file(operation["operationId"]) for _, operation in operations(app.openapi(), "get", "post")}
    for file in set(ANSWERS_FOLDER.glob("*.json")) - known:
        file.unlink()
        yield file


def main() -> None:
    """Start an engine in a folder of its own, load the reports, and write the examples that have changed."""
    with TemporaryDirectory() as home:
        settings = Settings(home=Path(home), engine="arcadedb", neo4j_uri=None)
        engines.start(settings)
        try:
            app = create_app(settings)
            for of_pairings, dataset in enumerate((SEEDS_DATASET, "pairings")):
                with open_store(settings) as store:
                    load_folder(store, shipped_folder(dataset))
                with served(app) as client:
                    for file in write_examples(client, app, of_pairings=bool(of_pairings)):
                        sys.stdout.write(f"{file}\n")
            for file in delete_others(app):
                sys.stdout.write(f"{file}\n")
        finally:
            engines.stop(settings)


if __name__ == "__main__":
    main()
