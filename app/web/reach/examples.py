"""The example of the reach route."""

from __future__ import annotations

from app.web.examples import Example, receipt

REACH = Example(
    "/api/v1/reach/school-411202-35460f9c90?ties=MEMBER_OF&as_of=2025-09-01&limit=2&lang=en",
    {
        "receipt": receipt(
            "reach",
            {
                "start": "school-411202-35460f9c90",
                "hops": 2,
                "ties": ["MEMBER_OF"],
                "direction": "any",
                "as_of": "2025-09-01",
                "without": None,
            },
            rows=2,
            cut_at=2,
            truncated=True,
        ),
        "items": [
            {
                "id": "group-411202-620d790190",
                "label": "EducationGroup",
                "name": "湖滨区中学城乡一体化教育联盟",
                "hops": 1,
                "path": [
                    {
                        "key": "member-of-89717252d390ba79",
                        "type": "MEMBER_OF",
                        "from": "school-411202-35460f9c90",
                        "to": "group-411202-620d790190",
                    }
                ],
                "sentence": "三门峡市第五中学 is a member of 湖滨区中学城乡一体化教育联盟",
            },
            {
                "id": "school-411202-40741d41dd",
                "label": "School",
                "name": "大安中学",
                "hops": 2,
                "path": [
                    {
                        "key": "member-of-89717252d390ba79",
                        "type": "MEMBER_OF",
                        "from": "school-411202-35460f9c90",
                        "to": "group-411202-620d790190",
                    },
                    {
                        "key": "member-of-dd905dd55d1c70ce",
                        "type": "MEMBER_OF",
                        "from": "school-411202-40741d41dd",
                        "to": "group-411202-620d790190",
                    },
                ],
                "sentence": "三门峡市第五中学 is a member of 湖滨区中学城乡一体化教育联盟; "
                "湖滨区中学城乡一体化教育联盟 has member 大安中学",
            },
        ],
        "truncated": True,
        "next_cursor": "0bcacfe2f3ed-2",
        "start": {"id": "school-411202-35460f9c90", "label": "School", "name": "三门峡市第五中学"},
        "totals": {"schools": 3, "groups": 1, "regions": 0, "counties": 1, "students": 0, "schools_with_students": 0},
        "what_if": None,
    },
)
