"""The example of the network route."""

from __future__ import annotations

from app.web.examples import Example, receipt

NETWORK = Example(
    "/api/v1/network?focus=school-411202-016fadd670&hops=1&ties=MEMBER_OF&as_of=2025-09-01",
    {
        "receipt": receipt(
            "network",
            {"focus": "school-411202-016fadd670", "hops": 1, "ties": ["MEMBER_OF"], "as_of": "2025-09-01"},
            rows=1,
            cut_at=1500,
        ),
        "nodes": [
            {
                "id": "group-411202-01a4cbf828",
                "label": "EducationGroup",
                "name": "三门峡市外国语高级中学教育集团甘棠学校教学联盟",
                "properties": {
                    "aliases": ["甘棠学校教学联盟"],
                    "kind": "alliance",
                    "locators": ["L35", "L39"],
                    "since": "2024-07-15",
                    "since_day": 20240715,
                    "source_ids": ["seed-001", "seed-001"],
                },
            },
            {
                "id": "school-411202-016fadd670",
                "label": "School",
                "name": "湖滨区向川小学",
                "properties": {
                    "aliases": ["向川小学"],
                    "locators": ["L39", "L43", "L45", "L49"],
                    "source_ids": ["seed-001", "seed-001", "seed-001", "seed-001"],
                    "stages": ["primary"],
                },
            },
        ],
        "links": [
            {
                "key": "member-of-0e04823b9b85e8a0",
                "type": "MEMBER_OF",
                "from": "school-411202-016fadd670",
                "to": "group-411202-01a4cbf828",
                "properties": {
                    "locators": ["L39"],
                    "mode": "alliance",
                    "role": "partner",
                    "since": "2024-07-15",
                    "since_day": 20240715,
                    "source_ids": ["seed-001"],
                },
            }
        ],
        "left_out": 0,
    },
)
