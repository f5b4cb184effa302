"""Systems that are to be trusted, each in a home of its own."""

from __future__ import annotations

import pytest

from tests.engine_choice import engines_by_size


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives `engine_name` to the tests, or to the fixture that makes their system."""
    if "engine_name" in metafunc.fixturenames:
        metafunc.parametrize("engine_name", engines_by_size(metafunc.config))
