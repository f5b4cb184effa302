from __future__ import annotations

import json

from app.web.problems import Problem, ProblemResponse, anchor, error_classes, problem_words
from graph.errors import HuoshuiError, StoreTimeout


def body_of(detail: str) -> bytes:
    fields = {"type": "/docs#x", "title": "t", "status": 404, "next_step": "n", "instance": "/"}
    return bytes(ProblemResponse(Problem(detail=detail, **fields)).body)


def test_chinese_stands_as_it_is() -> None:
    assert "没有".encode() in body_of("没有")


def test_a_lone_surrogate_is_no_second_error() -> None:
    assert json.loads(body_of("bad \ud800 text"))["detail"] == "bad \ud800 text"


def test_only_a_parameter_that_is_known_is_named() -> None:
    assert "parameter" not in json.loads(body_of("x"))


def test_a_class_is_named_in_kebab_case() -> None:
    assert anchor(StoreTimeout) == "store-timeout"
    assert anchor(HuoshuiError) == "huoshui-error"


def test_every_kind_is_told_in_both_languages() -> None:
    words = problem_words()
    declared = [error for error in error_classes() if error.__module__.partition(".")[0] in ("graph", "loaders")]
    assert len(declared) > 20
    for error in declared:
        title, step, page = words[anchor(error)]
        assert not title[0].isascii(), error
        for told in (step, page):
            assert not told[0].isascii(), error
            assert told[1].isascii(), error
