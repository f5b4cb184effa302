"""The example of the path route."""

from __future__ import annotations

from app.web.examples import Example, receipt

PATHS = Example(
    "/api/v1/paths?from=school-500107-6e4ea7a187&to=school-500107-215ef9c85b&as_of=2025-09-01&lang=en",
    {
        "receipt": receipt(
            "shortest_path",
            {
                "from": "school-500107-6e4ea7a187",
                "to": "school-500107-215ef9c85b",
                "hops": 6,
                "ties": ["CAMPUS_OF", "LEADS", "MEMBER_OF", "AIDS", "PAIRED_WITH", "SPUN_OFF_FROM", "MANAGES"],
                "as_of": "2025-09-01",
            },
            rows=2,
            cut_at=100,
            undated=2,
        ),
        "items": [
            {
                "step": 1,
                "key": "leads-58e1bf7517854e39",
                "type": "LEADS",
                "from_id": "school-500107-6e4ea7a187",
                "from_name": "重庆谢家湾小学",
                "to_id": "group-500107-318309dff7",
                "to_name": "谢家湾小学教育集团",
                "along": True,
                "sentence": "重庆谢家湾小学 leads 谢家湾小学教育集团",
                "since": None,
                "until": None,
                "entailed": False,
                "source_ids": ["seed-003", "seed-003", "seed-003", "seed-003", "seed-003"],
                "locators": ["L12", "L37", "L55", "L156", "L157"],
                "undated_links": 1,
            },
            {
                "step": 2,
                "key": "member-of-2dd7d19bffb3f1b5",
                "type": "MEMBER_OF",
                "from_id": "group-500107-318309dff7",
                "from_name": "谢家湾小学教育集团",
                "to_id": "school-500107-215ef9c85b",
                "to_name": "华福小学",
                "along": False,
                "sentence": "谢家湾小学教育集团 has member 华福小学",
                "since": None,
                "until": None,
                "entailed": False,
                "source_ids": ["seed-003", "seed-003"],
                "locators": ["L155", "L156"],
                "undated_links": 1,
            },
        ],
        "truncated": False,
        "next_cursor": None,
        "from": {"id": "school-500107-6e4ea7a187", "label": "School", "name": "重庆谢家湾小学"},
        "to": {"id": "school-500107-215ef9c85b", "label": "School", "name": "华福小学"},
        "hops": 2,
        "sentence": "重庆谢家湾小学 leads 谢家湾小学教育集团; 谢家湾小学教育集团 has member 华福小学",
    },
)
