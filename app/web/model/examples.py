"""The example of the schema route."""

from __future__ import annotations

from app.web.examples import Example
from app.web.model.schemas import schema_body

_WHOLE = schema_body().model_dump(mode="json")
_FIRST = {name: types[:1] for name, types in _WHOLE.items()}

SCHEMA = Example("/api/v1/schema", _FIRST)
