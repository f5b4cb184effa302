"""Examples of the health routes."""

from __future__ import annotations

from app.web.examples import Example

LIVE = Example("/health/live", {"status": "live"})
READY = Example(
    "/health/ready",
    {
        "engine": "arcadedb",
        "graph_version": "36bce01e80b4",
        "graph_complete": True,
        "datasets": [
            {
                "dataset": "seeds",
                "status": "finished",
                "started": "2026-11-22T08:00:00+00:00",
                "finished": "2026-11-22T08:00:03+00:00",
            }
        ],
    },
)
