"""What computing an answer gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.columns.reading import StateReading
from graph.computed.undated import Undated
from graph.questions import Question
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Computation:
    """Rows, the undated links behind them, and whether they were cut, and at what."""

    rows: list[dict[str, Any]]
    undated: Undated
    truncated: bool
    cut_at: int
    extra: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] | None = None
    """What the question's statement was given, where running it once with that gives the rows."""


Compute = Callable[[Store, Question, dict[str, Any], int | None], Computation]
"""Answers a question whose statement is only a part of it: (store, question, parameters, most rows)."""
SumUp = Callable[[Store, Question, dict[str, Any], int | None, StateReading], Computation]
"""The same where rows are read in one way or another: the last one reads them."""
