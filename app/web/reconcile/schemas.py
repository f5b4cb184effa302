"""What a reconciliation client asks (W3C Reconciliation Service API 0.2)."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from graph.errors import BadParameter

MOST_QUERIES = 50
DEFAULT_LIMIT = 10
MOST_CANDIDATES = 100


class PropertyValue(BaseModel):
    """What else is known of what is meant; of properties there is `region`, by its id or name."""

    model_config = ConfigDict(extra="ignore")

    pid: str
    v: Any = None

    @property
    def texts(self) -> list[str]:
        """The values as text: a client sends a text, an object with an id, or a list of these."""
        values = self.v if isinstance(self.v, list) else [self.v]
        told = (value.get("id") if isinstance(value, dict) else value for value in values)
        return [str(value) for value in told if value not in (None, "")]


class ReconciliationQuery(BaseModel):
    """One name, of some type or of any."""

    model_config = ConfigDict(extra="ignore")

    query: str = ""
    type: str | list[str] | None = None
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MOST_CANDIDATES)
    properties: list[PropertyValue] = Field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        """The types that were asked for; none where any will do."""
        return [self.type] if isinstance(self.type, str) else self.type or []


_QUERIES = TypeAdapter(dict[str, ReconciliationQuery])


def read_queries(given: Any) -> dict[str, ReconciliationQuery]:
    """The queries of a batch by their keys. Raises BadParameter."""
    try:
        queries = _QUERIES.validate_python(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part)[:60] for part in first["loc"])
        raise BadParameter("queries", f"{place}: {first['msg']}" if place else first["msg"]) from error
    if len(queries) > MOST_QUERIES:
        raise BadParameter("queries", f"holds {len(queries)} queries; send at most {MOST_QUERIES} at once")
    return queries
