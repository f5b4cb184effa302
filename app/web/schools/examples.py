"""Examples of the school routes."""

from __future__ import annotations

from app.web.examples import Example, receipt

SCHOOLS = Example(
    "/api/v1/schools?region=411202&stage=senior&limit=1",
    {
        "receipt": receipt(
            "schools",
            {"region": "411202", "stage": "senior", "q": None, "as_of": "any", "after": None},
            rows=1,
            cut_at=1,
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

TIES = Example(
    "/api/v1/schools/school-411202-f59aea73d1/ties?as_of=2025-09-01&limit=1",
    {
        "receipt": receipt(
            "ties_of_school",
            {"id": "school-411202-f59aea73d1", "as_of": "2025-09-01"},
            rows=1,
            cut_at=1,
            truncated=True,
            undated=1,
        ),
        "items": [
            {
                "key": "leads-f7fa3e033a34e955",
                "type": "LEADS",
                "from_id": "school-411202-f59aea73d1",
                "from_name": "三门峡市第三高级中学",
                "to_id": "group-411202-620d790190",
                "to_name": "湖滨区中学城乡一体化教育联盟",
                "form": None,
                "role": None,
                "programme": None,
                "since": None,
                "until": None,
                "undated_links": 1,
                "source_ids": ["seed-001", "seed-001", "seed-001", "seed-001"],
                "locators": ["L9", "L57", "L59", "L73"],
            }
        ],
        "truncated": True,
        "next_cursor": "0bcacfe2f3ed-1",
    },
)
