from __future__ import annotations

import httpx
import pytest

from tests.app.web.conftest import ALLIANCE, LEAD, Get, problem

# The lead school leads an alliance that three schools joined in 2025.
TIES = "LEADS,MEMBER_OF"
DAY = "2025-09-01"


def test_one_hop_is_one_link_and_two_schools_of_a_group_are_two_apart(get: Get) -> None:
    one = get(f"reach/{LEAD}", hops=1, ties=TIES, as_of=DAY)
    assert [(item["id"], item["hops"]) for item in one["items"]] == [(ALLIANCE, 1)]
    two = get(f"reach/{LEAD}", hops=2, ties=TIES, as_of=DAY)
    assert [item["hops"] for item in two["items"]] == [1, 2, 2, 2]
    assert two["start"] == {"id": LEAD, "label": "School", "name": "三门峡市第三高级中学"}
    assert two["totals"]["schools"] == 3
    assert two["totals"]["groups"] == 1
    assert two["totals"]["counties"] == 1
    assert two["receipt"]["parameters"]["ties"] == TIES.split(",")


def test_a_path_is_spelled_out_link_by_link(get: Get) -> None:
    item = get(f"reach/{LEAD}", ties=TIES, as_of=DAY)["items"][1]
    first, second = item["path"]
    assert (first["type"], first["from"], first["to"]) == ("LEADS", LEAD, ALLIANCE)
    assert (second["type"], second["from"], second["to"]) == ("MEMBER_OF", item["id"], ALLIANCE), "as it is stored"
    assert item["name"] in item["sentence"]
    assert "牵头" in item["sentence"]
    english = get(f"reach/{LEAD}", ties=TIES, as_of=DAY, lang="en")["items"][1]["sentence"]
    assert " leads " in english
    assert " has member " in english


def test_two_hops_are_the_default(get: Get) -> None:
    assert get(f"reach/{LEAD}", as_of=DAY)["receipt"]["parameters"]["hops"] == 2


@pytest.mark.parametrize(("direction", "start", "reached"), [
    ("out", LEAD, 1), ("in", LEAD, 0), ("any", LEAD, 1),
    ("out", ALLIANCE, 0), ("in", ALLIANCE, 4), ("any", ALLIANCE, 4),
])  # fmt: skip
def test_direction_is_that_of_the_link_as_stored(get: Get, direction: str, start: str, reached: int) -> None:
    body = get(f"reach/{start}", hops=1, ties=TIES, as_of=DAY, direction=direction)
    assert len(body["items"]) == reached
    assert body["receipt"]["parameters"]["direction"] == direction


@pytest.mark.parametrize("direction", ["out", "in", "any"])
@pytest.mark.parametrize("name", ["南县第一中学", "长郡中学"])
def test_a_pairing_has_no_direction(get: Get, direction: str, name: str) -> None:
    start = next(item["id"] for item in get("schools", q=name)["items"] if item["name"] == name)
    body = get(f"reach/{start}", hops=1, ties="PAIRED_WITH", direction=direction)
    assert {item["name"] for item in body["items"]} == {"南县第一中学", "长郡中学"} - {name}


def test_a_day_before_a_link_held_does_not_follow_it(get: Get) -> None:
    before = get(f"reach/{LEAD}", ties=TIES, as_of="2024-12-31")
    assert (before["totals"]["schools"], before["receipt"]["as_of"]) == (0, "2024-12-31")
    lifted = get(f"reach/{LEAD}", ties=TIES, as_of="any")
    assert len(lifted["items"]) == 4
    assert lifted["receipt"]["as_of"] is None


def test_undated_links_on_the_paths_are_counted(get: Get) -> None:
    """Two campuses are members of this group without a date, its lead is since its first day."""
    body = get("reach/group-411202-ea630c9c08", hops=1, ties="MEMBER_OF", as_of="2024-06-01")
    assert (body["receipt"]["undated_links"], len(body["items"])) == (2, 3)


def test_a_cut_answer_says_so_and_keeps_its_totals(get: Get) -> None:
    whole = get(f"reach/{LEAD}", ties=TIES, as_of=DAY, limit=4)
    assert (whole["truncated"], len(whole["items"])) == (False, 4)
    cut = get(f"reach/{LEAD}", ties=TIES, as_of=DAY, limit=3)
    assert (cut["truncated"], cut["receipt"]["truncated"], cut["receipt"]["cut_at"]) == (True, True, 3)
    assert cut["items"] == whole["items"][:3]
    assert cut["totals"] == whole["totals"]


def test_an_unknown_start_is_a_404(client: httpx.Client) -> None:
    assert "/api/v1/search?q=" in problem(client.get("/api/v1/reach/nowhere"), 404, "id")["next_step"]


def test_reach_as_if_a_lead_school_were_not_there(get: Get) -> None:
    """The lead's own ties go; its group stays a group, so the other members still reach each other."""
    asked = {"hops": 2, "ties": "LEADS,MEMBER_OF", "as_of": "any"}
    group = get(f"schools/{LEAD}/ties")["items"][0]["to_id"]
    before = get(f"reach/{group}", **asked)
    after = get(f"reach/{group}", **asked, without=LEAD)
    assert before["what_if"] is None
    told = after["what_if"]
    assert (told["without"]["id"], told["without"]["label"]) == (LEAD, "School")
    assert (told["before"], told["after"]) == (before["totals"], after["totals"])
    assert told["difference"]["schools"] == after["totals"]["schools"] - before["totals"]["schools"] < 0
    lost = {item["id"] for item in told["lost"]["rows"]}
    assert LEAD in lost
    assert lost == {item["id"] for item in before["items"]} - {item["id"] for item in after["items"]}
    assert told["lost"]["count"] == len(lost)


def test_the_start_cannot_leave(client: httpx.Client) -> None:
    problem(client.get(f"/api/v1/reach/{LEAD}?without={LEAD}"), 422, "without")
    problem(client.get(f"/api/v1/reach/{LEAD}?without=nobody"), 404, "without")
