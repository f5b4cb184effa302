from __future__ import annotations

import httpx

from app.web.bodies import Named
from app.web.lists import ITEMS, LISTS, ListRoute, router_of
from app.web.main import create_app
from graph import Settings
from tests.app.web.conftest import problem, served

ROW = ListRoute(
    path="/programme-growth", operation="growth", tag="aid", summary="Growth", description="Growth by year.",
    example="/programme-growth?as_of=2025-09-01", question="new_links", called={"from_day": "begin"},
    item=Named("NewLink", "A link that is new."), body=Named("NewLinks", "Links that are new."),
)  # fmt: skip


def test_a_row_makes_an_address_of_a_question(client: httpx.Client, settings: Settings) -> None:
    """Its parameters, columns, pages and words are the question's: nothing else was written for it."""
    app = create_app(settings)
    app.include_router(router_of([ROW]))
    window = {"to_day": "2025-12-31", "limit": "3"}
    with served(app) as other:
        page = other.get("/programme-growth", params=window | {"begin": "2024-01-01"})
        assert page.status_code == 200, page.text
        whole = client.get("/api/v1/questions/new_links/answer", params=window | {"from_day": "2024-01-01"}).json()
        assert page.json()["items"] == whole["items"]
        assert len(whole["items"]) == 3
        assert page.json()["next_cursor"] == whole["next_cursor"]
        problem(other.get("/programme-growth", params=window | {"begin": "soon"}), 422, "begin")
    document = app.openapi()
    told = document["paths"]["/programme-growth"]["get"]
    assert {one["name"] for one in told["parameters"]} >= {"begin", "to_day", "limit", "cursor", "format"}
    assert set(document["components"]["schemas"]["NewLink"]["properties"]) == set(whole["items"][0])


def test_every_row_has_an_address_and_an_operation_of_its_own() -> None:
    rows = [*LISTS, *ITEMS]
    assert len({row.path for row in rows}) == len({row.operation for row in rows}) == len(rows)
