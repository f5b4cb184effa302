from __future__ import annotations

import re

import pytest

from app.web.pages.table import answer_table
from app.web.pages.texts import PageTexts
from graph.questions import shipped_catalogue
from graph.questions.vocabulary import shipped_vocabulary

ZH, EN = PageTexts("zh"), PageTexts("en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_columns_of_a_table_are_called_the_same(language: str) -> None:
    for question in shipped_catalogue().values():
        heads = [(head.title, head.unit) for head in answer_table(question, [], PageTexts(language)).heads]  # type: ignore[arg-type]
        assert len(set(heads)) == len(heads), question.id


def test_a_value_is_in_words_where_its_column_holds_codes() -> None:
    vocabulary = shipped_vocabulary()
    assert ZH.value(vocabulary.column("kind"), "group") == "教育集团"
    assert ZH.value(vocabulary.column("name"), "group") == "group", "a school may be called so"
    assert (ZH.parameter_value("stage", "junior"), EN.parameter_value("stage", "junior")) == ("初中", "junior")


@pytest.mark.parametrize("texts", [ZH, EN])
def test_a_description_calls_fields_columns_and_questions_as_pages_do(texts: PageTexts) -> None:
    for question in shipped_catalogue().values():
        header = question.header
        for told in (header.description, *(parameter.description for parameter in header.parameters)):
            words = texts.in_words(told[texts.column])
            assert "`" not in words
            assert not re.search(r"[a-z]_[a-z]|[\u4e00-\u9fff] ?[a-z]{3,} ?[\u4e00-\u9fff]", words), (
                question.id,
                words,
            )
    assert EN.in_words("With `with_below`, see `lost_without_helper`; `huoshui map`.") == (
        f"With “{EN.parameter('with_below')}”, see “{shipped_catalogue()['lost_without_helper'].header.title[1]}”; "
        "huoshui map."
    )


def test_what_has_no_words_is_shown_as_it_is_spelled() -> None:
    assert ZH.title("new_column") == "New column"
    assert EN.title("schools_in_groups") == "Schools in groups"
    assert EN.title("ei_index") == "E-I index"
    assert EN.title("before.share") == "Before · Share"
    assert (ZH.unit("links"), EN.unit("links"), ZH.unit("hectares")) == ("条", "links", "hectares")
    assert (ZH.parameter("name"), ZH.title("name")) == ("名称含有", "名称")
    assert (ZH.parameter("ties"), ZH.title("ties")) == ("联系类型", "联系")
