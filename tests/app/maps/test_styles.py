from __future__ import annotations

import re
from itertools import combinations

import pytest

from app.maps.assets import asset_path
from app.maps.styles import NIGHT, PAPER, has_ended, kind_of, link_look, node_look
from graph.model import LINK_TYPES, LOOKS, LinkLook, NodeLook
from graph.subgraph import SubgraphLink, SubgraphNode
from tests.app.maps.colours import SIGHTS, ciede2000, difference


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("background", [PAPER, NIGHT])
@pytest.mark.parametrize(
    "color", sorted({look.border for look in LOOKS.values()} | {each.look.color for each in LINK_TYPES})
)
def test_borders_and_lines_stand_out_from_paper_and_night(color: str, background: str) -> None:
    assert contrast(color, background) >= 3


def test_paper_and_night_are_the_pages_own() -> None:
    tokens = asset_path("tokens.css").read_text("utf-8")
    assert re.findall(r"--paper: (#\w{6})", tokens) == [PAPER, NIGHT]


@pytest.mark.parametrize("sight", SIGHTS)
def test_nodes_and_links_are_told_apart_in_every_sight(sight: str) -> None:
    """By colour, or else by shape; by colour, or else by dots or by what stands at the end."""
    for one, other in combinations(LOOKS.values(), 2):
        assert one.shape != other.shape or difference(one.fill, other.fill, sight) >= 15, (one, other)
    for first, second in combinations([each.look for each in LINK_TYPES], 2):
        drawn_alike = (first.end, first.dotted) == (second.end, second.dotted)
        assert not drawn_alike or difference(first.color, second.color, sight) >= 15, (first, second)


def test_the_difference_is_the_one_that_was_published() -> None:
    """Pairs of Sharma, Wu and Dalal's table."""
    assert ciede2000((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((50.0, 2.5, 0.0), (73.0, 25.0, -18.0)) == pytest.approx(27.1492, abs=1e-4)
    assert ciede2000((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514)) == pytest.approx(0.9082, abs=1e-4)


def test_no_two_labels_look_the_same() -> None:
    looks = [(look.shape, look.fill) for look in LOOKS.values()]
    assert len(set(looks)) == len(looks)


def test_no_two_link_types_look_the_same() -> None:
    looks = [each.look for each in LINK_TYPES]
    assert len(set(looks)) == len(looks)


def test_colours_are_okabe_and_itos_or_grey() -> None:
    okabe_ito = {"#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}
    # A Region of unknown level is a lighter green; what is not about schools is grey.
    assert {look.fill for look in LOOKS.values()} - okabe_ito == {"#8FCDB9", "#D9D9D9"}


def test_only_a_school_that_leads_is_a_lead_school() -> None:
    assert kind_of(SubgraphNode("a", "School", "甲", {"lead": True})) == "LeadSchool"
    assert kind_of(SubgraphNode("a", "School", "甲", {"lead": False})) == "School"
    assert kind_of(SubgraphNode("a", "EducationGroup", "甲", {"lead": True})) == "EducationGroup"


def test_the_undeclared_still_has_a_look() -> None:
    assert node_look("Nursery") == NodeLook("dot", "#D9D9D9", "#767676")
    assert link_look("FEEDS") == LinkLook("#767676", 1.0)


@pytest.mark.parametrize(("until", "ended"), [(20240831, True), (20240901, False), (None, False), ("20200101", False)])
def test_ended_means_the_last_day_has_passed(until: object, ended: bool) -> None:
    assert has_ended(SubgraphLink("1", "AIDS", "a", "b", {"until_day": until}), 20240901) is ended
