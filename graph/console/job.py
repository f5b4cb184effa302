"""One statement from its plan to its rows: what a process of its own does (`worker.py`)."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from graph.console.answer import ConsoleAnswer
from graph.console.network import network_view
from graph.console.plan import QueryPlan, checked_plan
from graph.console.readers_statement import EXPLAIN, ReadersStatement
from graph.console.tokens import position
from graph.console.values import Values
from graph.errors import AnswerTooLarge, StatementFailed, StatementInvalid, StoreTimeout
from graph.guests import GuestCopy
from graph.settings import Settings
from graph.statement import shipped_statement
from graph.store import BoundedReads, Store

_NODES_BY_ENGINE_ID = shipped_statement("lookup", "by_engine_id")
_LOOK_UP_AT_ONCE = 2_000
_LEAST_S = 0.5
"""What a statement gets to run when planning it took the rest."""
# Bolt is about as compact as JSON; a cut by JSON's size should come first, for it leaves the rows before it.
_WIRE_PER_JSON = 2
SPARE_S = 8.0
"""What planning, the engine's own notice of its time limit and looking up names may take on top of a time limit."""
OUTLIVE_S = 600.0
"""For how long a statement is watched that its engine can't stop."""
_BYTES_PER_VALUE = 8
"""A value counts so many bytes of JSON at least: a million empty lists take 4 MB of it, and in memory 30 times that."""
_PLACE = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)|at line (\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Job:
    """A statement, checked as far as its text can be, and the copy that is asked.

    `newer` is the graph's own version, where the copy is of another."""

    settings: Settings
    copy: GuestCopy
    newer: str | None
    statement: ReadersStatement
    plan_only: bool

    @property
    def too_long(self) -> StoreTimeout:
        """What is said of a statement whose time is over."""
        seconds = f"{self.settings.console_timeout_s:g}"
        return StoreTimeout(
            f"console: the statement was stopped at its time limit of {seconds} s",
            chinese=f"语句超过了 {seconds} 秒的时限，已停止",
        )

    @property
    def too_much_memory(self) -> str:
        """What is said of an answer that takes more memory than there is for one."""
        return f"console: taking the answer needs more than {self.settings.console_memory_mb} MB of memory"

    def done(self, store: Store) -> ConsoleAnswer:
        """Ask for the plan, check it, and take the rows. Raises what Console.run says."""
        started = time.perf_counter()
        with store.bounded() as reads, _readers_own_errors(self):
            plan = self._plan(reads)
            values = Values()
            taken = _Taken((), [], None)
            if not self.plan_only:
                left = self.settings.console_timeout_s - (time.perf_counter() - started)
                taken = self._take(reads, values, max(left, _LEAST_S))
                _name_ends(store, values)
        limits = {"rows": self.settings.console_max_rows, "bytes": self.settings.console_max_bytes}
        return ConsoleAnswer(
            columns=taken.columns,
            rows=taken.rows,
            truncated=taken.cut_by is not None,
            cut_by=taken.cut_by,
            cut_at=limits[taken.cut_by] if taken.cut_by else None,
            elapsed_ms=round((time.perf_counter() - started) * 1000, 1),
            graph_version=self.copy.version,
            graph_complete=self.copy.complete,
            newer_version=self.newer,
            engine=self.copy.connection.engine,
            revision=self.statement.revision,
            plan=plan,
            is_plan=self.plan_only,
            network=network_view(values),
        )

    def _plan(self, reads: BoundedReads) -> QueryPlan:
        given = self.statement
        explained = reads.explain(given.explained, given.parameters, timeout_s=self.settings.console_timeout_s)
        return checked_plan(explained, self.copy.connection.engine, has_long_texts=given.has_long_texts)

    def _take(self, reads: BoundedReads, values: Values, timeout_s: float) -> _Taken:
        """Take rows until they end or a limit cuts them."""
        most_bytes = self.settings.console_max_bytes
        columns, records = reads.run(
            self.statement.statement,
            self.statement.parameters,
            timeout_s=timeout_s,
            max_bytes=most_bytes * _WIRE_PER_JSON,
        )
        taken = _Taken(columns, [], None)
        size = 0
        try:
            for record in records:
                if len(taken.rows) == self.settings.console_max_rows:
                    taken.cut_by = "rows"
                    break
                before = values.count
                row = {column: values.plain(value) for column, value in zip(columns, record, strict=True)}
                in_json = len(json.dumps(row, ensure_ascii=False).encode())
                size += max(in_json, (values.count - before) * _BYTES_PER_VALUE)
                if size > most_bytes:
                    taken.cut_by = "bytes"
                    break
                taken.rows.append(row)
        except AnswerTooLarge:
            if not taken.rows or not reads.is_over_bytes:
                raise
            taken.cut_by = "bytes"
        if taken.cut_by and not taken.rows:
            raise AnswerTooLarge(f"console: one row is larger than {most_bytes:,} bytes")
        return taken


def _name_ends(store: Store, values: Values) -> None:
    unknown = values.unknown_ends
    for start in range(0, len(unknown), _LOOK_UP_AT_ONCE):
        ids = unknown[start : start + _LOOK_UP_AT_ONCE]
        for row in store.read(_NODES_BY_ENGINE_ID, {"engine_ids": ids}, max_rows=len(ids)).rows:
            values.add_end(row["engine_id"], row["labels"], row["properties"])
    values.name_ends()


class _Taken:
    """Rows taken so far, and what cut them."""

    def __init__(
        self, columns: tuple[str, ...], rows: list[dict[str, Any]], cut_by: Literal["rows", "bytes"] | None
    ) -> None:
        self.columns = columns
        self.rows = rows
        self.cut_by = cut_by


@contextmanager
def _readers_own_errors(job: Job) -> Iterator[None]:
    """The statement is the reader's, so a fault in it is the reader's to mend, not a defect of ours."""
    try:
        yield
    except StoreTimeout:
        raise job.too_long from None
    except StatementFailed as error:
        reason, place = _placed(error.reason, job.statement)
        raise StatementInvalid(reason, position=place) from error


def _placed(reason: str, read: ReadersStatement) -> tuple[str, tuple[int, int] | None]:
    """An engine's message without its place and its quotation, and the place in the reader's own text."""
    match = _PLACE.search(reason)
    if match is None:
        return reason.partition('\n"')[0], None
    # Neo4j counts EXPLAIN in and columns from 1, ArcadeDB neither.
    line, column = int(match[1] or match[3]), int(match[2] or int(match[4]) + 1) - 1
    quoted = reason[match.end() :]
    offset = sum(len(each) + 1 for each in read.statement.text.split("\n")[: line - 1]) + column
    if line == 1 and f'"{EXPLAIN}' in quoted:
        offset -= len(EXPLAIN)
    before, after = reason[: match.start()].strip(), quoted.partition('\n"')[0].lstrip(" -")
    return " ".join(part for part in (before, after) if part), position(read.given, max(offset, 0))
