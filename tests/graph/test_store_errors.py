"""What errors of the driver become."""

from __future__ import annotations

import pytest
from neo4j.exceptions import BrokenRecordError

from graph.errors import StoreUnreachable
from graph.store_errors import own_errors


def test_a_value_without_memory_for_it_is_no_broken_store() -> None:
    with pytest.raises(MemoryError), own_errors("bolt://127.0.0.1:7687", "indexes"):
        raise BrokenRecordError("Record contains broken data at 10 ('lastRead')") from MemoryError()
    with pytest.raises(StoreUnreachable, match="broken data"), own_errors("bolt://127.0.0.1:7687", "indexes"):
        raise BrokenRecordError("Record contains broken data at 10 ('lastRead')") from ValueError("out of range")
