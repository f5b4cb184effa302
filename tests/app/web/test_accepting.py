from __future__ import annotations

import pytest
from fastapi import Request

from app.web.accepting import has_already, preferred


def request(**headers: str) -> Request:
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": told})


@pytest.mark.parametrize(
    ("accept", "csv"),
    [("", False), ("*/*", False), ("text/csv", True), ("TEXT/CSV", True), ("text/*", True), ("application/json", False),
     ("text/csv;q=0.5, application/json", False), ("application/json;q=0.5, text/csv;q=0.9", True),
     ("text/csv;q=0, */*", False), ("text/csv, */*;q=0.1", True), ("text/html,application/xml;q=0.9,*/*;q=0.8", False),
     ("text/csv;q=rubbish, */*;q=0.1", False), (",;=,;", False)],
)  # fmt: skip
def test_csv_is_sent_to_who_ranks_it_first(accept: str, csv: bool) -> None:
    assert (preferred(request(accept=accept), "application/json", "text/csv") == "text/csv") is csv


def test_of_several_the_one_ranked_highest_is_sent() -> None:
    accepted = request(accept="text/csv;q=0.5, application/vnd.apache.parquet, */*;q=0.1")
    types = ("application/json", "text/csv", "application/vnd.apache.parquet")
    assert preferred(accepted, *types) == "application/vnd.apache.parquet"


def test_a_client_that_says_nothing_gets_the_default_and_the_whole() -> None:
    assert preferred(request(), "application/json", "text/csv") == "application/json"
    assert not has_already(request(), '"a"')


@pytest.mark.parametrize("tag", ['"a.1"', 'W/"a.1"'])
@pytest.mark.parametrize(
    ("known", "has"),
    [('"a.1"', True), ('W/"a.1"', True), ('"other", W/"a.1"', True), ('"a.1","other"', True), ("*", True), ("", False),
     ('"other"', False), ('"a.1', False), ('"x, a.1"', False), (",;=,;", False)],
)  # fmt: skip
def test_who_has_it_names_its_tag_weak_or_strong(known: str, has: bool, tag: str) -> None:
    assert has_already(request(if_none_match=known), tag) is has
