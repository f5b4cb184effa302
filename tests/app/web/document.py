"""The OpenAPI document as it was agreed on with its users; `python -m tests.app.web.document` takes today's instead.

Do so only to change it knowingly: a client was written to what stands here. Examples have a test of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.web.main import create_app
from graph import Settings

SNAPSHOT = Path(__file__).parent / "openapi.json"


def as_agreed(document: dict[str, Any]) -> str:
    """The document without its examples, sorted, so that what differs is what a client would notice."""
    told: dict[str, Any] = json.loads(json.dumps(document))
    for schema in told["components"]["schemas"].values():
        schema.get("required", []).sort()
    for methods in told["paths"].values():
        for operation in methods.values():
            operation.get("parameters", []).sort(key=lambda parameter: (parameter["in"], parameter["name"]))
            for content in operation["responses"]["200"]["content"].values():
                content.pop("examples", None)
    told["info"].pop("version")
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    SNAPSHOT.write_text(as_agreed(create_app(Settings()).openapi()), "utf-8")
