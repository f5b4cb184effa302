from __future__ import annotations

import httpx

from tests.app.web.conftest import LEAD, Get, problem

# data/seeds/schools.csv has 17 rows in 湖滨区 (411202), one of them senior.
DISTRICT = "411202"


def test_schools_of_a_region_with_their_receipt(get: Get) -> None:
    body = get("schools", region=DISTRICT)
    assert len(body["items"]) == 17
    assert [item["id"] for item in body["items"]] == sorted(item["id"] for item in body["items"])
    assert {item["region"] for item in body["items"]} == {DISTRICT}
    assert (body["truncated"], body["next_cursor"]) == (False, None)
    receipt = body["receipt"]
    assert receipt["question"] == "schools"
    assert receipt["parameters"]["region"] == DISTRICT
    assert receipt["row_count"] == 17
    assert receipt["graph_complete"] is True
    assert receipt["graph_version"]
    assert "MATCH (s:School)" in receipt["cypher"]


def test_pages_hold_every_school_once(get: Get) -> None:
    seen: list[str] = []
    cursor = ""
    for _ in range(10):
        body = get("schools", region=DISTRICT, limit=5, cursor=cursor)
        seen += [item["id"] for item in body["items"]]
        assert body["truncated"] == body["receipt"]["truncated"] == (body["next_cursor"] is not None)
        if not body["truncated"]:
            break
        cursor = body["next_cursor"]
    assert seen == [item["id"] for item in get("schools", region=DISTRICT)["items"]]


def test_a_page_that_is_just_full_is_not_cut(get: Get) -> None:
    assert get("schools", region=DISTRICT, limit=17)["truncated"] is False
    assert get("schools", region=DISTRICT, limit=16)["truncated"] is True


def test_filters_narrow(get: Get) -> None:
    assert [item["id"] for item in get("schools", region=DISTRICT, stage="senior")["items"]] == [LEAD]
    named = {item["name"] for item in get("schools", q="市一小")["items"]}
    campuses = {f"三门峡市第一小学教育集团{road}校区" for road in ("和平路", "建设路")}
    assert named == {"三门峡市第一小学", *campuses}, "aliases and short forms count too"


def test_one_school(get: Get) -> None:
    body = get(f"schools/{LEAD}")
    assert body["receipt"]["question"] == "school"
    [school] = body["items"]
    assert (school["name"], school["region_name"], school["lead"]) == ("三门峡市第三高级中学", "湖滨区", True)
    assert school["source_ids"] == ["seed-001"]
    assert len(school["locators"]) == len(school["source_ids"])


def test_no_such_school(client: httpx.Client) -> None:
    assert "/api/v1/search?q=" in problem(client.get("/api/v1/schools/school-nowhere"), 404, "id")["next_step"]


def test_ties_of_a_school_with_their_evidence(get: Get) -> None:
    body = get(f"schools/{LEAD}/ties")
    assert {"LEADS", "MEMBER_OF"} <= {item["type"] for item in body["items"]}
    assert all(LEAD in (item["from_id"], item["to_id"]) for item in body["items"])
    assert all(item["source_ids"] and item["locators"] for item in body["items"])
    dated = get(f"schools/{LEAD}/ties", as_of="1990-01-01")
    assert all(item["undated_links"] == 1 for item in dated["items"]), "dated ones had not begun"


def test_ties_of_what_is_no_school(client: httpx.Client) -> None:
    problem(client.get("/api/v1/schools/school-nowhere/ties"), 404, "id")
    problem(client.get("/api/v1/schools/530100/ties"), 404, "id")
