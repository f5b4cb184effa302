"""Examples of the school routes."""

from __future__ import annotations

from app.web.examples import Example, receipt

SCHOOLS = Example(
    "/api/v1/schools?region=411202&stage=senior&limit=1",
    {
        "receipt": receipt(
            "schools", {"region": "411202", "stage": "senior", "q": None, "after": None}, rows=1, cut_at=1
        ),
        "items": [
            {
                "id": "school-411202-f59aea73d1",
                "name": "三门峡市第三高级中学",
                "aliases": [],
                "stages": ["senior"],
                "setting": None,
                "students": None,
                "teachers": None,
                "status": None,
                "region": "411202",
                "lead": True,
                "campus_of": None,
            }
        ],
        "truncated": False,
        "next_cursor": None,
    },
)
SCHOOL = Example(
    "/api/v1/schools/school-411202-f59aea73d1",
    {
        "receipt": receipt("school", {"id": "school-411202-f59aea73d1"}, rows=1),
        "items": [
            {
                "id": "school-411202-f59aea73d1",
                "name": "三门峡市第三高级中学",
                "aliases": [],
                "stages": ["senior"],
                "setting": None,
                "students": None,
                "teachers": None,
                "status": None,
                "region": "411202",
                "lead": True,
                "campus_of": None,
                "region_name": "湖滨区",
                "since": None,
                "until": None,
                "source_ids": ["seed-001"],
                "locators": ["L59"],
            }
        ],
        "truncated": False,
    },
)
