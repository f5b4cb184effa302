"""The pages over the published lists of pairs: every question has a sensible answer though there are no groups."""

from __future__ import annotations

import re

import httpx
import pytest

from graph.answers import Library
from graph.questions import shipped_catalogue
from tests.app.web.pages.reading import links, read

DAY = "2023-01-01"
UNIVERSITY = "organisation-000000-d86e2cb4a2"  # 南开大学
SCHOOL = "school-140623-9350784a16"  # 右玉县第一中学
GIVEN = {
    "region": "450000", "school": SCHOOL, "helper": "440000", "start": "440000", "focus": "440000", "from": UNIVERSITY,
    "to": SCHOOL, "name": "广东", "to_day": "2026-12-31", "from_day": "2001-01-01", "group": "group-1",
}  # fmt: skip
PROGRAMME = "programme-000000-a5bde00ab3"  # 东西部扶贫协作
SOURCE = "pairs-nankai-2023"
IDS = {
    "school": SCHOOL, "organisation": UNIVERSITY, "group": "group-1", "region": "440000", "ties_of_school": SCHOOL,
    "programme": PROGRAMME, "ties_of_programme": PROGRAMME,
    **dict.fromkeys(("source", "links_of_source", "figures_of_source", "told_by_source"), SOURCE),
}  # fmt: skip
NONE = {
    # No source of these tells of groups, leads, campuses or figures.
    "balance_of_groups", "contradictory_figures", "group", "group_centrality", "groups", "groups_across_counties",
    "figures_of_source", "groups_by_kind", "groups_of_school", "indicators", "leads_by_reach", "lost_without_lead",
    "members_of_group", "reconciliation", "reported_figures", "schools_in_several_groups", "spin_offs",
    # Nothing is amiss, and every school is covered on the day.
    "links_without_evidence", "schools_without_county", "uncovered_schools", "near_names", "differing_values",
    "odd_ties", "without_ties",
    # No tie holds two schools.
    "bridges",
}  # fmt: skip


@pytest.fixture
def given(pairings: Library) -> dict[str, dict[str, str]]:
    """What each question is asked: what it needs, and a day on which most of the lists hold."""
    found: dict[str, dict[str, str]] = {}
    link = next(row["key"] for row in pairings.ask("ties_of_school", {"id": SCHOOL}).rows)
    for id_, question in shipped_catalogue().items():
        values = {**GIVEN, "id": IDS.get(id_, ""), "link": link, "as_of": DAY}
        found[id_] = {
            one.name: values.get(one.name) or str(one.example)
            for one in question.header.parameters
            if one.required or one.name in ("as_of", "from_day")
        }
    return found


def test_every_question_page_answers(server: httpx.Client, pairings: Library, given: dict[str, dict[str, str]]) -> None:
    empty = set()
    for id_, asked in given.items():
        for language in ("zh", "en"):
            response = server.get(f"/questions/{id_}", params={**asked, "lang": language})
            assert response.status_code == 200, (id_, response.text[:500])
            page = read(response.text)
            assert not page.all(role="alert"), id_
        if not pairings.ask(id_, asked).rows:
            empty.add(id_)
            none = shipped_catalogue()[id_].header.none
            assert (none[1] if none else "nothing in the graph meets these parameters") in page.text
    assert empty <= NONE


def test_the_front_page_starts_from_regions_where_no_school_leads(server: httpx.Client, pairings: Library) -> None:
    page = read(server.get("/?lang=en").text)
    first, _, flows = page.one("div", **{"class": "answers"}).all("article")
    assert first.one("h3").text == "Which provinces give the most aid?"
    rows = [one.text for one in first.all("li")]
    assert re.match(r"广东省 links given: \d+0, received: 0$", rows[0])
    assert len(rows) == 3
    lost = pairings.ask("lost_without_helper", {"helper": "440000", "with_below": "true"}).rows
    left = sum(row["loses_last_helper"] for row in lost)
    assert (
        f"If 广东省 left with all in it, {left} of the {len(lost)} that it helps would be helped by nobody"
        in first.text
    )
    assert "广东省 → 广西壮族自治区" in flows.all("li")[0].text
    for address in links(first) + links(flows):
        assert server.get(address).status_code == 200, address
