from __future__ import annotations

import httpx

from tests.app.web.conftest import ALLIANCE, LEAD, Get, problem

# data/seeds/members.csv: two campuses are members of this group without a date.
UNDATED = "group-411202-ea630c9c08"


def test_groups_of_a_region_by_kind(get: Get) -> None:
    body = get("groups", region="411202", kind="alliance", as_of="2025-09-01")
    group = next(item for item in body["items"] if item["id"] == ALLIANCE)
    assert (group["members"], group["leads"]) == (4, [LEAD])
    assert {item["kind"] for item in body["items"]} == {"alliance"}
    assert body["receipt"]["as_of"] == "2025-09-01"
    assert body["receipt"]["undated_links"] == sum(item["undated_links"] for item in body["items"])


def test_pages_of_groups(get: Get) -> None:
    first = get("groups", limit=20)
    rest = get("groups", limit=20, cursor=first["next_cursor"])
    assert (first["truncated"], rest["truncated"]) == (True, False)
    assert len({item["id"] for item in first["items"] + rest["items"]}) == 33


def test_a_group_with_its_members_on_a_day(get: Get) -> None:
    body = get(f"groups/{ALLIANCE}", as_of="2025-09-01")
    [group] = body["items"]
    assert (group["kind"], group["leads"]) == ("alliance", [LEAD])
    assert body["receipt"]["question"] == "group"
    members = body["members"]
    assert members["receipt"]["question"] == "members_of_group"
    assert members["receipt"]["as_of"] == "2025-09-01"
    assert [member["role"] for member in members["items"]] == ["lead", "branch", "branch", "branch"]
    assert all(member["source_ids"] and member["locators"] for member in members["items"])


def test_who_joined_is_a_member_from_the_first_day_on(get: Get) -> None:
    def branches(day: str) -> int:
        members = get(f"groups/{ALLIANCE}", as_of=day)["members"]["items"]
        return sum(member["role"] == "branch" for member in members)

    assert (branches("2024-12-31"), branches("2025-01-01")) == (0, 3)


def test_undated_members_hold_from_their_groups_first_day_on_and_are_counted(get: Get) -> None:
    assert get(f"groups/{UNDATED}", as_of="2024-05-31")["members"]["items"] == []
    members = get(f"groups/{UNDATED}", as_of="2024-06-01")["members"]
    assert [(member["role"], member["since"]) for member in members["items"]] == [
        ("lead", "2024-06"),
        ("campus", None),
        ("campus", None),
    ]
    assert members["receipt"]["undated_links"] == 2


def test_who_left_is_a_member_until_the_last_day(get: Get) -> None:
    """安庄分校: since 2017-09, until 2024."""
    [group] = get("groups", q="南县实验学校教育集团")["items"]

    def names(day: str) -> set[str]:
        return {member["name"] for member in get(f"groups/{group['id']}", as_of=day)["members"]["items"]}

    left = names("2024-12-31") - names("2025-01-01")
    assert left == {"南县实验学校教育集团安庄分校"}
    assert left <= names("any")
    assert not left & names("today")


def test_no_such_group(client: httpx.Client) -> None:
    assert "/api/v1/groups?q=" in problem(client.get("/api/v1/groups/group-nowhere"), 404, "id")["next_step"]
    problem(client.get(f"/api/v1/groups/{ALLIANCE}?as_of=yesterday"), 422, "as_of")
