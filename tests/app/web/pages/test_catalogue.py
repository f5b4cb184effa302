from __future__ import annotations

import pytest

from app.web.pages.catalogue import folders
from app.web.pages.texts import PageTexts
from graph.questions import shipped_catalogue

ZH, EN = PageTexts("zh"), PageTexts("en")


def listed(searched: str, texts: PageTexts = EN) -> set[str]:
    return {question.title for folder in folders(texts, searched) for question in folder.questions}


def test_every_question_is_listed_once_under_its_folder() -> None:
    for texts in (ZH, EN):
        titles = [question.title for folder in folders(texts) for question in folder.questions]
        assert sorted(titles) == sorted(one.header.title[texts.column] for one in shipped_catalogue().values())
    assert {folder.id for folder in folders(EN)} == {question.folder for question in shipped_catalogue().values()}


@pytest.mark.parametrize("searched", ["SHORTEST path", "path shortest", "最短路径", "shortest_path", "最短 path"])
def test_a_question_is_found_by_words_of_either_language(searched: str) -> None:
    assert "The shortest path between two" in listed(searched)
    assert "两者之间的最短路径" in listed(searched, ZH)


def test_every_word_must_be_there() -> None:
    assert listed("shortest elephant") == set()
    assert len(listed("   ")) == len(shipped_catalogue())
