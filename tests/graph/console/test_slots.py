"""Places of clients: counted apart, and forgotten when free."""

from __future__ import annotations

import pytest

from graph.console.slots import Slots
from graph.errors import TooManyRunning


def test_a_client_has_as_many_places_as_set_and_others_have_theirs() -> None:
    slots = Slots(2)
    with slots.taken("a"), slots.taken("a"), slots.taken("b"), pytest.raises(TooManyRunning), slots.taken("a"):
        raise AssertionError("a third place")
    with slots.taken("a"):
        pass
    assert not slots._running


def test_a_place_comes_back_from_an_exception() -> None:
    slots = Slots(1)
    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error), slots.taken("a"):
            raise error
    assert not slots._running
