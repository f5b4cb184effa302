"""GET /metrics: what Prometheus collects of this process, in its text format.

Requests are counted by operation, as the API's document names it, and not by address: their number stays small."""

from __future__ import annotations

import time
from collections.abc import Iterable

from fastapi import APIRouter, Request, Response
from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.answer_cache import AnswerCache
from graph.answers import Answer

_BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_UNKNOWN = "unknown"

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Requests, their times, the answer cache, and the process."""
    own: Metrics = request.app.state.metrics
    return Response(
        generate_latest(own.registry), headers={"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
    )


class Metrics:
    """The counters of one app."""

    def __init__(self, cache: AnswerCache[Answer], bodies: AnswerCache[bytes]) -> None:
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self.registry.register(_CacheCollector(cache, bodies))
        self.requests = Counter(
            "huoshui_requests", "Requests answered.", ("method", "operation", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "huoshui_request_seconds", "Time until the answer began.", ("operation",), buckets=_BUCKETS_S,
            registry=self.registry,
        )  # fmt: skip


class _CacheCollector(Collector):
    """The answer cache's own counts, read when they are asked for."""

    def __init__(self, cache: AnswerCache[Answer], bodies: AnswerCache[bytes]) -> None:
        self._cache = cache
        self._bodies = bodies

    def collect(self) -> Iterable[Metric]:
        """Hits, misses and bytes."""
        yield CounterMetricFamily("huoshui_answers_kept", "Answers given out of the cache.", self._cache.hits)
        yield CounterMetricFamily("huoshui_answers_found", "Answers that the store was asked for.", self._cache.misses)
        yield GaugeMetricFamily("huoshui_answer_cache_bytes", "JSON bytes of kept answers.", self._cache.bytes_kept)
        yield GaugeMetricFamily("huoshui_body_cache_bytes", "Bytes of them as they were sent.", self._bodies.bytes_kept)


class CountRequests:
    """Counts every request and how long it took until its response began, which the response tells as Server-Timing."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count it when its response begins."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                # The router has put the route into the scope by now.
                operation = getattr(scope.get("route"), "name", _UNKNOWN)
                method = scope["method"] if operation != _UNKNOWN else _UNKNOWN
                self.metrics.requests.labels(method, operation, message["status"]).inc()
                seconds = time.perf_counter() - started
                self.metrics.seconds.labels(operation).observe(seconds)
                MutableHeaders(scope=message).append("Server-Timing", f"app;dur={1000 * seconds:.2f}")
            await send(message)

        await self.app(scope, receive, count)
