from __future__ import annotations

import pytest

from app.web.accepting import prefers


@pytest.mark.parametrize(
    ("accept", "csv"),
    [("", False), ("*/*", False), ("text/csv", True), ("TEXT/CSV", True), ("text/*", True), ("application/json", False),
     ("text/csv;q=0.5, application/json", False), ("application/json;q=0.5, text/csv;q=0.9", True),
     ("text/csv;q=0, */*", False), ("text/csv, */*;q=0.1", True), ("text/html,application/xml;q=0.9,*/*;q=0.8", False),
     ("text/csv;q=rubbish, */*;q=0.1", False), (",;=,;", False)],
)  # fmt: skip
def test_csv_is_sent_to_who_ranks_it_first(accept: str, csv: bool) -> None:
    assert prefers("text/csv", "application/json", accept) is csv
