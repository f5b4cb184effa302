"""Examples of the coverage routes."""

from __future__ import annotations

from app.web.examples import Example, receipt

COVERAGE = Example(
    "/api/v1/coverage?region=430921&covered_by=group&as_of=2025-09-01",
    {
        "receipt": receipt(
            "coverage",
            {
                "region": "430921",
                "by": None,
                "weight": "schools",
                "covered_by": "group",
                "stage": None,
                "as_of": "2025-09-01",
                "universe": "known",
                "without": None,
            },
            rows=1,
            undated=7,
        ),
        "items": [
            {
                "region": {"id": "430921", "name": "南县", "level": "county"},
                "numerator": 7.0,
                "denominator": 10.0,
                "share": 0.7,
                "unit": "schools",
                "universe": "known",
                "source_ids": ["seed-004"],
                "schools_without_figure": 0,
                "undated_links": 7,
            }
        ],
        "truncated": False,
        "next_cursor": None,
        "what_if": None,
    },
)
UNCOVERED = Example(
    "/api/v1/coverage/uncovered?region=430921&covered_by=group&as_of=2025-09-01&limit=1",
    {
        "receipt": receipt(
            "uncovered_schools",
            {
                "region": "430921",
                "covered_by": "group",
                "weight": "schools",
                "stage": None,
                "as_of": "2025-09-01",
                "without": None,
            },
            rows=1,
            cut_at=1,
            truncated=True,
        ),
        "items": [
            {
                "id": "school-430921-62e495bbba",
                "name": "南县第一中学",
                "region": "430921",
                "region_name": "南县",
                "students": None,
            }
        ],
        "truncated": True,
        "next_cursor": "0bcacfe2f3ed-1",
        "what_if": None,
    },
)
