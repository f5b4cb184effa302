from __future__ import annotations

import httpx

from tests.app.web.conftest import Get, problem


def test_programmes_with_who_helps_whom(get: Get) -> None:
    programmes = {item["name"]: item for item in get("programmes")["items"]}
    assert programmes["组团式帮扶"]["helpers"] == ["昆明市"]
    assert all(item["aid_links"] + item["pairings"] > 0 for item in programmes.values())


def test_programmes_of_a_day(get: Get) -> None:
    """Before any link with a date began, only undated ones are left."""
    for item in get("programmes", as_of="1990-01-01")["items"]:
        assert item["undated_links"] == item["aid_links"] + item["pairings"]


def test_aid_links_narrow_by_what_is_asked(get: Get) -> None:
    everything = get("aid-links", as_of="any")["items"]
    assert [item["key"] for item in everything] == sorted(item["key"] for item in everything)
    helper = everything[0]["helper_id"]
    for name, value in (("helper", helper), ("form", "group_aid"), ("programme", "组团式帮扶")):
        column = "helper_id" if name == "helper" else name
        expected = [item["key"] for item in everything if item[column] == value]
        assert expected, name
        assert [item["key"] for item in get("aid-links", as_of="any", **{name: value})["items"]] == expected
    assert all(item["source_ids"] and item["locators"] for item in everything)


def test_aid_links_come_in_pages(get: Get) -> None:
    whole = [item["key"] for item in get("aid-links", as_of="any")["items"]]
    first = get("aid-links", as_of="any", limit=3)
    second = get("aid-links", as_of="any", limit=1_000, cursor=first["next_cursor"])
    assert [item["key"] for item in first["items"] + second["items"]] == whole


def test_an_unknown_region_is_named(client: httpx.Client) -> None:
    problem(client.get("/api/v1/aid-links?region=999999"), 404, "region")
