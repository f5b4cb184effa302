"""Settings whose value follows from the machine."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from graph import Settings


@pytest.mark.parametrize(("memory_gb", "heap_mb"), [(2, 512), (8, 1_024), (64, 2_048)])
def test_the_heap_goes_by_the_machine_unless_it_is_given(
    monkeypatch: pytest.MonkeyPatch, memory_gb: int, heap_mb: int
) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(total=memory_gb * 2**30))
    assert Settings().most_heap_mb == heap_mb
    assert Settings(heap_mb=300).most_heap_mb == 300
