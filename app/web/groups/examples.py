"""Examples of the group routes."""

from __future__ import annotations

from app.web.examples import Example, receipt

GROUPS = Example(
    "/api/v1/groups?region=411202&kind=alliance&as_of=2025-09-01&limit=1",
    {
        "receipt": receipt(
            "groups",
            {"region": "411202", "kind": "alliance", "q": None, "after": None, "as_of": "2025-09-01"},
            rows=1,
            cut_at=1,
            truncated=True,
        ),
        "items": [
            {
                "id": "group-411202-01a4cbf828",
                "name": "三门峡市外国语高级中学教育集团甘棠学校教学联盟",
                "aliases": ["甘棠学校教学联盟"],
                "kind": "alliance",
                "region": "411202",
                "since": "2024-07-15",
                "until": None,
                "leads": [],
                "members": 2,
                "undated_links": 0,
            }
        ],
        "truncated": True,
        "next_cursor": "group-411202-01a4cbf828",
    },
)
GROUP = Example(
    "/api/v1/groups/group-411202-01a4cbf828?as_of=2025-09-01",
    {
        "receipt": receipt("group", {"id": "group-411202-01a4cbf828"}, rows=1),
        "items": [
            {
                "id": "group-411202-01a4cbf828",
                "name": "三门峡市外国语高级中学教育集团甘棠学校教学联盟",
                "aliases": ["甘棠学校教学联盟"],
                "kind": "alliance",
                "region": "411202",
                "since": "2024-07-15",
                "until": None,
                "leads": [],
                "region_name": "湖滨区",
                "source_ids": ["seed-001", "seed-001"],
                "locators": ["L35", "L39"],
            }
        ],
        "truncated": False,
        "members": {
            "receipt": receipt("members_of_group", {"group": "group-411202-01a4cbf828", "as_of": "2025-09-01"}, rows=2),
            "items": [
                {
                    "school_id": "school-411200-f9e19b1db0",
                    "name": "三门峡市外国语高级中学教育集团甘棠学校",
                    "role": "partner",
                    "mode": "alliance",
                    "students": None,
                    "since": "2024-07-15",
                    "until": None,
                    "entailed": False,
                    "undated_links": 0,
                    "source_ids": ["seed-001", "seed-001"],
                    "locators": ["L35", "L39"],
                },
                {
                    "school_id": "school-411202-016fadd670",
                    "name": "湖滨区向川小学",
                    "role": "partner",
                    "mode": "alliance",
                    "students": None,
                    "since": "2024-07-15",
                    "until": None,
                    "entailed": False,
                    "undated_links": 0,
                    "source_ids": ["seed-001"],
                    "locators": ["L39"],
                },
            ],
            "truncated": False,
        },
    },
)
