from __future__ import annotations

import pytest

from app.web.pages.columns import fields
from app.web.pages.names import _CODED, _PARAMETERS, _TITLES, _UNITS, Names
from app.web.pages.table import answer_table
from app.web.pages.texts import Texts
from graph.questions import shipped_catalogue

ZH, EN = Names("zh"), Names("en")


def test_every_column_parameter_and_unit_has_a_chinese_name() -> None:
    for question in shipped_catalogue().values():
        for field in fields(question):
            assert field.column.name in _TITLES, f"{question.id}: a new column needs its name in names.py"
            assert not field.column.unit or field.column.unit in _UNITS, f"{question.id}: {field.column.unit}"
        for parameter in question.header.parameters:
            assert parameter.name in _TITLES | _PARAMETERS, f"{question.id}: a new parameter needs its name"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_columns_of_a_table_are_called_the_same(language: str) -> None:
    for question in shipped_catalogue().values():
        heads = [(head.title, head.unit) for head in answer_table(question, [], Texts(language)).heads]  # type: ignore[arg-type]
        assert len(set(heads)) == len(heads), question.id


def test_every_choice_has_a_chinese_word() -> None:
    for question in shipped_catalogue().values():
        for parameter in question.header.parameters:
            for choice in parameter.choices:
                assert ZH.value(parameter.name, choice) != choice, (question.id, parameter.name, choice)


def test_codes_are_told_apart_from_names() -> None:
    assert "name" not in _CODED
    assert ZH.value("name", "group") == "group", "a school may be called so"
    assert ZH.value("kind", "group") == "教育集团"
    assert ZH.value("type", "AIDS") == "帮扶"
    assert ZH.value("label", "County") == "县级"
    assert ZH.value("kind", "something new") == "something new"


def test_what_is_not_named_is_shown_as_it_is_spelled() -> None:
    assert ZH.title("new_column") == "New column"
    assert EN.title("schools_in_groups") == "Schools in groups"
    assert EN.title("ei_index") == "E-I index"
    assert (ZH.unit("links"), EN.unit("links"), ZH.unit("hectares")) == ("条", "links", "hectares")
    assert (ZH.parameter("id"), ZH.parameter("ties"), ZH.title("ties")) == ("编号", "联系类型", "联系")
