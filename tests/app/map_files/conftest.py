"""The views that maps are tested with."""

from tests.app.maps.conftest import town

__all__ = ["town"]
