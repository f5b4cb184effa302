"""serve: the web app."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.console import say
from app.cli.engine import ensure_up
from app.cli.stores import read_settings


def serve(
    host: Annotated[
        str | None, typer.Option("--host", help="Address to listen on; HUOSHUI_HOST sets the default.")
    ] = None,
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Port; 0 picks a free one.")] = None,
) -> None:
    """Serve the API and the pages until Ctrl-C."""
    from app.web.main import serve as serve_app  # FastAPI is loaded only by the verb that needs it

    settings = read_settings()
    changed = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings.model_copy(update=changed)
    ensure_up(settings)
    serve_app(settings, lambda address: say(f"Huoshui is at {address} (Ctrl-C stops it)"))
