from __future__ import annotations

from graph.engines.types import Connection


def test_a_password_never_shows_when_a_connection_is_printed() -> None:
    connection = Connection("bolt://127.0.0.1:1", "neo4j", "hunter2", "neo4j", "neo4j", read_only=False)
    assert "hunter2" not in f"{connection!r} {connection}"
    assert "bolt://127.0.0.1:1" in repr(connection)
