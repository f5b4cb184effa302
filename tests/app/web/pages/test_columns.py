from __future__ import annotations

import pytest

from app.web.pages.columns import Field, fields, name_column
from graph.questions import Column, shipped_catalogue


def shown(question: str) -> dict[str, Field]:
    return {field.column.name: field for field in fields(shipped_catalogue()[question])}


@pytest.mark.parametrize(
    ("column", "others", "beside"),
    [
        ("id", ["id", "name"], "name"),
        ("school_id", ["school_id", "name"], "name"),
        ("group_id", ["school_id", "name", "group_id"], ""),
        ("from_id", ["from_id", "from_name"], "from_name"),
        ("helper_id", ["helper_id", "helper"], "helper"),
        ("group_ids", ["school_id", "group_ids", "group_names"], "group_names"),
        ("region", ["id", "name", "region", "region_name"], "region_name"),
        ("region", ["id", "name", "region"], ""),
    ],
)
def test_an_id_finds_its_name(column: str, others: list[str], beside: str) -> None:
    assert name_column(column, {name: Column(name, "string") for name in others}) == beside


def test_every_column_is_shown_once_and_none_is_lost() -> None:
    for question in shipped_catalogue().values():
        placed = [name for field in fields(question) for name in (field.column.name, field.beside) if name]
        declared = {column.name for column in question.header.columns}
        told_by_the_link = {field.labelled for field in fields(question)}
        assert declared <= set(placed) | told_by_the_link, question.id
        assert len(placed) == len(set(placed)), question.id


def test_ids_lead_to_what_they_are() -> None:
    assert shown("members_of_group")["school_id"].label == "School"
    assert shown("regions")["id"].label == "Region"
    assert shown("find")["id"] == Field(Column("id", "string"), "entity", "name", "", "label")
    assert shown("sources")["id"].kind == "code"
    assert shown("programmes")["id"].kind == "code"


def test_a_share_stands_beside_its_numerator_and_denominator() -> None:
    for question in shipped_catalogue().values():
        names = [field.column.name for field in fields(question)]
        if "share" in names:
            place = names.index("share")
            assert names[place - 2 : place] == ["numerator", "denominator"], question.id


def test_keys_of_links_come_last() -> None:
    first, *_, last = shown("aid_in_region")
    assert (first, last) == ("helper_id", "key")
