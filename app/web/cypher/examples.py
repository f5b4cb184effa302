"""The example of the Cypher route."""

from __future__ import annotations

from app.web.examples import Example

_STATEMENT = "MATCH (s:School)-[l:LEADS]->(g:EducationGroup {id: $group}) RETURN s, l, g"

CYPHER = Example(
    "/api/v1/cypher",
    {
        "columns": ["s", "l", "g"],
        "rows": [
            {
                "s": {
                    "id": "school-411202-f59aea73d1",
                    "labels": ["LeadSchool", "School"],
                    "properties": {
                        "datasets": ["seeds"],
                        "id": "school-411202-f59aea73d1",
                        "locators": ["L59"],
                        "name": "三门峡市第三高级中学",
                        "run": "run-ff412e4d9910",
                        "source_ids": ["seed-001"],
                        "stages": ["senior"],
                    },
                },
                "l": {
                    "key": "leads-f7fa3e033a34e955",
                    "type": "LEADS",
                    "from": "school-411202-f59aea73d1",
                    "to": "group-411202-620d790190",
                    "properties": {
                        "dataset": "seeds",
                        "key": "leads-f7fa3e033a34e955",
                        "locators": ["L9", "L57", "L59", "L73"],
                        "run": "run-ff412e4d9910",
                        "source_ids": ["seed-001", "seed-001", "seed-001", "seed-001"],
                    },
                },
                "g": {
                    "id": "group-411202-620d790190",
                    "labels": ["EducationGroup"],
                    "properties": {
                        "aliases": ["中学城乡一体化教育联盟", "初中城乡一体化教育联盟", "“1+3”教育联盟"],
                        "datasets": ["seeds"],
                        "id": "group-411202-620d790190",
                        "kind": "alliance",
                        "locators": ["L9", "L57", "L59", "L73"],
                        "name": "湖滨区中学城乡一体化教育联盟",
                        "run": "run-ff412e4d9910",
                        "since": "2025",
                        "since_day": 20250101,
                        "source_ids": ["seed-001", "seed-001", "seed-001", "seed-001"],
                    },
                },
            }
        ],
        "truncated": False,
        "cut_by": None,
        "cut_at": None,
        "elapsed_ms": 12.3,
        "graph_version": "3b251c93f0ac",
        "graph_complete": True,
        "engine": "arcadedb",
        "revision": "70c8cea272ea",
        "plan": {
            "name": "Plan",
            "details": "",
            "estimated_rows": None,
            "children": [
                {
                    "name": "ExpandAll",
                    "details": "(g)-[l:LEADS]-<(s:School) [cost=5.00, rows=0]",
                    "estimated_rows": 0.0,
                    "children": [
                        {
                            "name": "NodeIndexSeek",
                            "details": "(g:EducationGroup) [index=EducationGroup[id], id=$group, "
                            "filter: g.id = $group, cost=5.00, rows=0]",
                            "estimated_rows": 0.0,
                            "children": [],
                        }
                    ],
                },
                {"name": "PROJECT RETURN", "details": "s, l, g", "estimated_rows": None, "children": []},
                {"name": "FINAL PROJECTION", "details": "[s, l, g]", "estimated_rows": None, "children": []},
            ],
        },
        "network": {
            "nodes": [
                {
                    "id": "group-411202-620d790190",
                    "label": "EducationGroup",
                    "name": "湖滨区中学城乡一体化教育联盟",
                    "properties": {
                        "aliases": ["中学城乡一体化教育联盟", "初中城乡一体化教育联盟", "“1+3”教育联盟"],
                        "kind": "alliance",
                        "locators": ["L9", "L57", "L59", "L73"],
                        "since": "2025",
                        "since_day": 20250101,
                        "source_ids": ["seed-001", "seed-001", "seed-001", "seed-001"],
                    },
                },
                {
                    "id": "school-411202-f59aea73d1",
                    "label": "School",
                    "name": "三门峡市第三高级中学",
                    "properties": {"locators": ["L59"], "source_ids": ["seed-001"], "stages": ["senior"], "lead": True},
                },
            ],
            "links": [
                {
                    "key": "leads-f7fa3e033a34e955",
                    "type": "LEADS",
                    "from": "school-411202-f59aea73d1",
                    "to": "group-411202-620d790190",
                    "properties": {
                        "locators": ["L9", "L57", "L59", "L73"],
                        "source_ids": ["seed-001", "seed-001", "seed-001", "seed-001"],
                    },
                }
            ],
        },
    },
    sent={"statement": _STATEMENT, "parameters": {"group": "group-411202-620d790190"}},
)
