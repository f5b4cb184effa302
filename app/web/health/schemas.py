"""Bodies of the health routes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.web.envelope import Body


class Live(Body):
    """The process runs."""

    status: Literal["live"] = "live"


class Dataset(Body):
    """The newest load of one dataset."""

    dataset: str
    status: str = Field(description="running, finished or interrupted.")
    started: str = Field(description="ISO 8601, UTC.")
    finished: str | None = Field(description="ISO 8601, UTC; null while it runs.")


class Ready(Body):
    """The store answers and the graph holds something."""

    engine: str
    graph_version: str
    graph_complete: bool = Field(description="False while a load runs or after one was interrupted.")
    datasets: list[Dataset]
