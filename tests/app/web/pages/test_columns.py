from __future__ import annotations

import pytest

from app.web.pages.columns import Field, arranged, described, fields
from graph.questions import Column, shipped_catalogue


def shown(question: str) -> dict[str, Field]:
    return {field.column.name: field for field in laid_out(question)}


def laid_out(question: str) -> list[Field]:
    return arranged(fields(shipped_catalogue()[question]))


@pytest.mark.parametrize(
    ("column", "others", "name"),
    [
        ("id", ["id", "name"], "name"),
        ("school_id", ["school_id", "name"], "name"),
        ("group_id", ["school_id", "group_id"], ""),
        ("from_id", ["from_id", "from_name"], "from_name"),
        ("helper_id", ["helper_id", "helper"], "helper"),
        ("group_ids", ["school_id", "group_ids", "group_names"], "group_names"),
        ("region", ["id", "name", "region", "region_name"], "region_name"),
        ("region", ["id", "name", "region"], ""),
    ],
)
def test_an_id_finds_its_name(column: str, others: list[str], name: str) -> None:
    assert described([Column(other, "string") for other in others])[column].shown_with == name


def test_every_column_is_shown_once_and_none_is_lost() -> None:
    for question in shipped_catalogue().values():
        shown = laid_out(question.id)
        placed = [name for field in shown for name in (field.column.name, field.shown_with) if name]
        declared = {column.name for column in question.header.columns}
        told_by_the_link = {field.label_in for field in shown}
        assert declared <= set(placed) | told_by_the_link, question.id
        assert len(placed) == len(set(placed)), question.id


def test_ids_lead_to_what_they_are() -> None:
    assert shown("members_of_group")["school_id"].label == "School"
    assert shown("regions")["id"].label == "Region"
    found = shown("find")["id"]
    assert (found.kind, found.shown_with, found.label, found.label_in) == ("entity", "name", "", "label")
    assert [shown(name)["id"].label for name in ("sources", "programmes")] == ["Source", "Programme"]
    assert shown("figures_of_source")["id"].kind == "code"


def test_a_share_stands_beside_its_numerator_and_denominator() -> None:
    for question in shipped_catalogue().values():
        names = [field.column.name for field in laid_out(question.id)]
        if "share" in names:
            place = names.index("share")
            assert names[place - 2 : place] == ["numerator", "denominator"], question.id


def test_keys_of_links_come_last() -> None:
    first, *_, last = shown("aid_in_region")
    assert (first, last) == ("helper_id", "key")
