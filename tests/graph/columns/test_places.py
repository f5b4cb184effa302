"""What lies in places and the ties between them, summed up from columns as the engine sums it up."""

from __future__ import annotations

import pytest

from graph.answers import Library
from graph.columns.files import ColumnFiles
from graph.computed.place_sums import PlaceSums, sums_of_columns, sums_of_store
from graph.computed.region_tree import region_tree
from graph.questions import shipped_catalogue
from graph.state import graph_state

DAYS = (None, 20150101, 20240630, 20260901)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["small", "censused", "seeds"])
def test_columns_sum_up_what_the_engine_sums_up(
    request: pytest.FixtureRequest, reader: object, name: str, day: int | None
) -> None:
    library: Library = request.getfixturevalue(name)
    store = library.store
    files, state = ColumnFiles(store), graph_state(store)
    assert files.build(state)
    columns = files.of(state)
    assert columns is not None
    tree = region_tree(store)
    nodes = sum(dataset.nodes for dataset in state.datasets)
    told = sums_of_store(tree, store, shipped_catalogue()["overview"].statement, day, nodes)
    assert told.counted
    assert in_order(sums_of_columns(tree, columns, day)) == in_order(told)


def in_order(sums: PlaceSums) -> tuple[list[str], list[str]]:
    return sorted(map(repr, sums.counted)), sorted(map(repr, sums.tied))
