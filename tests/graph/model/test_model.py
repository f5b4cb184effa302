"""The declared model is consistent with itself: everything else is derived from it."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from graph.model import (
    AIDS,
    CODES,
    LINK_TYPES,
    LOOKS,
    NODE_TYPE,
    NODE_TYPES,
    PAIRED_WITH,
    TIES,
    TITLES,
    Kind,
    LinkType,
    NodeType,
    Property,
    Words,
)

LABELS = [*NODE_TYPE, *(extra.label for node_type in NODE_TYPES for extra in node_type.extra_labels)]
PROPERTIES = [prop for node_type in NODE_TYPES for prop in node_type.properties]
PROPERTIES += [prop for link_type in LINK_TYPES for prop in link_type.properties]
RELATION_CHOICES = [link_type.relation for link_type in LINK_TYPES if link_type.relation]
EVIDENCE = {"source_ids", "locators"}


def name_of(type_: NodeType | LinkType) -> str:
    return type_.label if isinstance(type_, NodeType) else type_.type


@pytest.mark.parametrize("type_", [*NODE_TYPES, *LINK_TYPES], ids=name_of)
def test_properties_are_named_once_and_described(type_: NodeType | LinkType) -> None:
    names = [prop.name for prop in type_.properties]
    assert len(names) == len(set(names))
    for prop in type_.properties:
        assert prop.meaning.endswith("."), prop.name
        assert not prop.choices or prop.kind in {Kind.STRING, Kind.STRINGS}
        assert prop.default is None or prop.default in prop.choices.values
        assert prop.within is None or (prop.kind in {Kind.INTEGER, Kind.FLOAT} and prop.within[0] < prop.within[1])
        assert prop.form is None or (prop.kind is Kind.STRING and re.compile(prop.form.pattern))
        assert (prop.day is None) or (prop.kind is Kind.DATE and prop.day in {"first", "last"})


@pytest.mark.parametrize("type_", [*NODE_TYPES, *LINK_TYPES], ids=name_of)
def test_counts_have_a_unit(type_: NodeType | LinkType) -> None:
    for prop in type_.properties:
        assert prop.kind is not Kind.INTEGER or prop.unit or prop.open_ended, prop.name


def test_labels_are_unique() -> None:
    assert len(LABELS) == len(set(LABELS))


@pytest.mark.parametrize("node_type", NODE_TYPES, ids=name_of)
def test_a_node_is_known_by_its_id_and_looked_up_by_what_it_has(node_type: NodeType) -> None:
    names = {prop.name for prop in node_type.properties}
    assert node_type.unique[0] == "id"
    assert {*node_type.unique, *node_type.indexed} <= names


@pytest.mark.parametrize("label", ["School", "EducationGroup", "Region", "Indicator"])
def test_what_a_source_says_names_the_source(label: str) -> None:
    assert {prop.name for prop in NODE_TYPE[label].properties if prop.required} >= EVIDENCE


@pytest.mark.parametrize("link_type", LINK_TYPES, ids=name_of)
def test_every_link_carries_evidence_dates_and_bookkeeping(link_type: LinkType) -> None:
    assert {prop.name for prop in link_type.properties if prop.required} >= {"key", "datasets", "run", *EVIDENCE}
    assert {"since", "since_day", "until", "until_day", "entailed"} <= set(link_type.stored_names())


@pytest.mark.parametrize("link_type", LINK_TYPES, ids=name_of)
def test_ends_are_declared_labels_and_keys_are_made_of_declared_properties(link_type: LinkType) -> None:
    assert set(chain.from_iterable(link_type.ends)) <= set(NODE_TYPE)
    assert set(link_type.distinguished_by) <= {prop.name for prop in link_type.properties}
    assert all(link_type.joins(*ends) for ends in link_type.ends)


def test_a_link_joins_only_what_it_declares() -> None:
    assert AIDS.joins("Region", "School")
    assert not AIDS.joins("School", "Indicator")


def test_no_count_column_is_stored_under_the_placeholder_for_any() -> None:
    assert any(prop.open_ended for prop in AIDS.properties)
    assert "…" not in set(AIDS.stored_names())


def test_reach_follows_what_ties_and_not_places_or_figures() -> None:
    assert set(TIES) == {"CAMPUS_OF", "LEADS", "MEMBER_OF", "AIDS", "PAIRED_WITH", "SPUN_OFF_FROM", "MANAGES"}


def test_a_pairing_reads_the_same_from_both_sides() -> None:
    assert not PAIRED_WITH.directed
    assert PAIRED_WITH.forward == PAIRED_WITH.backward


def test_a_date_is_stored_as_text_and_as_a_day() -> None:
    assert Property("since", Kind.DATE, "When.", day="first").stored == ("since", "since_day")
    assert Property("name", Kind.STRING, "Name.").stored == ("name",)


@pytest.mark.parametrize("words", [*TITLES.values(), *CODES.values(), *(r.words for r in RELATION_CHOICES)])
def test_everything_that_people_see_has_words_in_both_languages(words: Words) -> None:
    chinese, english = words
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese)
    assert english.isascii()


def test_every_label_and_link_type_has_words_and_looks() -> None:
    assert set(TITLES) == {*LABELS, *(link_type.type for link_type in LINK_TYPES)}
    assert set(LOOKS) == set(LABELS)


def test_a_value_has_the_same_words_wherever_it_stands() -> None:
    stated = {(choice.value, choice.words) for prop in PROPERTIES for choice in prop.choices}
    assert len(stated) == len(CODES)


@pytest.mark.parametrize("prop", [prop for prop in PROPERTIES if prop.choices], ids=lambda prop: prop.name)
def test_no_spelling_stands_for_two_values(prop: Property) -> None:
    written = [word.lower() for choice in prop.choices for word in {choice.value, *choice.words, *choice.spellings}]
    assert sorted(written) == sorted(prop.choices.spellings)
    assert all(spelling == " ".join(spelling.split()) for spelling in prop.choices.spellings)


def test_a_link_says_the_same_read_from_either_end() -> None:
    assert AIDS.sentence("甲", "乙") == ("甲帮扶乙", "甲 aids 乙")
    assert AIDS.sentence("乙", "甲", backward=True) == ("乙受其帮扶甲", "乙 is aided by 甲")
