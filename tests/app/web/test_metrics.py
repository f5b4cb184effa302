from __future__ import annotations

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.app.web.conftest import Get


def samples(client: httpx.Client) -> dict[tuple[str, ...], float]:
    """(name, label values …) to value."""
    response = client.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def test_requests_are_counted_by_operation(client: httpx.Client) -> None:
    before = samples(client)
    for id_ in ("530100", "530124", "999999"):
        client.get(f"/api/v1/regions/{id_}")
    client.get("/nothing/at/all")
    after = samples(client)

    def more(*key: str) -> float:
        return after.get(key, 0) - before.get(key, 0)

    assert more("huoshui_requests_total", "GET", "region", "200") == 2
    assert more("huoshui_requests_total", "GET", "region", "404") == 1
    assert more("huoshui_requests_total", "unknown", "unknown", "404") == 1
    assert more("huoshui_request_seconds_count", "region") == 3
    assert not any("530100" in part for key in after for part in key)


def test_a_response_tells_how_long_the_app_took(client: httpx.Client) -> None:
    before = samples(client)[("huoshui_request_seconds_sum", "region")]
    name, _, milliseconds = client.get("/api/v1/regions/530100").headers["server-timing"].partition(";dur=")
    assert name == "app"
    after = samples(client)[("huoshui_request_seconds_sum", "region")]
    assert float(milliseconds) == pytest.approx(1000 * (after - before), abs=0.01)


def test_kept_answers_are_counted(client: httpx.Client, get: Get) -> None:
    get("regions", q="湖滨")
    before = samples(client)
    get("regions", q="湖滨")
    after = samples(client)
    assert after[("huoshui_answers_kept_total",)] == before[("huoshui_answers_kept_total",)] + 1
    assert after[("huoshui_answers_found_total",)] == before[("huoshui_answers_found_total",)]
    assert after[("huoshui_answer_cache_bytes",)] > 0


def test_the_process_is_told_of(lone: httpx.Client) -> None:
    assert samples(lone)[("process_resident_memory_bytes",)] > 10_000_000
