"""Examples of the question routes."""

from __future__ import annotations

from app.web.examples import Example, receipt
from app.web.questions.schemas import question_body
from graph.questions import shipped_catalogue

_FIRST = question_body(next(iter(shipped_catalogue().values()))).model_dump()

QUESTIONS = Example("/api/v1/questions", {"items": [_FIRST]})
QUESTION = Example(f"/api/v1/questions/{_FIRST['id']}", _FIRST)
ANSWER = Example(
    "/api/v1/questions/groups_of_school/answer?school=school-411202-35460f9c90&as_of=2025-09-01",
    {
        "receipt": receipt(
            "groups_of_school", {"school": "school-411202-35460f9c90", "as_of": "2025-09-01"}, rows=1, cut_at=1_000
        ),
        "items": [
            {
                "group_id": "group-411202-620d790190",
                "name": "湖滨区中学城乡一体化教育联盟",
                "kind": "alliance",
                "role": "branch",
                "mode": "integrated",
                "since": "2025",
                "until": None,
                "undated_links": 0,
                "source_ids": ["seed-001"],
                "locators": ["L59"],
            }
        ],
        "truncated": False,
        "next_cursor": None,
    },
)
