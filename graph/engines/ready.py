"""Asking an engine, through the official driver, whether it answers."""

from __future__ import annotations

import contextlib
import logging

from neo4j import GraphDatabase, RoutingControl
from neo4j.exceptions import DriverError, Neo4jError

from graph.engines.types import Connection


def answers(connection: Connection) -> bool:
    """Whether this account gets an answer from this database now."""
    # The driver logs each refused attempt; while an engine starts that is expected.
    logger = logging.getLogger("neo4j")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with (
            contextlib.suppress(DriverError, Neo4jError, OSError),
            GraphDatabase.driver(
                connection.uri,
                auth=(connection.user, connection.password),
                connection_timeout=2,
                connection_acquisition_timeout=3,
                max_transaction_retry_time=0,
            ) as driver,
        ):
            # Not verify_connectivity(): naming a database there is a preview feature that warns.
            driver.execute_query("RETURN 1", database_=connection.database, routing_=RoutingControl.READ)
            return True
        return False
    finally:
        logger.setLevel(level)
