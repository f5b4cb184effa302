"""Answers with receipts: one way to ask any question, and what it takes to get the same answer again."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypeVar

from graph.answer_cache import AnswerCache
from graph.columns.reading import ColumnsGone, RowReader, StateReading
from graph.computed import COMPUTED, SUMMED
from graph.computed.computation import Computation, Compute, SumUp
from graph.computed.find import find
from graph.computed.overview import kept_sums, overview
from graph.computed.undated import take_undated
from graph.questions import Catalogue, Question, shipped_catalogue
from graph.state import GraphState, graph_state
from graph.store import Store
from graph.subgraph import Subgraph
from graph.today import today, zone
from graph.values import PartialDate

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was asked, of which graph, and how complete the answer is."""

    question: str
    revision: str
    parameters: dict[str, Any]
    """As they were used, defaults filled in; asking with them again asks the same."""
    graph_version: str | None
    newer_version: str | None = None
    """The graph's own version, where this is of the one before a load while its columns are being built."""
    graph_complete: bool
    as_of: str | None
    """The day that links had to hold on; None where the question has no such day, or `any` lifted it."""
    timezone: str | None = None
    """Whose day `today` was; None where the question has no such day."""
    undated_links: int
    """Links without dates that the answer used: they count as holding while both their ends do."""
    undated_observed: dict[str, int] | None = None
    """How many of these were observed `before`, `within` (a year is all its days) and `after` the day that was asked
    for; the rest was never observed. None where the question has no such day."""
    engine: str
    row_count: int
    truncated: bool
    cut_at: int
    elapsed_ms: float
    """Time that it took to find the answer, in milliseconds; an answer that was kept says what it took at first."""
    answer_digest: str
    """Digest of the rows and whatever else was answered: it changes when the answer does."""
    cypher: str
    cypher_parameters: dict[str, Any] | None
    """What the statement takes, to run it by hand; None for an answer that took more than running it once."""

    def as_dict(self) -> dict[str, Any]:
        """The receipt as plain values, for JSON."""
        # Not asdict(), which copies every value: each request for a kept answer comes here.
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under declared columns, a receipt, and for computed questions what rows can't hold (`extra`)."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    receipt: Receipt
    extra: Mapping[str, Any] = field(default_factory=dict)
    size: int = 0
    """Bytes that it takes as JSON."""


class Turns:
    """Who may ask a library when: here everybody, at once."""

    def before(self, _asked: str, _parameters: Mapping[str, Any], /) -> None:
        """Raises what keeps a question from being asked now."""

    def timed(self, _asked: str, _parameters: Mapping[str, Any], find: Callable[[], Made], /) -> Made:
        """What `find` finds. It is asked now."""
        return find()


def answer_cache(most_bytes: int) -> AnswerCache[Answer]:
    """A cache for a library's answers, bounded in bytes of JSON."""
    return AnswerCache(most_bytes, lambda answer: answer.size)


class Library:
    """The catalogue over one store: what the web app, the command and the notebooks ask.

    With a `cache`, an answer is kept for as long as the graph stays as it is; nobody may change its rows. `turns` say
    when what isn't kept may be asked for."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue | None = None,
        today: Callable[[], date] = today,
        cache: AnswerCache[Answer] | None = None,
        turns: Turns | None = None,
        reading: RowReader | None = None,
    ) -> None:
        self.store = store
        self.catalogue = catalogue or shipped_catalogue()
        self.cache = cache
        self._today = today
        self._turns = turns or Turns()
        self._reading = reading or RowReader(store, lives_on=cache is not None)
        self._computed: Mapping[str, Compute] = COMPUTED
        self._summed: Mapping[str, SumUp] = SUMMED
        if cache is not None:
            # Who keeps answers lives on: an index that takes long is built beside, for the answers after this one.
            self._computed = {**COMPUTED, "find": partial(find, lives_on=True)}
            self._summed = {**SUMMED, "overview": partial(overview, kept=kept_sums())}

    def ask(self, question_id: str, given: Mapping[str, Any] | None = None, *, max_rows: int | None = None) -> Answer:
        """Answer a question. `given` may hold text or JSON values; what is missing takes its default.

        Raises UnknownQuestion, BadParameter, NotFound or a StoreError."""
        question = self.catalogue[question_id]
        parameters = question.parameters(given or {}, self._today())
        state = graph_state(self.store)
        self._reading.prepare(state)
        cache = self.cache
        if cache is None or not state.complete:
            # While a load writes, the graph changes under one and the same state.
            self._turns.before(question.id, parameters)
            return self._answer(question, parameters, state, state, max_rows)

        def kept(of: GraphState) -> Answer:
            # A state holds the time of every load: a graph that is loaded back to an earlier version is another state.
            key = (question.revision, json.dumps(parameters, sort_keys=True), max_rows, of, state)
            return cache.get(
                key,
                lambda: self._answer(question, parameters, of, state, max_rows),
                before=lambda: self._turns.before(question.id, parameters),
            )

        try:
            return kept(self._reading.standing(state, question, parameters))
        except ColumnsGone:
            return kept(state)

    def _answer(
        self,
        question: Question,
        parameters: dict[str, Any],
        state: GraphState,
        now: GraphState,
        max_rows: int | None,
    ) -> Answer:
        """The answer in a state of the graph, which is that of now, or one before a load whose columns stand."""
        read = StateReading(self._reading, state, state == now)
        started = time.perf_counter()
        computation = self._turns.timed(
            question.id, parameters, lambda: self._compute(question, parameters, read, max_rows)
        )
        elapsed_ms = round((time.perf_counter() - started) * 1000, 1)
        text = json.dumps([computation.rows, computation.extra], sort_keys=True, ensure_ascii=False, default=_plain)
        encoded = text.encode("utf-8", "surrogatepass")
        return Answer(
            columns=tuple(column.name for column in question.header.columns),
            rows=computation.rows,
            receipt=self._receipt(question, parameters, state, now, computation, elapsed_ms, encoded),
            extra=computation.extra,
            size=len(encoded),
        )

    def _compute(
        self, question: Question, parameters: dict[str, Any], read: StateReading, max_rows: int | None
    ) -> Computation:
        computed = question.header.computed
        if computed is not None and computed in self._summed:
            return self._summed[computed](self.store, question, parameters, max_rows, read)
        if computed is not None:
            return self._computed[computed](self.store, question, parameters, max_rows)
        result = read.rows(question, parameters, max_rows)
        return Computation(result.rows, take_undated(result.rows), result.truncated, result.cut_at, given=parameters)

    def _receipt(
        self,
        question: Question,
        parameters: dict[str, Any],
        state: GraphState,
        now: GraphState,
        computation: Computation,
        elapsed_ms: float,
        encoded: bytes,
    ) -> Receipt:
        types = {parameter.name: parameter.type for parameter in question.header.parameters}
        used = {name: _as_asked(types[name], value) for name, value in parameters.items()}
        as_of = used.get("as_of")
        return Receipt(
            question=question.id,
            revision=question.revision,
            parameters=used,
            graph_version=state.version,
            newer_version=None if now.version == state.version else now.version,
            graph_complete=state.complete,
            as_of=None if as_of == "any" else as_of,
            timezone=zone() if as_of else None,
            undated_links=computation.undated.links,
            undated_observed=None if used.get("as_of") in {None, "any"} else computation.undated.observed,
            engine=self.store.connection.engine,
            row_count=len(computation.rows),
            truncated=computation.truncated,
            cut_at=computation.cut_at,
            elapsed_ms=elapsed_ms,
            answer_digest=hashlib.sha256(encoded).hexdigest()[:16],
            cypher=question.statement.text,
            cypher_parameters=None if computation.given is None else dict(computation.given),
        )


def _plain(value: Any) -> Any:
    """What JSON lacks, as it goes into the digest: a view by its parts, a temporal value by its text."""
    return asdict(value) if isinstance(value, Subgraph) else str(value)


def _as_asked(type_: str, value: Any) -> Any:
    """A value of a parameter as what gives it again when it is asked."""
    if type_ == "day":
        return "any" if value is None else str(PartialDate(value // 10_000, value // 100 % 100, value % 100))
    # The other keys of a name follow from the first.
    return value[0] if type_ == "name" and value is not None else value
